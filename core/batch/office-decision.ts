import { rejectionReasons } from '../approval/rejection.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { CaseEscalatedBody, OFFICE_OUTCOMES } from './escalation.ts'

/** What a case officer of head office enters. Money as fen text, rate in 1/10000 percent. */
export interface OfficeProposal {
  readonly outcome: (typeof OFFICE_OUTCOMES)[number]
  readonly amountFen: string | null
  readonly annualRate: number | null
  readonly conditions: readonly string[]
  readonly reasonCodes: readonly string[]
  readonly reason: string
}

/**
 * Whether head office may decide so on what the branch put before it: an approval within limit and rates, a rejection with one to
 * four reason codes, a return with a reason (domain 1.4, 10.3).
 * Refuses AMOUNT_ABOVE_LIMIT, RATE_OUT_OF_RANGE, REJECTION_CODES_WRONG, REASON_MISSING.
 */
export function checkOfficeProposal(asked: CaseEscalatedBody, proposal: OfficeProposal): Result<null> {
  if (proposal.outcome === 'REJECTED') {
    const codes = rejectionReasons(proposal.reasonCodes)
    return codes.ok ? ok(null) : codes
  }
  if (proposal.outcome === 'RETURNED') return proposal.reason.trim() === '' ? refuse('REASON_MISSING', { field: 'reason' }) : ok(null)
  const amount = /^[1-9]\d{0,12}$/.test(proposal.amountFen ?? '') ? Number(proposal.amountFen) : 0
  const limitFen = Number(asked.limits.limitFen)
  if (amount < 1 || amount > limitFen) return refuse('AMOUNT_ABOVE_LIMIT', { field: 'amountFen', limitFen })
  const { rateFrom, rateTo } = asked.limits
  const rate = proposal.annualRate ?? -1
  return rate < rateFrom || rate > rateTo ? refuse('RATE_OUT_OF_RANGE', { field: 'rate', rateFrom, rateTo }) : ok(null)
}

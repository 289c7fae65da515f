import { rejectionReasons } from '../approval/rejection.ts'
import { isSurelyDrawn } from '../kernel/drawn-hanzi.ts'
import { codePointName, normaliseText } from '../kernel/han-text.ts'
import { RATE_PER_BP } from '../kernel/rate.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { CaseEscalatedBody, CaseEscalatedBody2, OFFICE_OUTCOMES } from './escalation.ts'

/** What a case officer of head office enters. Money as fen text, rate in 1/10000 percent. */
export interface OfficeProposal {
  readonly outcome: (typeof OFFICE_OUTCOMES)[number]
  readonly amountFen: string | null
  readonly annualRate: number | null
  readonly conditions: readonly string[]
  readonly reasonCodes: readonly string[]
  readonly reason: string
}

/** Characters of a text that a branch might not print, each once: 'U+1F600 😀', one that cannot be shown by its number only. */
const undrawn = (text: string): string[] =>
  [...new Set(normaliseText(text))]
    .filter((character) => character !== '\n' && !isSurelyDrawn(character.codePointAt(0) ?? 0))
    .map((character) => (/[\p{C}]/u.test(character) ? codePointName(character) : `${codePointName(character)} ${character}`))

/** The branch prints the words of a decision on its approval sheet. Refuses PDF_CHARACTER_MISSING with the `field` and the characters. */
function drawnWords({ reason, conditions }: OfficeProposal): Result<null> {
  const texts = [{ field: 'reason', text: reason }, ...conditions.map((text) => ({ field: 'conditions', text }))]
  const found = texts.map(({ field, text }) => ({ field, characters: undrawn(text) })).find(({ characters }) => characters.length > 0)
  return found ? refuse('PDF_CHARACTER_MISSING', found) : ok(null)
}

/**
 * Whether head office may decide so on what the branch put before it: an approval within limit and rates that a
 * contract can state, a rejection with one to
 * four reason codes, a return with a reason (domain 1.4, 10.3).
 * Refuses AMOUNT_ABOVE_LIMIT, PAYEE_ABOVE_LOAN, RATE_OUT_OF_RANGE, RATE_OFF_GRID, REJECTION_CODES_WRONG, REASON_MISSING, PDF_CHARACTER_MISSING.
 */
export function checkOfficeProposal(asked: CaseEscalatedBody | CaseEscalatedBody2, proposal: OfficeProposal): Result<null> {
  const drawn = drawnWords(proposal)
  if (!drawn.ok) return drawn
  if (proposal.outcome === 'REJECTED') {
    const codes = rejectionReasons(proposal.reasonCodes)
    return codes.ok ? ok(null) : codes
  }
  if (proposal.outcome === 'RETURNED') return proposal.reason.trim() === '' ? refuse('REASON_MISSING', { field: 'reason' }) : ok(null)
  const amount = /^[1-9]\d{0,12}$/.test(proposal.amountFen ?? '') ? Number(proposal.amountFen) : 0
  const limitFen = Number(asked.limits.limitFen)
  if (amount < 1 || amount > limitFen) return refuse('AMOUNT_ABOVE_LIMIT', { field: 'amountFen', limitFen })
  const payeeFen = 'mixedPayeeFen' in asked ? Number(asked.mixedPayeeFen) : 0
  if (amount <= payeeFen) return refuse('PAYEE_ABOVE_LOAN', { field: 'amountFen', payeeFen })
  const { rateFrom, rateTo } = asked.limits
  const rate = proposal.annualRate ?? -1
  if (rate < rateFrom || rate > rateTo) return refuse('RATE_OUT_OF_RANGE', { field: 'rate', rateFrom, rateTo })
  // The contract states it as LPR plus whole basis points; the range starts on one.
  return (rate - rateFrom) % RATE_PER_BP === 0 ? ok(null) : refuse('RATE_OFF_GRID', { field: 'rate' })
}

import { addDays, type DateOnly } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import { RATE_PER_BP, type Rate } from '../kernel/rate.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { ReasonCode } from '../product/reason-codes.ts'
import type { AuthorityRuling } from './authority.ts'
import { rejectionReasons } from './rejection.ts'

/** What the branch manager enters. `reason` is plain text for the file. */
export interface DecisionDraft {
  readonly outcome: 'APPROVED' | 'REJECTED' | 'ESCALATED' | 'RETURNED'
  readonly amountFen: Fen
  readonly rate: Rate
  readonly conditions: readonly string[]
  readonly reason: string
  readonly rejectionCodes: readonly string[]
}

/**
 * Whether the decider confirms a decision by the password of his own (domain 8.3): what binds the bank, or ends the case. To give it
 * back for more work binds nobody.
 */
export const confirmedByPassword = (outcome: DecisionDraft['outcome']): boolean => outcome !== 'RETURNED'

/** What the decision is measured against, rechecked on the day (domain 1.4, state 7). */
export interface DecisionContext {
  readonly decidedOn: DateOnly
  readonly limitFen: Fen
  readonly rateFrom: Rate
  readonly rateTo: Rate
  /** What a MIXED payment gives to the payee: the loan must be more. Null for every other way of payment. */
  readonly mixedPayeeFen: Fen | null
  /** For the amount and rate of the draft. */
  readonly dtiBand: 'NORMAL' | 'NEEDS_REASON' | 'REFUSED'
  /** null without collateral. */
  readonly ltvWithinCap: boolean | null
  readonly authority: AuthorityRuling
  readonly rejectingRules: readonly ReasonCode[]
  readonly reviewOutcome: 'AGREE' | 'CONDITIONAL' | 'RETURN' | 'REJECT'
  readonly validityDays: number
}

export type Decision =
  | {
      readonly outcome: 'APPROVED'
      readonly amountFen: Fen
      readonly rate: Rate
      readonly conditions: readonly string[]
      readonly reason: string
      readonly validUntil: DateOnly
    }
  | { readonly outcome: 'REJECTED'; readonly rejectionCodes: readonly ReasonCode[]; readonly reason: string }
  | { readonly outcome: 'ESCALATED'; readonly to: AuthorityRuling['level']; readonly because: AuthorityRuling['reasons']; readonly reason: string }
  | { readonly outcome: 'RETURNED'; readonly reason: string }

function approve(draft: DecisionDraft, context: DecisionContext): Result<Decision> {
  const { authority, limitFen, rateFrom, rateTo } = context
  const reason = draft.reason.trim()
  if (context.rejectingRules.length > 0) return refuse('HARD_RULE_HIT', { codes: context.rejectingRules })
  if (authority.level !== 'BRANCH')
    return refuse('AUTHORITY_EXCEEDED', { level: authority.level, because: authority.reasons, branchLimitFen: authority.branchLimitFen })
  if (draft.amountFen < 1 || draft.amountFen > limitFen) return refuse('AMOUNT_ABOVE_LIMIT', { field: 'amountFen', limitFen })
  if (draft.rate < rateFrom || draft.rate > rateTo) return refuse('RATE_OUT_OF_RANGE', { field: 'rate', rateFrom, rateTo })
  // The contract states the rate as LPR plus whole basis points (domain 3.11); the range starts on one.
  if ((draft.rate - rateFrom) % RATE_PER_BP !== 0) return refuse('RATE_OFF_GRID', { field: 'rate' })
  if (context.mixedPayeeFen !== null && draft.amountFen <= context.mixedPayeeFen)
    return refuse('PAYEE_ABOVE_LOAN', { field: 'amountFen', payeeFen: context.mixedPayeeFen })
  if (context.ltvWithinCap === false) return refuse('LTV_ABOVE_CAP', { field: 'amountFen' })
  if (context.dtiBand === 'REFUSED') return refuse('DTI_ABOVE_HARD_LIMIT', { field: 'amountFen' })
  if (context.dtiBand === 'NEEDS_REASON' && reason === '') return refuse('DTI_REASON_MISSING', { field: 'reason' })
  if (context.reviewOutcome === 'CONDITIONAL' && draft.conditions.length === 0) return refuse('CONDITIONS_MISSING', { field: 'conditions' })
  if (context.reviewOutcome === 'REJECT' || context.reviewOutcome === 'RETURN') {
    // Where two signatures must agree, the manager's alone does not carry.
    if (authority.twoSignatures) return refuse('REVIEWER_AGAINST', { reviewOutcome: context.reviewOutcome })
    if (reason === '') return refuse('REASON_MISSING', { field: 'reason' })
  }
  return ok({
    outcome: 'APPROVED',
    amountFen: draft.amountFen,
    rate: draft.rate,
    conditions: draft.conditions,
    reason,
    validUntil: addDays(context.decidedOn, context.validityDays),
  })
}

/** To whom a case goes up and why; one within the branch's own authority goes to the department. @example escalationOf(authority, '').to // 'HEAD_OFFICE_COMMITTEE' */
export const escalationOf = ({ level, reasons }: Pick<AuthorityRuling, 'level' | 'reasons'>, reason: string): Extract<Decision, { outcome: 'ESCALATED' }> => ({
  outcome: 'ESCALATED',
  to: level === 'BRANCH' ? 'HEAD_OFFICE_DEPARTMENT' : level,
  because: reasons,
  reason,
})

/**
 * The branch's decision on a case (domain 1.4 state 7, 6.4, 10.3; rulings 5). An approval keeps to limit, price range, DTI, LTV and
 * authority and is valid to `validUntil` inclusive; debt service between 50 and 55 % needs a reason on record.
 *
 * Refusals of APPROVED: HARD_RULE_HIT, AUTHORITY_EXCEEDED, AMOUNT_ABOVE_LIMIT, RATE_OUT_OF_RANGE, RATE_OFF_GRID, PAYEE_ABOVE_LOAN, LTV_ABOVE_CAP,
 * DTI_ABOVE_HARD_LIMIT, DTI_REASON_MISSING, CONDITIONS_MISSING, REASON_MISSING (reviewer was against), REVIEWER_AGAINST (two signatures due). Of REJECTED:
 * REJECTION_CODES_WRONG. Of RETURNED, and of ESCALATED within the branch's own authority: REASON_MISSING.
 * @example decide(draft, context)
 */
export function decide(draft: DecisionDraft, context: DecisionContext): Result<Decision> {
  const { authority } = context
  const reason = draft.reason.trim()
  if (draft.outcome === 'APPROVED') return approve(draft, context)
  if (draft.outcome === 'REJECTED') {
    const codes = rejectionReasons(draft.rejectionCodes)
    return codes.ok ? ok({ outcome: 'REJECTED', rejectionCodes: codes.value, reason }) : codes
  }
  const ownAuthority = authority.level === 'BRANCH'
  if (reason === '' && (draft.outcome === 'RETURNED' || ownAuthority)) return refuse('REASON_MISSING', { field: 'reason' })
  if (draft.outcome === 'RETURNED') return ok({ outcome: 'RETURNED', reason })
  return ok(escalationOf(authority, reason))
}

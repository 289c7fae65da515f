import { z } from 'zod'
import { addMonths, type DateOnly } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { LongText } from '../kernel/schema.ts'
import type { RepaymentMethod, SecurityMode } from '../product/vocabulary.ts'
import { AgreedCost, checkCosts, costsIn, MOST_COSTS } from './agreed-costs.ts'
import type { DueMode } from './due-dates.ts'
import type { ContractTerms } from './terms.ts'
import { sealText } from './terms-seal.ts'
import { TermsMaximum } from './terms-security.ts'

/** A floating rate follows the LPR on 1 January, or on each anniversary of the drawdown (domain 3.11). */
export const REPRICE_RULES = ['JAN_1', 'ANNIVERSARY'] as const
export const DISPUTES = ['COURT', 'ARBITRATION'] as const

/** What the approver adds to amount, rate and conditions: all of it is signed by the approval and printed (ADR 0144). */
export const AgreedTerms = z.strictObject({
  /** null: the rate is fixed. */
  repriceRule: z.enum(REPRICE_RULES).nullable(),
  /** null: on the day of the drawdown (domain 4.2). */
  dueDay: z.int().min(1, 'DUE_DAY_INVALID').max(31, 'DUE_DAY_INVALID').nullable(),
  disputes: z.enum(DISPUTES),
  specialTerms: LongText,
  /** null: what is given secures this loan alone. */
  maximum: TermsMaximum.nullable(),
  /** Costs beside interest (ADR 0157). Absent: none; approvals given before there were any keep their seal. */
  costs: z.array(AgreedCost).max(MOST_COSTS, 'TOO_MANY_COSTS').optional(),
})
export type AgreedTerms = z.output<typeof AgreedTerms>
export type AgreedDraft = z.input<typeof AgreedTerms>

/** A fixed rate, due on the day of the drawdown, disputes before the court, security for this loan alone. */
export const PLAIN_TERMS: AgreedTerms = { repriceRule: null, dueDay: null, disputes: 'COURT', specialTerms: '', maximum: null }

/** What the branch adds to head office's approval: the costs, which are known where the customer is (ADR 0164). */
export const AddedTerms = AgreedTerms.pick({ costs: true })
export type AddedTerms = z.output<typeof AddedTerms>

/** The terms of head office's approval: plain but for the costs the branch added. @example withAdded({}) // PLAIN_TERMS */
export const withAdded = ({ costs = [] }: AddedTerms): AgreedTerms => (costs.length === 0 ? PLAIN_TERMS : { ...PLAIN_TERMS, costs })

/** Whether nothing is agreed beyond the usual; a day that is no number is one all the same. @example isPlain(PLAIN_TERMS) // true */
export const isPlain = ({ costs = [], ...agreed }: AgreedDraft): boolean =>
  costs.length === 0 && agreed.dueDay === null && sealText(agreed) === sealText(PLAIN_TERMS)

/** Whether a fixed day of the month means anything: quarters and bullets have days of their own. @example hasDueDay('QIO') // false */
export const hasDueDay = (method: RepaymentMethod): boolean => method === 'EPI' || method === 'EP' || method === 'IO'

/** What the terms are agreed for. */
export interface Agreement {
  readonly method: RepaymentMethod
  readonly tenorMonths: number
  readonly security: SecurityMode
  readonly amountFen: Fen
  /** The loan is drawn between these days, both included. */
  readonly decidedOn: DateOnly
  readonly validUntil: DateOnly
}

/** Whether the day on which the rate is set anew can come before the end, on whichever day of the approval the loan is drawn. */
const mayReprice = (repriceRule: NonNullable<AgreedTerms['repriceRule']>, { tenorMonths, decidedOn, validUntil }: Agreement): boolean =>
  repriceRule === 'ANNIVERSARY'
    ? tenorMonths > 12
    : firstRepricing({ rate: { repriceRule }, valueDate: decidedOn, maturityOn: addMonths(validUntil, tenorMonths) }) !== null

/**
 * Whether these terms can be kept: costs that can stand in the table, a due day only where instalments are monthly, a floating rate only where it can float before the end,
 * a ceiling only over security, no lower than the loan, for a period in which every day of the approval lies (Civil Code 420).
 * Refuses FIELD_INVALID naming the field.
 */
export function checkAgreed(agreed: AgreedTerms, loan: Agreement): Result<AgreedTerms> {
  const { dueDay, repriceRule, maximum } = agreed
  const wrong = (field: string, reason: string) => refuse('FIELD_INVALID', { field: `agreed.${field}`, reason })
  if (dueDay !== null && !hasDueDay(loan.method)) return wrong('dueDay', 'DUE_DAY_NOT_MONTHLY')
  if (repriceRule !== null && !mayReprice(repriceRule, loan)) return wrong('repriceRule', 'REPRICED_NEVER')
  const costs = checkCosts(agreed.costs ?? [], loan)
  if (!costs.ok) return costs
  if (maximum === null) return ok(agreed)
  if (loan.security === 'CREDIT') return wrong('maximum', 'MAXIMUM_WITHOUT_SECURITY')
  if (maximum.ceilingFen < loan.amountFen) return wrong('maximum.ceilingFen', 'MAXIMUM_BELOW_LOAN')
  if (maximum.from > loan.decidedOn) return wrong('maximum.from', 'MAXIMUM_MISSES_LOAN')
  if (maximum.to < loan.validUntil) return wrong('maximum.to', 'MAXIMUM_MISSES_LOAN')
  return ok(agreed)
}

/**
 * What stands of the terms with this decision: those of an approval, checked; none otherwise. Head office decides amount, rate and
 * conditions: what it does not see it has not approved, so a case that is sent up with more is refused (FIELD_INVALID AGREED_NOT_SENT).
 */
export function agreedWith(outcome: 'APPROVED' | 'REJECTED' | 'ESCALATED' | 'RETURNED', agreed: AgreedTerms, loan: Agreement): Result<AgreedTerms> {
  if (outcome === 'APPROVED') return checkAgreed(agreed, loan)
  return outcome === 'ESCALATED' && !isPlain(agreed) ? refuse('FIELD_INVALID', { field: 'agreed', reason: 'AGREED_NOT_SENT' }) : ok(PLAIN_TERMS)
}

/** The same as the contract carries it. */
export const agreedIn = ({
  loan,
  disputes,
  specialTerms,
  maximum,
  cost,
}: {
  readonly loan: { readonly rate: Pick<AgreedTerms, 'repriceRule'>; readonly dueMode: DueMode }
  readonly disputes: AgreedTerms['disputes']
  readonly specialTerms: string
  readonly maximum?: TermsMaximum | undefined
  readonly cost: Pick<ContractTerms['cost'], 'items'>
}): AgreedTerms => ({
  repriceRule: loan.rate.repriceRule,
  dueDay: loan.dueMode.kind === 'FIXED_DAY' ? loan.dueMode.day : null,
  disputes,
  specialTerms,
  maximum: maximum ?? null,
  costs: costsIn(cost),
})

/** When the rate is first set anew; null for a fixed rate, or where the loan ends before. @example firstRepricing({ … JAN_1, valueDate: '2026-11-30' }) // '2027-01-01' */
export function firstRepricing({
  rate,
  valueDate,
  maturityOn,
}: {
  readonly rate: Pick<AgreedTerms, 'repriceRule'>
  readonly valueDate: DateOnly
  readonly maturityOn: DateOnly
}): DateOnly | null {
  if (rate.repriceRule === null) return null
  const first = rate.repriceRule === 'ANNIVERSARY' ? addMonths(valueDate, 12) : (`${Number(valueDate.slice(0, 4)) + 1}-01-01` as DateOnly)
  return first < maturityOn ? first : null
}

/** The least a register must secure: the ceiling where there is one, else the loan (domain 5.1). */
export const securedAtLeast = (terms: {
  readonly loan: { readonly amountFen: Fen }
  readonly maximum?: { readonly ceilingFen: Fen } | null | undefined
}): Fen => terms.maximum?.ceilingFen ?? terms.loan.amountFen

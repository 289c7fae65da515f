import { RATE_PER_BP, rate } from '../kernel/rate.ts'
import { hasDueDay } from './agreed-terms.ts'
import { hasRegistered } from './paper-security.ts'
import { penaltyRate } from './penalty.ts'
import type { ContractTerms } from './terms.ts'

/** Two parts of the terms that say different things: `field` is where the paper would contradict itself. */
export interface Disagreement {
  readonly field: string
  readonly code:
    | 'RATE_NOT_LPR_PLUS_BP'
    | 'PENALTY_RATE_DIFFERS'
    | 'PRINCIPAL_NOT_LOAN'
    | 'MATURITY_DIFFERS'
    | 'BALANCE_LEFT'
    | 'PAYEE_AMOUNT_DIFFERS'
    | 'PAYEE_MISSING'
    | 'PAYEE_NOT_DUE'
    | 'MORTGAGE_NUMBER_DIFFERS'
    | 'COST_TOTAL_DIFFERS'
    | 'SECURITY_NOT_ONE'
    | 'DUE_DAY_NOT_MONTHLY'
    | 'MAXIMUM_BELOW_LOAN'
    | 'MAXIMUM_MISSES_LOAN'
    | 'COPIES_TOO_FEW'
}

/** ENTRUSTED pays the whole loan to the payee, MIXED a part of it (domain 1.3). */
function payeeFits({ paymentMode, payee, amountFen }: ContractTerms['loan']): boolean {
  if (payee === null || paymentMode === 'SELF') return true
  return paymentMode === 'ENTRUSTED' ? payee.amountFen === amountFen : payee.amountFen < amountFen
}

/**
 * Everything in the terms that does not agree with something else in them. A contract set made from terms that agree cannot
 * state two amounts, two rates or two dates (domain 3.11, 4.1, 4.7, 4.8).
 * @example disagreements(terms) // []
 */
export function disagreements(terms: ContractTerms): Disagreement[] {
  const { loan, schedule, cost, house, vehicle, pledge, mortgageNo, maximum } = terms
  const { rate: price } = loan
  const ratios = { overduePercent: price.penaltyMarkupPercent, misusePercent: price.misuseMarkupPercent }
  const last = schedule.at(-1)
  const principal = schedule.reduce((sum, { principalFen }) => sum + principalFen, 0)
  const borne = cost.items.filter(({ bearer }) => bearer === 'BORROWER').reduce((sum, { amountFen }) => sum + amountFen, 0)
  const rules: readonly (readonly [boolean, Disagreement])[] = [
    [price.annualRate === price.lprRate + price.bp * RATE_PER_BP, { field: 'loan.rate.annualRate', code: 'RATE_NOT_LPR_PLUS_BP' }],
    [price.penaltyRate === penaltyRate(rate(price.annualRate), ratios, ['OVERDUE']), { field: 'loan.rate.penaltyRate', code: 'PENALTY_RATE_DIFFERS' }],
    [price.misuseRate === penaltyRate(rate(price.annualRate), ratios, ['MISUSE']), { field: 'loan.rate.misuseRate', code: 'PENALTY_RATE_DIFFERS' }],
    [principal === loan.amountFen, { field: 'schedule', code: 'PRINCIPAL_NOT_LOAN' }],
    [last?.dueOn === loan.maturityOn, { field: 'loan.maturityOn', code: 'MATURITY_DIFFERS' }],
    [last?.balanceFen === 0, { field: 'schedule', code: 'BALANCE_LEFT' }],
    [loan.paymentMode === 'SELF' || loan.payee !== null, { field: 'loan.payee', code: 'PAYEE_MISSING' }],
    [loan.paymentMode !== 'SELF' || loan.payee === null, { field: 'loan.payee', code: 'PAYEE_NOT_DUE' }],
    [payeeFits(loan), { field: 'loan.payee.amountFen', code: 'PAYEE_AMOUNT_DIFFERS' }],
    [(house === null) === (mortgageNo === null), { field: 'mortgageNo', code: 'MORTGAGE_NUMBER_DIFFERS' }],
    [loan.dueMode.kind === 'ALIGNED' || hasDueDay(loan.method), { field: 'loan.dueMode', code: 'DUE_DAY_NOT_MONTHLY' }],
    [!maximum || maximum.ceilingFen >= loan.amountFen, { field: 'maximum.ceilingFen', code: 'MAXIMUM_BELOW_LOAN' }],
    [!maximum || (maximum.from <= loan.valueDate && loan.valueDate <= maximum.to), { field: 'maximum', code: 'MAXIMUM_MISSES_LOAN' }],
    // The loan's own papers name one contract of a house, a vehicle or a pledge beside its guarantors.
    [[house, vehicle, pledge].filter(Boolean).length <= 1, { field: 'security', code: 'SECURITY_NOT_ONE' }],
    // One for the registry, and one at least for the lender.
    [!hasRegistered(terms) || terms.copies.total >= terms.copies.borrower + 2, { field: 'copies', code: 'COPIES_TOO_FEW' }],
    [borne === cost.totalFen, { field: 'cost.totalFen', code: 'COST_TOTAL_DIFFERS' }],
  ]
  return rules.filter(([agrees]) => !agrees).map(([, disagreement]) => disagreement)
}

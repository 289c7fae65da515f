import { type Fen, fen, scaleFen } from '../kernel/fen.ts'

export interface DebtFacts {
  readonly monthlyNetIncomeFen: Fen
  readonly existingMonthlyDebtFen: Fen
  readonly usedCardLimitFen: Fen
  /** The new loan's instalment; for IO, QIO and BUL the equal instalment (EPI) over the same term. */
  readonly newInstalmentFen: Fen
}

export interface DtiLimits {
  readonly normalPercent: number
  readonly hardPercent: number
  readonly cardLimitPercent: number
}

/** NORMAL passes; NEEDS_REASON passes with a recorded reason (rulings 5); REFUSED is above the hard limit. */
export type DtiBand = 'NORMAL' | 'NEEDS_REASON' | 'REFUSED'

/** Monthly debt service: existing, new, and a share of the used card limit (domain 6.1). */
export function monthlyDebtFen(facts: DebtFacts, limits: DtiLimits): Fen {
  const cards = scaleFen(facts.usedCardLimitFen, BigInt(limits.cardLimitPercent), 100n)
  return fen(facts.existingMonthlyDebtFen + facts.newInstalmentFen + cards)
}

const within = (debtFen: Fen, incomeFen: Fen, percent: number): boolean => BigInt(debtFen) * 100n <= BigInt(incomeFen) * BigInt(percent)

/**
 * The band of debt service to income, compared in fen: `debt x 100 <= income x 55` (domain 6.1). No income refuses any debt.
 *
 * @example dtiBand(facts, { normalPercent: 50, hardPercent: 55, cardLimitPercent: 5 }) // 'NORMAL'
 */
export function dtiBand(facts: DebtFacts, limits: DtiLimits): DtiBand {
  const debt = monthlyDebtFen(facts, limits)
  if (within(debt, facts.monthlyNetIncomeFen, limits.normalPercent)) return 'NORMAL'
  return within(debt, facts.monthlyNetIncomeFen, limits.hardPercent) ? 'NEEDS_REASON' : 'REFUSED'
}

/** What no ratio reaches: stands for a debt without any income. */
export const RATIO_WITHOUT_BASE = 1_000_000

/** DTI in basis points, rounded up, so that a hair above a border counts as above. @example dtiBasisPoints(facts, limits) // 4950 */
export function dtiBasisPoints(facts: DebtFacts, limits: DtiLimits): number {
  const debt = BigInt(monthlyDebtFen(facts, limits))
  const income = BigInt(facts.monthlyNetIncomeFen)
  if (debt === 0n) return 0
  if (income === 0n) return RATIO_WITHOUT_BASE
  return Math.min(RATIO_WITHOUT_BASE, Number((debt * 10_000n + income - 1n) / income))
}

/**
 * The largest principal whose equal instalment keeps debt service within `percent` of income; 0 when nothing fits.
 *
 * @param instalmentOf the equal monthly instalment of a principal, never falling as the principal grows.
 * @param ceilingFen the largest principal asked for.
 * @example dtiDerivedLimit(facts, limits, 55, fen(30000000), (principal) => annuityFen(principal, rate(43500), 36))
 */
export function dtiDerivedLimit(
  facts: Omit<DebtFacts, 'newInstalmentFen'>,
  limits: DtiLimits,
  percent: number,
  ceilingFen: Fen,
  instalmentOf: (principalFen: Fen) => Fen,
): Fen {
  const fits = (principal: number) =>
    within(monthlyDebtFen({ ...facts, newInstalmentFen: instalmentOf(fen(principal)) }, limits), facts.monthlyNetIncomeFen, percent)
  let low = 0
  let high: number = ceilingFen
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return fen(low)
}

import { addMonths, type DateOnly } from '../kernel/calendar.ts'
import { type Fen, fen } from '../kernel/fen.ts'
import type { GradeRow, Parameters } from '../product/parameters.ts'

/** A valuation of real estate (domain 5.5). */
export interface CollateralValue {
  readonly appraisedFen: Fen
  /** The bank's own estimate; null when none was made. */
  readonly internalFen: Fen | null
  /** Price paid when bought less than a year ago, else null. */
  readonly purchasePriceFen: Fen | null
}

export interface LendingValue {
  readonly valueFen: Fen
  /** External above internal by more than the gap: a third opinion is due. */
  readonly thirdOpinionDue: boolean
}

/**
 * The value lent on: the least of appraisal and recent price, and of the bank's own estimate when the appraisal stands above it by
 * more than the gap (domain 5.5, two-value rule).
 *
 * @param gapPercent 15 by default.
 * @example lendingValue({ appraisedFen: fen(100000000), internalFen: null, purchasePriceFen: fen(90000000) }, 15).valueFen // 90000000
 */
export function lendingValue({ appraisedFen, internalFen, purchasePriceFen }: CollateralValue, gapPercent: number): LendingValue {
  const thirdOpinionDue = internalFen !== null && BigInt(appraisedFen) * 100n > BigInt(internalFen) * BigInt(100 + gapPercent)
  const externalFen = thirdOpinionDue && internalFen !== null ? internalFen : appraisedFen
  return { valueFen: fen(Math.min(externalFen, purchasePriceFen ?? externalFen)), thirdOpinionDue }
}

/** The highest LTV for a use and a grade: the collateral's cap less the grade's cut (domain 5.5, 6.4). @example ltvCapPercent('RESIDENTIAL', gradeB, parameters) // 65 */
export function ltvCapPercent(
  use: keyof Parameters['ltvCapPercent'],
  { ltvCutPoints }: Pick<GradeRow, 'ltvCutPoints'>,
  parameters: Pick<Parameters, 'ltvCapPercent'>,
): number {
  return Math.max(0, parameters.ltvCapPercent[use] - ltvCutPoints)
}

/** What may be lent on a value after prior-ranking debt, rounded down to the fen; 0 when that debt uses it up. @example lendableFen(fen(100000000), fen(20000000), 70) // 50000000 */
export function lendableFen(valueFen: Fen, priorDebtFen: Fen, capPercent: number): Fen {
  const carried = Number((BigInt(valueFen) * BigInt(capPercent)) / 100n)
  return fen(Math.max(0, carried - priorDebtFen))
}

/** Whether loan and prior-ranking debt stay within the cap, compared in fen. */
export function ltvWithinCap(loanFen: Fen, priorDebtFen: Fen, valueFen: Fen, capPercent: number): boolean {
  return (BigInt(loanFen) + BigInt(priorDebtFen)) * 100n <= BigInt(valueFen) * BigInt(capPercent)
}

/** `(this loan + prior debt) / value` in basis points, rounded up, for paper and screens. @throws RangeError when the value is 0. @example ltvBasisPoints(fen(60000000), fen(0), fen(100000000)) // 6000 */
export function ltvBasisPoints(loanFen: Fen, priorDebtFen: Fen, valueFen: Fen): number {
  if (valueFen <= 0) throw new RangeError('collateral without value')
  const value = BigInt(valueFen)
  return Number(((BigInt(loanFen) + BigInt(priorDebtFen)) * 10_000n + value - 1n) / value)
}

/** When collateral is to be valued again: a year on for real estate (domain 5.5). @example revaluationDueOn(dateOnly('2026-11-23'), 12) // '2027-11-23' */
export const revaluationDueOn = (valuedOn: DateOnly, months: number): DateOnly => addMonths(valuedOn, months)

import type { DateOnly } from '../kernel/calendar.ts'
import { RATE_PER_BP, type Rate, rate } from '../kernel/rate.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { GradeRow, LprRow, Parameters } from '../product/parameters.ts'

export type LprTenor = '1Y' | '5Y'

/** The price of a loan as the contract writes it: "LPR + 135 basis points" (domain 3.11). */
export interface Price {
  readonly pricingDate: DateOnly
  readonly lprPublishedOn: DateOnly
  readonly lprTenor: LprTenor
  readonly lprRate: Rate
  readonly bp: number
  readonly annualRate: Rate
}

/** 1Y up to twelve months, 5Y above five years, between them as agreed. @example lprTenorFor(12, 'ONE_YEAR') // '1Y' */
export function lprTenorFor(tenorMonths: number, betweenOneAndFive: Parameters['lprForOneToFiveYears']): LprTenor {
  if (tenorMonths <= 12) return '1Y'
  if (tenorMonths > 60) return '5Y'
  return betweenOneAndFive === 'ONE_YEAR' ? '1Y' : '5Y'
}

/** The newest LPR published on or before a day, or null before the first. */
export function lprOn(table: readonly LprRow[], day: DateOnly): LprRow | null {
  return table.findLast(({ publishedOn }) => publishedOn <= day) ?? null
}

export interface PriceRequest {
  readonly pricingDate: DateOnly
  readonly signedOn: DateOnly
  readonly tenorMonths: number
  readonly lprTenor: LprTenor
  /** Basis points over LPR; below it when negative. */
  readonly bp: number
}

/**
 * Contract rate = LPR at the pricing date + basis points (domain 3.11).
 *
 * Refusals: LPR_AFTER_SIGNING, LPR_NOT_PUBLISHED, LPR_TENOR_WRONG (5Y for up to 12 months, 1Y for more than 60),
 * RATE_NOT_POSITIVE, RATE_ABOVE_CEILING.
 * @throws RangeError when `bp` is not a whole number.
 * @example priceLoan({ pricingDate, signedOn, tenorMonths: 12, lprTenor: '1Y', bp: 135 }, parameters) // 3.00 % + 135 bp = 4.35 %
 */
export function priceLoan(request: PriceRequest, { lpr, costCeiling }: Pick<Parameters, 'lpr' | 'costCeiling'>): Result<Price> {
  const { pricingDate, signedOn, tenorMonths, lprTenor, bp } = request
  if (!Number.isSafeInteger(bp)) throw new RangeError(`basis points must be whole: ${bp}`)
  if (pricingDate > signedOn) return refuse('LPR_AFTER_SIGNING', { pricingDate, signedOn })
  const row = lprOn(lpr, pricingDate)
  if (!row) return refuse('LPR_NOT_PUBLISHED', { pricingDate })
  if ((lprTenor === '5Y' && tenorMonths <= 12) || (lprTenor === '1Y' && tenorMonths > 60)) return refuse('LPR_TENOR_WRONG', { lprTenor, tenorMonths })
  const lprRate = lprTenor === '1Y' ? row.oneYear : row.fiveYear
  const units = lprRate + bp * RATE_PER_BP
  if (units <= 0) return refuse('RATE_NOT_POSITIVE', { bp })
  if (units > costCeiling) return refuse('RATE_ABOVE_CEILING', { rate: units, ceiling: costCeiling })
  return ok({ pricingDate, lprPublishedOn: row.publishedOn, lprTenor, lprRate, bp, annualRate: rate(units) })
}

export interface PriceRange {
  readonly fromBp: number
  readonly toBp: number
  /** The midpoint, a half basis point rounded up; what is proposed by default (rulings 5). */
  readonly defaultBp: number
}

/** The grade's price range over LPR; null where the grade does not lend. @example priceRange(gradeOf(91, parameters)) // 90 to 135, default 113 */
export function priceRange({ priceBp }: GradeRow): PriceRange | null {
  if (!priceBp) return null
  return { fromBp: priceBp.from, toBp: priceBp.to, defaultBp: Math.floor((priceBp.from + priceBp.to + 1) / 2) }
}

/** Whether an annual rate stands within the range over an LPR. @example rateInRange(rate(43500), rate(30000), range) // true */
export function rateInRange(annualRate: Rate, lprRate: Rate, range: PriceRange): boolean {
  return annualRate >= lprRate + range.fromBp * RATE_PER_BP && annualRate <= lprRate + range.toBp * RATE_PER_BP
}

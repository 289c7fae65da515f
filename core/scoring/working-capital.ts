import { type Fen, fen } from '../kernel/fen.ts'

/** What the need for working capital is measured on (domain 4.6). Amounts of last year, days as they turn over. */
export interface WorkingCapitalFacts {
  readonly salesFen: Fen
  /** Profit on sales and expected growth, in whole percent; either may be negative. */
  readonly marginPercent: number
  readonly growthPercent: number
  readonly inventoryDays: number
  readonly receivableDays: number
  readonly payableDays: number
  readonly prepaidDays: number
  /** Days customers pay ahead. */
  readonly advanceDays: number
  readonly ownFundsFen: Fen
  readonly existingLoansFen: Fen
  readonly otherFundsFen: Fen
}

export interface WorkingCapitalNeed {
  /** Days one turn takes; 0 where suppliers and customers carry the business. */
  readonly turnDays: number
  readonly needFen: Fen
  /** The most that may be lent anew. */
  readonly newLoanFen: Fen
}

const PERCENT = 100n
const YEAR_DAYS = 360n

/**
 * The need for working capital and the loan it leaves room for: last year's sales less profit, grown, divided by the turns a year
 * takes (360 over inventory + receivables − payables + prepayments − advances), rounded half up to a fen once; less own funds,
 * existing working-capital loans and other sources (domain 4.6). Nothing is needed by a business others pay ahead.
 * @throws RangeError for days that are no whole number from 0 to 3,600, or a percentage that is none
 * @example workingCapitalNeed(facts).newLoanFen // 48_066_667 for the example of domain 4.6
 */
export function workingCapitalNeed(facts: WorkingCapitalFacts): WorkingCapitalNeed {
  const { inventoryDays, receivableDays, payableDays, prepaidDays, advanceDays, marginPercent, growthPercent } = facts
  const days = [inventoryDays, receivableDays, payableDays, prepaidDays, advanceDays]
  if (!days.every((some) => Number.isInteger(some) && some >= 0 && some <= 3600)) throw new RangeError('days of turnover are whole, 0 to 3,600')
  if (!Number.isInteger(marginPercent) || !Number.isInteger(growthPercent)) throw new RangeError('percentages are whole')
  const turnDays = Math.max(0, inventoryDays + receivableDays - payableDays + prepaidDays - advanceDays)
  const cost = BigInt(facts.salesFen) * BigInt(Math.max(0, 100 - marginPercent)) * BigInt(Math.max(0, 100 + growthPercent)) * BigInt(turnDays)
  const divisor = PERCENT * PERCENT * YEAR_DAYS
  const needFen = fen(Number((2n * cost + divisor) / (2n * divisor)))
  return { turnDays, needFen, newLoanFen: fen(Math.max(0, needFen - facts.ownFundsFen - facts.existingLoansFen - facts.otherFundsFen)) }
}

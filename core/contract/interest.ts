import { type Fen, scaleFen } from '../kernel/fen.ts'
import { RATE_ONE, type Rate } from '../kernel/rate.ts'
import type { RepaymentMethod } from '../product/vocabulary.ts'
import type { Period } from './due-dates.ts'

/** How interest-only and bullet loans count days (domain 4.1). */
export type InterestBasis = 'ACT_360' | '30_360' | 'ACT_365'

/**
 * Interest of actual days on a balance: `balance x annual / year x days`, rounded half up once (domain 4.1, broken period).
 *
 * @param yearDays the bank year of the contract; 360 unless act/365 is agreed.
 * @example daysInterest(fen(5886037), rate(43500), 16) // 11380
 */
export function daysInterest(balanceFen: Fen, annualRate: Rate, days: number, yearDays: 360 | 365 = 360): Fen {
  return scaleFen(balanceFen, BigInt(annualRate) * BigInt(days), RATE_ONE * BigInt(yearDays))
}

/** Interest of whole months: `balance x annual / 12 x months`. @example monthsInterest(fen(10000000), rate(43500), 1) // 36250 */
export function monthsInterest(balanceFen: Fen, annualRate: Rate, months: number): Fen {
  return scaleFen(balanceFen, BigInt(annualRate) * BigInt(months), RATE_ONE * 12n)
}

/**
 * Interest of one period. Instalment loans (EPI, EP) count a full month as 1/12 year and a broken one by actual days over 360,
 * whatever the basis; interest-only and bullet loans follow the basis (domain 4.1).
 */
export function periodInterest(balanceFen: Fen, annualRate: Rate, period: Period, method: RepaymentMethod, basis: InterestBasis): Fen {
  const instalmentLoan = method === 'EPI' || method === 'EP'
  if (period.fullMonths !== null && (instalmentLoan || basis === '30_360')) return monthsInterest(balanceFen, annualRate, period.fullMonths)
  return daysInterest(balanceFen, annualRate, period.days, !instalmentLoan && basis === 'ACT_365' ? 365 : 360)
}

import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import { type Fen, fen, scaleFen } from '../kernel/fen.ts'
import { RATE_ONE, type Rate } from '../kernel/rate.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { type Period, periodsOf } from './due-dates.ts'
import { daysInterest } from './interest.ts'
import { levelAmount, principalPlan } from './principal-plan.ts'
import { layInstalments, type Schedule, type ScheduleRequest } from './schedule.ts'

export interface PrepaymentRequest {
  readonly terms: ScheduleRequest
  readonly schedule: Schedule
  readonly prepaidOn: DateOnly
  /** Principal paid early; the whole balance settles the loan. */
  readonly principalFen: Fen
  /** SHORTEN keeps the instalment, REDUCE keeps the number of instalments. */
  readonly mode: 'SHORTEN' | 'REDUCE'
  /** Fee on the prepaid principal; 1000 = 1 permille. Zero when waived. */
  readonly feeRate: Rate
}

export interface Prepayment {
  readonly balanceBeforeFen: Fen
  readonly interestFen: Fen
  readonly feeFen: Fen
  /** Principal, interest and fee to be paid on the day. */
  readonly payableFen: Fen
  readonly balanceAfterFen: Fen
  /** What remains to be paid; null when the loan is settled. */
  readonly remaining: Schedule | null
}

/** The fewest months that repay `balance` at the old level amount, the last payment never above it; at most `months`. */
function shortenedCount(request: PrepaymentRequest, method: 'EPI' | 'EP', balance: Fen, months: number): number {
  const { principalFen, annualRate, tenorMonths } = request.terms
  const level = levelAmount(method, principalFen, annualRate, tenorMonths)
  const plan = principalPlan(method, balance, annualRate, months, level)
  const paidUp = plan.findIndex((_, index) => plan.slice(0, index + 1).reduce((sum, share) => sum + share, 0) === balance)
  return paidUp + 1
}

function remainingSchedule(request: PrepaymentRequest, balance: Fen, periods: readonly Period[], firstIndex: number): Schedule {
  const { method, annualRate, principalFen, tenorMonths } = request.terms
  if (request.mode === 'REDUCE' || (method !== 'EPI' && method !== 'EP')) {
    return layInstalments(balance, principalPlan(method, balance, annualRate, periods.length), periods, request.terms, firstIndex)
  }
  const count = shortenedCount(request, method, balance, periods.length)
  const level = levelAmount(method, principalFen, annualRate, tenorMonths)
  return layInstalments(balance, principalPlan(method, balance, annualRate, count, level), periods.slice(0, count), request.terms, firstIndex)
}

/**
 * Early repayment, whole or in part (domain 4.4; Civil Code 677: interest for the actual time). Instalments due up to the day
 * count as paid; interest since the last due day is by actual days on the whole balance and is paid with the prepayment.
 *
 * Refusals: PREPAYMENT_DATE (not between value date and maturity), PREPAYMENT_AMOUNT (not 1 fen to the balance),
 * PREPAYMENT_MODE (SHORTEN of a loan whose principal falls due at the end).
 * @example prepay({ terms, schedule, prepaidOn: dateOnly('2026-07-01'), principalFen: fen(1000000), mode: 'REDUCE', feeRate: rate(0) })
 */
export function prepay(request: PrepaymentRequest): Result<Prepayment> {
  const { terms, schedule, prepaidOn, principalFen, mode, feeRate } = request
  if (prepaidOn < terms.valueDate || prepaidOn >= schedule.maturityOn) return refuse('PREPAYMENT_DATE', { field: 'prepaidOn' })
  const paid = schedule.instalments.filter(({ dueOn }) => dueOn <= prepaidOn)
  const before = paid.at(-1)?.balanceFen ?? terms.principalFen
  if (principalFen < 1 || principalFen > before) return refuse('PREPAYMENT_AMOUNT', { field: 'principalFen', balanceFen: before })
  const instalmentLoan = terms.method === 'EPI' || terms.method === 'EP'
  if (mode === 'SHORTEN' && !instalmentLoan && principalFen < before) return refuse('PREPAYMENT_MODE', { field: 'mode' })

  const since = paid.at(-1)?.dueOn ?? terms.valueDate
  const yearDays = !instalmentLoan && terms.interestBasis === 'ACT_365' ? 365 : 360
  const interestFen = daysInterest(before, terms.annualRate, daysBetween(since, prepaidOn), yearDays)
  const feeFen = scaleFen(principalFen, BigInt(feeRate), RATE_ONE)
  const after = fen(before - principalFen)
  const ahead = periodsOf(terms).slice(paid.length)
  const periods = ahead.map((period, row) =>
    row > 0 || since === prepaidOn ? period : { ...period, from: prepaidOn, days: daysBetween(prepaidOn, period.dueOn), fullMonths: null },
  )
  const remaining = after === 0 ? null : remainingSchedule(request, after, periods, paid.length + 1)
  return ok({ balanceBeforeFen: before, interestFen, feeFen, payableFen: fen(principalFen + interestFen + feeFen), balanceAfterFen: after, remaining })
}

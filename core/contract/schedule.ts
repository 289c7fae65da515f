import type { DateOnly } from '../kernel/calendar.ts'
import { type Fen, fen, MAX_CASE_FEN } from '../kernel/fen.ts'
import type { Rate } from '../kernel/rate.ts'
import type { RepaymentMethod } from '../product/vocabulary.ts'
import { type DueMode, type Period, periodsOf } from './due-dates.ts'
import { type InterestBasis, periodInterest } from './interest.ts'
import { principalPlan } from './principal-plan.ts'

/** The terms a schedule is made from. `interestBasis` speaks for IO, QIO and BUL only; `dueMode` for EPI, EP and IO only. */
export interface ScheduleRequest {
  principalFen: Fen
  annualRate: Rate
  tenorMonths: number
  valueDate: DateOnly
  method: RepaymentMethod
  dueMode: DueMode
  interestBasis: InterestBasis
}

/** One row of the repayment schedule; `days` are actual days, `balanceFen` what is owed after it. */
export interface Instalment {
  index: number
  dueOn: DateOnly
  days: number
  principalFen: Fen
  interestFen: Fen
  totalFen: Fen
  balanceFen: Fen
}

export interface Schedule {
  instalments: readonly Instalment[]
  totalInterestFen: Fen
  maturityOn: DateOnly
}

type InterestTerms = Pick<ScheduleRequest, 'annualRate' | 'method' | 'interestBasis'>

/** Lays a principal plan over periods. @throws RangeError when the two differ in length. */
export function layInstalments(principalFen: Fen, plan: readonly Fen[], periods: readonly Period[], terms: InterestTerms, firstIndex = 1): Schedule {
  const last = periods.at(-1)
  if (!last || plan.length !== periods.length) throw new RangeError(`plan of ${plan.length} rows for ${periods.length} periods`)
  let balance = principalFen
  const instalments = periods.map((period, row) => {
    const share = plan[row] ?? fen(0)
    const interestFen = periodInterest(balance, terms.annualRate, period, terms.method, terms.interestBasis)
    balance = fen(balance - share)
    return {
      index: firstIndex + row,
      dueOn: period.dueOn,
      days: period.days,
      principalFen: share,
      interestFen,
      totalFen: fen(share + interestFen),
      balanceFen: balance,
    }
  })
  return { instalments, totalInterestFen: fen(instalments.reduce((sum, { interestFen }) => sum + interestFen, 0)), maturityOn: last.dueOn }
}

/**
 * The repayment schedule of a loan, by any of the five methods, in fen (domain 4.1–4.3). Principal adds up to the loan
 * exactly, no row is negative, due days rise strictly and the last balance is zero. The last row takes the remainder.
 *
 * @throws RangeError when the principal is not 1 to 10^12 fen, the tenor not 1 to 360 months, or the due day not 1 to 31.
 * @example makeSchedule({ principalFen: fen(10000000), annualRate: rate(43500), tenorMonths: 12, valueDate: dateOnly('2026-01-15'),
 *   method: 'EPI', dueMode: { kind: 'ALIGNED' }, interestBasis: 'ACT_360' }).totalInterestFen // 237190
 */
export function makeSchedule(request: ScheduleRequest): Schedule {
  const { principalFen, annualRate, method } = request
  if (!Number.isSafeInteger(principalFen) || principalFen < 1 || principalFen > MAX_CASE_FEN)
    throw new RangeError(`principal must be 1 to 10^12 fen: ${principalFen}`)
  const periods = periodsOf(request)
  return layInstalments(principalFen, principalPlan(method, principalFen, annualRate, periods.length), periods, request)
}

import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import { divideHalfUp, type Fen, fen } from '../kernel/fen.ts'
import { type Rate, rate } from '../kernel/rate.ts'
import { daysInterest } from './interest.ts'

export type Breach = 'OVERDUE' | 'MISUSE'

/** By how many percent the contract rate rises for each breach: 30 to 50 overdue, 50 to 100 misuse (domain 4.7). */
export interface PenaltyRatios {
  readonly overduePercent: number
  readonly misusePercent: number
}

/**
 * The penalty rate: the contract rate raised by the heaviest of the breaches, which are never added (domain 4.7, S20 art. 12).
 *
 * @returns the contract rate itself when there is no breach; rounded half up to 1/10000 percent.
 * @example penaltyRate(rate(43500), { overduePercent: 50, misusePercent: 100 }, ['OVERDUE']) // 65250
 */
export function penaltyRate(contractRate: Rate, ratios: PenaltyRatios, breaches: readonly Breach[]): Rate {
  const percents = breaches.map((breach) => (breach === 'MISUSE' ? ratios.misusePercent : ratios.overduePercent))
  return rate(Number(divideHalfUp(BigInt(contractRate) * BigInt(100 + Math.max(0, ...percents)), 100n)))
}

export interface Arrears {
  readonly principalFen: Fen
  readonly interestFen: Fen
  readonly dueOn: DateOnly
  /** The day of payment, or the day of the calculation. */
  readonly until: DateOnly
  readonly penaltyRate: Rate
  /** Days the contract lets pass free of penalty; when they are exceeded the penalty runs from the due day. */
  readonly graceDays: number
  /** Regular settlement days: from each on, penalty unpaid so far bears compound interest itself. */
  readonly settlementsOn: readonly DateOnly[]
}

export interface PenaltyAccrual {
  readonly days: number
  /** On overdue principal. */
  readonly penaltyFen: Fen
  /** On overdue interest, and on penalty unpaid at earlier settlements. */
  readonly compoundFen: Fen
}

/**
 * Penalty and compound interest on one missed instalment, by actual days over 360 from the day after it was due to the day of
 * payment, rounded half up once for each settlement period (domain 4.7).
 *
 * @returns zeros when `until` is not after the due day or within the grace days.
 * @example accruePenalty({ principalFen: fen(816849), interestFen: fen(36250), dueOn, until: addDays(dueOn, 17), penaltyRate: rate(65250), graceDays: 0, settlementsOn: [] }) // 2517 and 112
 */
export function accruePenalty(arrears: Arrears): PenaltyAccrual {
  const { principalFen, interestFen, dueOn, until, graceDays } = arrears
  const days = Math.max(0, daysBetween(dueOn, until))
  if (days <= graceDays) return { days, penaltyFen: fen(0), compoundFen: fen(0) }
  const bounds = [...new Set(arrears.settlementsOn.filter((day) => day > dueOn && day < until))].sort()
  let from = dueOn
  let penaltyFen = fen(0)
  let compoundFen = fen(0)
  for (const to of [...bounds, until]) {
    const part = daysBetween(from, to)
    const compoundBase = fen(interestFen + penaltyFen + compoundFen)
    penaltyFen = fen(penaltyFen + daysInterest(principalFen, arrears.penaltyRate, part))
    compoundFen = fen(compoundFen + daysInterest(compoundBase, arrears.penaltyRate, part))
    from = to
  }
  return { days, penaltyFen, compoundFen }
}

import { type DateOnly, dateOnly, daysBetween } from '../kernel/calendar.ts'
import { type Fen, fen } from '../kernel/fen.ts'
import { rate } from '../kernel/rate.ts'
import { accruePenalty } from './penalty.ts'
import type { ContractTerms } from './terms.ts'

/** What is owed and overdue, in fen. */
export interface Overdue {
  /** Since the first instalment missed fell due. */
  readonly days: number
  readonly principalFen: Fen
  readonly interestFen: Fen
  /** Penalty and compound interest. */
  readonly penaltyFen: Fen
  readonly totalFen: Fen
}

/**
 * What is overdue when nothing was paid from one instalment on: every row due before the day, with penalty and compound interest on
 * each from its own due day (domain 4.7).
 * @param firstUnpaid number of the first row nobody paid, from 1
 * @returns null when that row is not overdue, or there is none
 * @example overdueFrom(terms, 3, today, 0)?.totalFen
 */
export function overdueFrom(terms: ContractTerms, firstUnpaid: number, today: DateOnly, graceDays: number): Overdue | null {
  const rows = terms.schedule.filter(({ index, dueOn }) => index >= firstUnpaid && dueOn < today)
  const [first] = rows
  if (first?.index !== firstUnpaid) return null
  const days = rows.map(({ dueOn }) => dateOnly(dueOn))
  const accrued = rows.map((row) =>
    accruePenalty({
      principalFen: fen(row.principalFen),
      interestFen: fen(row.interestFen),
      dueOn: dateOnly(row.dueOn),
      until: today,
      penaltyRate: rate(terms.loan.rate.penaltyRate),
      graceDays,
      settlementsOn: days,
    }),
  )
  const sum = (amounts: readonly number[]): Fen => fen(amounts.reduce((total, amount) => total + amount, 0))
  const principalFen = sum(rows.map((row) => row.principalFen))
  const interestFen = sum(rows.map((row) => row.interestFen))
  const penaltyFen = sum(accrued.map((one) => one.penaltyFen + one.compoundFen))
  return { days: daysBetween(dateOnly(first.dueOn), today), principalFen, interestFen, penaltyFen, totalFen: sum([principalFen, interestFen, penaltyFen]) }
}

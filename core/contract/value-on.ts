import { type DateOnly, dateOnly } from '../kernel/calendar.ts'
import { fen } from '../kernel/fen.ts'
import { rate } from '../kernel/rate.ts'
import { makeSchedule } from './schedule.ts'
import type { ContractTerms } from './terms.ts'

/**
 * The signed terms as they run when the money leaves on `day`: the contract says that the term counts from the actual day and that
 * the IOU states it. Value date, maturity and schedule move; amount, rate, tenor and every other word stay (ADR 0018).
 * @returns the same terms when they begin on that day already
 * @example valueOn(terms, dateOnly('2026-12-03')).loan.valueDate // '2026-12-03'
 */
export function valueOn(terms: ContractTerms, day: DateOnly): ContractTerms {
  const { loan } = terms
  if (loan.valueDate === day) return terms
  const { instalments, maturityOn } = makeSchedule({
    principalFen: fen(loan.amountFen),
    annualRate: rate(loan.rate.annualRate),
    tenorMonths: loan.tenorMonths,
    valueDate: day,
    method: loan.method,
    dueMode: loan.dueMode,
    interestBasis: loan.interestBasis,
  })
  return { ...terms, loan: { ...loan, valueDate: day, maturityOn: dateOnly(maturityOn) }, schedule: [...instalments] }
}

import { addMonths, type DateOnly, daysBetween } from '../kernel/calendar.ts'
import type { RepaymentMethod } from '../product/vocabulary.ts'

/** On the value date's own day (ALIGNED), or on a fixed day of the month with broken first and last periods (domain 4.2). */
export type DueMode = { readonly kind: 'ALIGNED' } | { readonly kind: 'FIXED_DAY'; readonly day: number }

/** One interest period: start inclusive, end exclusive. `fullMonths` is null when the period is broken. */
export interface Period {
  readonly from: DateOnly
  readonly dueOn: DateOnly
  readonly days: number
  readonly fullMonths: number | null
}

export interface TermDates {
  readonly valueDate: DateOnly
  readonly tenorMonths: number
  readonly method: RepaymentMethod
  readonly dueMode: DueMode
}

/** The day of the month `months` after `start`'s month, or that month's last day where it is missing. */
function dayOfMonth(start: DateOnly, months: number, day: number): DateOnly {
  const firstOfMonth = `${start.slice(0, 7)}-01` as DateOnly
  const first = addMonths(firstOfMonth, months)
  const last = daysBetween(first, addMonths(first, 1))
  return `${first.slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}` as DateOnly
}

/** Settlement is on the 20th of the quarter's last month, included, and paid on the 21st (domain 4.2). */
function quarterDays(start: DateOnly, maturityOn: DateOnly): DateOnly[] {
  const monthsToQuarterEnd = (12 - Number(start.slice(5, 7))) % 3
  const days: DateOnly[] = []
  for (let months = monthsToQuarterEnd; ; months += 3) {
    const dueOn = dayOfMonth(start, months, 21)
    if (dueOn >= maturityOn) return days
    if (dueOn > start) days.push(dueOn)
  }
}

function dueDays({ valueDate, tenorMonths, method, dueMode }: TermDates): DateOnly[] {
  const maturityOn = addMonths(valueDate, tenorMonths)
  if (method === 'BUL') return [maturityOn]
  if (method === 'QIO') return [...quarterDays(valueDate, maturityOn), maturityOn]
  return Array.from({ length: tenorMonths }, (_, index) => {
    if (index === tenorMonths - 1) return maturityOn
    return dueMode.kind === 'ALIGNED' ? addMonths(valueDate, index + 1) : dayOfMonth(valueDate, index + 1, dueMode.day)
  })
}

function fullMonths(terms: TermDates, from: DateOnly, dueOn: DateOnly, position: { first: boolean; last: boolean }): number | null {
  const { valueDate, tenorMonths, method, dueMode } = terms
  if (method === 'BUL') return tenorMonths
  if (method === 'QIO') return addMonths(from, 3) === dueOn ? 3 : null
  if (dueMode.kind === 'ALIGNED' || (!position.first && !position.last)) return 1
  const startsFull = !position.first || addMonths(valueDate, 1) === dueOn
  const endsFull = !position.last || addMonths(valueDate, tenorMonths - 1) === from
  return startsFull && endsFull ? 1 : null
}

/**
 * The interest periods of a loan, in order, without gaps, from value date to maturity. Holidays do not move a due day (domain 4.1).
 *
 * @throws RangeError when the fixed day is not 1 to 31 or the tenor not 1 to 360 months.
 * @example periodsOf({ valueDate: dateOnly('2026-01-31'), tenorMonths: 2, method: 'EPI', dueMode: { kind: 'ALIGNED' } }) // due 02-28, 03-31
 */
export function periodsOf(terms: TermDates): Period[] {
  const { tenorMonths, dueMode, valueDate } = terms
  if (!Number.isInteger(tenorMonths) || tenorMonths < 1 || tenorMonths > 360) throw new RangeError(`tenor must be 1 to 360 months: ${tenorMonths}`)
  if (dueMode.kind === 'FIXED_DAY' && !(Number.isInteger(dueMode.day) && dueMode.day >= 1 && dueMode.day <= 31))
    throw new RangeError(`due day must be 1 to 31: ${dueMode.day}`)
  const days = dueDays(terms)
  return days.map((dueOn, index) => {
    const from = days[index - 1] ?? valueDate
    return { from, dueOn, days: daysBetween(from, dueOn), fullMonths: fullMonths(terms, from, dueOn, { first: index === 0, last: index === days.length - 1 }) }
  })
}

import { z } from 'zod'
import { addDays, type DateOnly, dateOnly } from '../kernel/calendar.ts'
import { DateField } from '../kernel/schema.ts'
import { DataVersion } from './product.ts'

/**
 * The working calendar: of each year announced, the weekdays off and the weekend days worked (State Council notice, each November).
 * What no year covers is guessed by weekdays and says so.
 */
export const WorkCalendar = z
  .strictObject({
    version: DataVersion,
    years: z.array(z.strictObject({ year: z.int().min(2000).max(2100), off: z.array(DateField), worked: z.array(DateField) })).min(1),
  })
  .superRefine(({ years }, context) => {
    for (const [index, { year, off, worked }] of years.entries()) {
      const last = years[index - 1]?.year
      if (last !== undefined && year !== last + 1) context.addIssue({ code: 'custom', path: ['years', index, 'year'], message: 'years follow each other' })
      const strange = [...off, ...worked].find((date) => !date.startsWith(String(year)))
      if (strange) context.addIssue({ code: 'custom', path: ['years', index], message: `${strange} is of another year` })
      const twice = off.find((date) => worked.includes(date))
      if (twice) context.addIssue({ code: 'custom', path: ['years', index], message: `${twice} is both off and worked` })
    }
  })
export type WorkCalendar = z.output<typeof WorkCalendar>

/** One year as head office publishes it: days off that are no weekend, and weekend days worked. */
export const CalendarYear = z
  .strictObject({ year: z.int().min(2020).max(2100), holidays: z.array(DateField).max(60), workdays: z.array(DateField).max(30) })
  .refine(({ year, holidays, workdays }) => [...holidays, ...workdays].every((day) => day.startsWith(`${year}-`)), 'DAY_OF_OTHER_YEAR')
export type CalendarYear = z.output<typeof CalendarYear>

/**
 * The calendar with head office's years in the place of its own. Null with the reason when a year stands twice, or one between is missing.
 * @example calendarWith(calendar, [{ year: 2027, holidays, workdays }])
 */
export function calendarWith(calendar: WorkCalendar, sent: readonly CalendarYear[]): { readonly calendar: WorkCalendar | null; readonly reason: string } {
  const kept = calendar.years.filter(({ year }) => !sent.some((one) => one.year === year))
  const years = [...kept, ...sent.map(({ year, holidays, workdays }) => ({ year, off: holidays, worked: workdays }))].sort((a, b) => a.year - b.year)
  const whole = WorkCalendar.safeParse({ ...calendar, years })
  return whole.success ? { calendar: whole.data, reason: '' } : { calendar: null, reason: whole.error.issues[0]?.message ?? '' }
}

const SUNDAY = 0
const SATURDAY = 6
const yearOf = (date: DateOnly): number => Number(date.slice(0, 4))
const isWeekend = (date: DateOnly): boolean => [SUNDAY, SATURDAY].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** Whether the calendar knows this day's year: otherwise a deadline is an estimate. @example covers(calendar, dateOnly('2027-01-04')) // false */
export const covers = ({ years }: WorkCalendar, date: DateOnly): boolean => years.some(({ year }) => year === yearOf(date))

/** The last day the calendar knows. @example knownUntil(calendar) // '2026-12-31' */
export const knownUntil = ({ years }: WorkCalendar): DateOnly => dateOnly(`${Math.max(...years.map(({ year }) => year))}-12-31`)

/** Whether people work on a day; Monday to Friday where the year is not announced yet. @example worksOn(calendar, dateOnly('2026-10-10')) // true, a Saturday worked */
export function worksOn({ years }: WorkCalendar, date: DateOnly): boolean {
  const known = years.find(({ year }) => year === yearOf(date))
  if (known?.worked.includes(date)) return true
  return !known?.off.includes(date) && !isWeekend(date)
}

export interface Deadline {
  readonly on: DateOnly
  /** Reaches into a year the calendar does not know: to be shown as an estimate. */
  readonly estimated: boolean
}

/**
 * The day `days` working days after `from`, which itself does not count (Civil Code 201); always a working day.
 * @throws RangeError when `days` is not 1 to 400
 * @example workingDaysAfter(calendar, dateOnly('2026-09-30'), 1) // { on: '2026-10-08', estimated: false }
 */
export function workingDaysAfter(calendar: WorkCalendar, from: DateOnly, days: number): Deadline {
  if (!Number.isInteger(days) || days < 1 || days > 400) throw new RangeError(`not a number of working days: ${days}`)
  let on = from
  for (let left = days; left > 0; ) {
    on = addDays(on, 1)
    if (worksOn(calendar, on)) left -= 1
  }
  return { on, estimated: !covers(calendar, on) }
}

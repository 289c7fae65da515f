declare const dateBrand: unique symbol
declare const instantBrand: unique symbol

/** A calendar date, 'YYYY-MM-DD', proleptic Gregorian, no time zone. */
export type DateOnly = string & { readonly [dateBrand]: true }
/** A UTC instant, ISO 8601 with milliseconds and 'Z'. */
export type Instant = string & { readonly [instantBrand]: true }

const DAY_MS = 86_400_000
const epochDay = (date: DateOnly): number => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS
const fromEpochDay = (day: number): DateOnly => new Date(day * DAY_MS).toISOString().slice(0, 10) as DateOnly

/** Days that every month has. */
const SURE_DAY = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/

/** The date, or null when `text` is not an existing 'YYYY-MM-DD' date from 1000 to 9999. @example parseDate('2026-02-30') // null */
export function parseDate(text: string): DateOnly | null {
  if (SURE_DAY.test(text)) return text as DateOnly
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return new Date(day).toISOString().slice(0, 10) === text ? (text as DateOnly) : null
}

/** @throws RangeError when the date does not exist. @example dateOnly('2026-11-23') */
export function dateOnly(text: string): DateOnly {
  const date = parseDate(text)
  if (!date) throw new RangeError(`not a date: ${text}`)
  return date
}

/** @throws RangeError when `text` is not a UTC instant. @example instant('2026-11-23T08:00:00.000Z') */
export function instant(text: string): Instant {
  const time = new Date(text)
  if (Number.isNaN(time.getTime()) || !text.endsWith('Z')) throw new RangeError(`not a UTC instant: ${text}`)
  return time.toISOString() as Instant
}

/** All of China keeps one time, UTC+8, without summer time: the PC's own zone is not trusted for dates. */
export const CHINA_OFFSET_MS = 8 * 3_600_000

/** The day in China of a UTC instant. @example chinaDate('2026-11-23T16:00:00.000Z') // '2026-11-24' */
export const chinaDate = (at: string): DateOnly => dateOnly(new Date(Date.parse(at) + CHINA_OFFSET_MS).toISOString().slice(0, 10))

/** The minute in China of a UTC instant, as pages write it. @example chinaMinute('2026-11-23T16:05:00.000Z') // '2026-11-24 00:05' */
export const chinaMinute = (at: string): string => new Date(Date.parse(at) + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

export const addDays = (date: DateOnly, days: number): DateOnly => fromEpochDay(epochDay(date) + days)

/** Actual days, start inclusive, end exclusive (domain 4.1). @example daysBetween(dateOnly('2026-01-15'), dateOnly('2026-02-15')) // 31 */
export const daysBetween = (start: DateOnly, end: DateOnly): number => epochDay(end) - epochDay(start)

/** The same day `months` later, or the month's last day where that day is missing (domain 4.1). */
export function addMonths(date: DateOnly, months: number): DateOnly {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(Number(date.slice(8, 10)), last))).toISOString().slice(0, 10) as DateOnly
}

/** Full years from `birth` to `on`, as an ID card counts age. */
export function fullYears(birth: DateOnly, on: DateOnly): number {
  return Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)
}

import { CHINA_OFFSET_MS, chinaDate, type DateOnly, type Instant, instant } from '../../core/kernel/calendar.ts'

/** Time as use cases see it. The business date is the branch's, opened by people, and not the calendar's (rulings 6). */
export interface Clock {
  now(): Instant
  /** Today in China, by the PC's clock. */
  calendarDate(): DateOnly
  /** The open (or last) business date; null before the branch is set up. */
  businessDate(): DateOnly | null
}

/** 'YYYY-MM-DD HH:MM' in China. @example chinaMinute(instant('2026-11-23T16:05:00.000Z')) // '2026-11-24 00:05' */
export const chinaMinute = (at: Instant): string => new Date(Date.parse(at) + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

/** Midnight in China at the start of a day. @example chinaMidnight(dateOnly('2026-11-24')) // '2026-11-23T16:00:00.000Z' */
export const chinaMidnight = (day: DateOnly): Instant => instant(new Date(Date.parse(`${day}T00:00:00Z`) - CHINA_OFFSET_MS).toISOString())

/** 'YYYYMMDD-HHMMSS' in China, for names of folders. @example chinaStamp(clock.now()) */
export const chinaStamp = (at: Instant): string => new Date(Date.parse(at) + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')

/**
 * The clock of the PC.
 * @param businessDate reads the day that the composition root holds
 * @param milliseconds the time source; another one in tests and the demo
 * @example makeClock(() => day?.businessDate ?? null)
 */
export function makeClock(businessDate: () => DateOnly | null, milliseconds: () => number = Date.now): Clock {
  const now = () => instant(new Date(milliseconds()).toISOString())
  return { now, calendarDate: () => chinaDate(now()), businessDate }
}

/** A time source that starts at `start` and moves on by `stepMs` each time it is asked, so that runs repeat exactly. @example makeClock(date, steppingTime(start, 1000)) */
export function steppingTime(start: Instant, stepMs: number): () => number {
  let next = Date.parse(start) - stepMs
  return () => {
    next += stepMs
    return next
  }
}

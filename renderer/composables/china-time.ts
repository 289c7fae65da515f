import { CHINA_OFFSET_MS, chinaMinute } from '../../core/kernel/calendar.ts'

/** An instant as the branch reads it, whatever the zone of the PC. @example chinaTime('2026-11-23T16:05:00.000Z') // '2026-11-24 00:05' */
export const chinaTime = (instant: string): string => chinaMinute(instant)

/** Its time of day alone. @example chinaClock('2026-11-23T16:05:07.000Z') // '00:05:07' */
export const chinaClock = (instant: string): string => new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString().slice(11, 19)

import { CHINA_OFFSET_MS, type Instant, instant } from '../../core/kernel/calendar.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** After the end of the day (domain 10.4: 17:00). */
export const BACKUP_HOUR = 20

/**
 * Whether the nightly backup is due: none was made since the latest 20:00, China time. A PC that was off at night
 * makes it at its next start; a backup dated in the future (a clock since set right) does not count.
 * @param lastAt when the newest backup was made, or null
 * @example backupDue(null, clock.now()) // true
 */
export function backupDue(lastAt: Instant | null, now: Instant, hour: number = BACKUP_HOUR): boolean {
  if (lastAt === null || lastAt > now) return true
  return lastAt < lastScheduled(now, hour)
}

/** The latest instant at or before `now` at which a backup was to be made. */
export function lastScheduled(now: Instant, hour: number = BACKUP_HOUR): Instant {
  const shift = CHINA_OFFSET_MS - hour * HOUR_MS
  const day = Math.floor((Date.parse(now) + shift) / DAY_MS)
  return instant(new Date(day * DAY_MS - shift).toISOString())
}

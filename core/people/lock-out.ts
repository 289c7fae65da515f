import { type Instant, instant } from '../kernel/calendar.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/** Rulings 8, domain 8.3. */
export const LOCK_OUT = { failures: 5, withinMinutes: 15, lockMinutes: 30 } as const

const MINUTE_MS = 60_000

export interface LockState {
  /** Until when every attempt is refused, or null. */
  readonly lockedUntil: Instant | null
  /** Failures still allowed before the next lock; 0 while locked. */
  readonly attemptsLeft: number
}

/**
 * Where a person stands after these failed attempts: five within 15 minutes lock for 30 minutes, counted from
 * the fifth. Attempts during a lock do not count, and a lock that has run out starts the count afresh.
 * A clock set back does not shorten a lock.
 * @param failures instants of the failures since the last success or unlocking by another person, any order
 * @param now the instant of asking
 * @example lockState(fiveFailuresAt('09:00'), instant('2026-11-23T09:29:59.000Z')).lockedUntil // 09:30
 */
export function lockState(failures: readonly Instant[], now: Instant): LockState {
  const at = Date.parse(now)
  let counted: number[] = []
  let lockedUntil = Number.NEGATIVE_INFINITY
  for (const time of failures.map((failure) => Date.parse(failure)).sort((a, b) => a - b)) {
    if (time < lockedUntil) continue
    counted = [...counted.filter((earlier) => time - earlier < LOCK_OUT.withinMinutes * MINUTE_MS), time]
    if (counted.length < LOCK_OUT.failures) continue
    lockedUntil = time + LOCK_OUT.lockMinutes * MINUTE_MS
    counted = []
  }
  if (at < lockedUntil) return { lockedUntil: instant(new Date(lockedUntil).toISOString()), attemptsLeft: 0 }
  const recent = counted.filter((earlier) => at - earlier < LOCK_OUT.withinMinutes * MINUTE_MS)
  return { lockedUntil: null, attemptsLeft: LOCK_OUT.failures - recent.length }
}

/**
 * Asked before the password is looked at, so that the sixth attempt is refused even when right (rulings 8).
 * @returns ok with the state, or SIGN_IN_LOCKED with `until` (instant) and `minutes` (whole minutes, rounded up)
 * @example mayAttempt(failures, clock.now())
 */
export function mayAttempt(failures: readonly Instant[], now: Instant): Result<LockState> {
  const state = lockState(failures, now)
  if (state.lockedUntil === null) return ok(state)
  const minutes = Math.ceil((Date.parse(state.lockedUntil) - Date.parse(now)) / MINUTE_MS)
  return refuse('SIGN_IN_LOCKED', { until: state.lockedUntil, minutes })
}

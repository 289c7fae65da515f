import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant } from '../../../core/kernel/calendar.ts'
import { lockState, mayAttempt } from '../../../core/people/lock-out.ts'

const START = Date.parse('2026-11-23T01:00:00.000Z')
const at = (minutes: number): Instant => instant(new Date(START + minutes * 60_000).toISOString())

describe('lock-out after wrong passwords', () => {
  it('allows a fifth attempt after four failures', () => {
    expect(lockState([0, 1, 2, 3].map(at), at(4))).toEqual({ lockedUntil: null, attemptsLeft: 1 })
  })

  it('locks for 30 minutes from the fifth failure within 15 minutes', () => {
    const failures = [0, 1, 2, 3, 14.99].map(at)
    expect(lockState(failures, at(15)).lockedUntil).toBe(at(44.99))
    expect(lockState(failures, at(44.98)).lockedUntil).not.toBeNull()
    expect(lockState(failures, at(44.99))).toEqual({ lockedUntil: null, attemptsLeft: 5 })
  })

  it('does not lock when the five are spread over 15 minutes or more', () => {
    expect(lockState([0, 4, 8, 12, 15].map(at), at(15))).toEqual({ lockedUntil: null, attemptsLeft: 1 })
  })

  it('says until when and for how many minutes the sixth attempt is refused', () => {
    const refused = mayAttempt([0, 0.1, 0.2, 0.3, 0.4].map(at), at(0.5))
    expect(refused).toEqual({ ok: false, error: { code: 'SIGN_IN_LOCKED', details: { until: at(30.4), minutes: 30 } } })
  })

  it('does not count attempts made during a lock', () => {
    const failures = [0, 0, 0, 0, 0, 10, 20, 29].map(at)
    expect(lockState(failures, at(30))).toEqual({ lockedUntil: null, attemptsLeft: 5 })
  })

  it('locks again after five more failures', () => {
    expect(lockState([0, 0, 0, 0, 0, 31, 32, 33, 34, 35].map(at), at(36)).lockedUntil).toBe(at(65))
  })

  it('does not open a lock because the clock was set back', () => {
    expect(lockState([0, 0, 0, 0, 0].map(at), at(-600)).lockedUntil).toBe(at(30))
  })

  it('never locks on fewer than five failures and always on five at once, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 12 }), fc.integer({ min: 0, max: 140 }), (minutes, now) => {
        const state = lockState(minutes.map(at), at(now))
        if (minutes.length < 5) expect(state.lockedUntil).toBeNull()
        expect(state.attemptsLeft).toBeGreaterThanOrEqual(state.lockedUntil ? 0 : 1)
        expect(lockState([...minutes].reverse().map(at), at(now))).toEqual(state)
        expect(lockState([...minutes, 200, 200, 200, 200, 200].map(at), at(201)).lockedUntil).not.toBeNull()
      }),
    )
  })
})

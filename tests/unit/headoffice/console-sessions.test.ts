import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConsoleSessions } from '../../../headoffice/console-api/console-sessions.ts'

const MINUTE = 60_000
const LIN = { userId: 'lin', name: '林岚', roles: ['CASE_OFFICER'] } as const
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T08:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what head office keeps of who tried to sign in, and who did', () => {
  it('is as much as somebody tries within the time a lock lasts, however many names are made up', () => {
    const sessions = new ConsoleSessions()
    for (let n = 0; n < 5000; n++) {
      sessions.failed(`nobody${n}`)
      vi.advanceTimersByTime(MINUTE)
    }
    expect(sessions.kept.failures).toBeLessThan(60)
  })

  it('is no session that nobody came back to', () => {
    const sessions = new ConsoleSessions()
    for (let n = 0; n < 100; n++) {
      sessions.open(LIN, false)
      vi.advanceTimersByTime(MINUTE)
    }
    expect(sessions.kept.sessions).toBeLessThan(20)
    const { token } = sessions.open(LIN, false)
    // Somebody at work stays signed in, whoever comes and goes, until the day is over.
    for (let n = 0; n < 8 * 60; n++) {
      sessions.open({ ...LIN, userId: `other${n}` }, false)
      expect(sessions.of(token)?.user.userId).toBe('lin')
      vi.advanceTimersByTime(MINUTE)
    }
    vi.advanceTimersByTime(1)
    expect(sessions.of(token)).toBeNull()
  })

  it('still locks for thirty minutes after five failures in fifteen, whatever others try in between', () => {
    const sessions = new ConsoleSessions()
    const others = (minutes: number) => {
      for (let n = 0; n < minutes; n++) {
        sessions.failed(`nobody${Date.now()}`)
        vi.advanceTimersByTime(MINUTE)
      }
    }
    for (const wait of [3, 3, 3, 3, 0]) {
      expect(sessions.mayTry('lin').ok).toBe(true)
      sessions.failed('lin')
      others(wait)
    }
    others(29)
    expect(sessions.mayTry('lin')).toMatchObject({ ok: false, error: { code: 'SIGN_IN_LOCKED', details: { minutes: 1 } } })
    others(1)
    expect(sessions.mayTry('lin')).toMatchObject({ ok: true, value: { attemptsLeft: 5 } })
  })
})

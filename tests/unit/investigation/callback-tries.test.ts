import { describe, expect, it } from 'vitest'
import { logTry, MOST_TRIES, triesLeft } from '../../../core/investigation/callback-tries.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

const today = dateOnly('2026-11-23')
const missed = { reached: false, nextOn: null }

describe('calling a customer back', () => {
  it('may be tried until somebody answers, five times at most', () => {
    expect([triesLeft([]), triesLeft([missed, missed]), triesLeft([missed, { reached: true }])]).toEqual([5, 3, 0])
    expect(logTry([missed], { reached: true, nextOn: null }, today)).toEqual({ ok: true, value: 2 })
    for (const done of [Array(MOST_TRIES).fill(missed), [{ reached: true, nextOn: null }]])
      expect(logTry(done, missed, today)).toMatchObject({ ok: false, error: { code: 'CALLBACK_DONE' } })
  })
  it('is arranged for a day ahead, and for none once somebody answered', () => {
    expect(logTry([], { reached: false, nextOn: today }, today).ok).toBe(true)
    expect(logTry([], { reached: false, nextOn: dateOnly('2026-11-22') }, today)).toMatchObject({ error: { details: { field: 'nextOn' } } })
    expect(logTry([], { reached: true, nextOn: dateOnly('2026-11-24') }, today).ok).toBe(false)
  })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchIdle } from '../../../electron/idle-lock.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('locks after five minutes without a touch, not a second before', () => {
  let idle = 299
  const lock = vi.fn()
  const stop = watchIdle(() => idle, 5, lock)
  vi.advanceTimersByTime(60_000)
  expect(lock).not.toHaveBeenCalled()
  idle = 300
  vi.advanceTimersByTime(5_000)
  expect(lock).toHaveBeenCalledTimes(1)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(lock).toHaveBeenCalledTimes(1)
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type IdleWatch, watchIdle } from '../../../electron/idle-lock.ts'

const SECOND = 1000
let idle = 0
let watch: IdleWatch
const lock = vi.fn()
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  lock.mockReset()
  watch = watchIdle(() => idle, 5, lock)
})
afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

it('locks after five minutes without a touch, not a second before', () => {
  idle = 299
  vi.advanceTimersByTime(900 * SECOND)
  expect(lock).not.toHaveBeenCalled()
  idle = 300
  vi.advanceTimersByTime(SECOND)
  expect(lock).toHaveBeenCalledTimes(1)
  watch.stop()
  vi.advanceTimersByTime(60 * SECOND)
  expect(lock).toHaveBeenCalledTimes(1)
})

it('does not lock while somebody works in another window', () => {
  for (let turn = 0; turn < 100; turn += 1) {
    idle = turn % 3
    vi.advanceTimersByTime(10 * SECOND)
  }
  expect(lock).not.toHaveBeenCalled()
})

it('does not lock while somebody works in this one, whatever the system says', () => {
  idle = 4000
  for (let turn = 0; turn < 10; turn += 1) {
    watch.touched()
    vi.advanceTimersByTime(299 * SECOND)
  }
  expect(lock).not.toHaveBeenCalled()
})

it('locks five minutes after the last touch in the window where the system says for ever that nobody is idle', () => {
  idle = 0
  vi.advanceTimersByTime(200 * SECOND)
  watch.touched()
  vi.advanceTimersByTime(299 * SECOND)
  expect(lock).not.toHaveBeenCalled()
  vi.advanceTimersByTime(SECOND)
  expect(lock).toHaveBeenCalledTimes(1)
})

it('does not lock somebody who types in another program and rests two seconds once a minute', () => {
  watch.stop()
  const started = performance.now()
  const typed = (seconds: number): number => (seconds % 60 > 31 && seconds % 60 < 33.5 ? (seconds % 60) - 31 : 0)
  watch = watchIdle(() => Math.floor(typed((performance.now() - started) / SECOND)), 5, lock)
  vi.advanceTimersByTime(3600 * SECOND)
  expect(lock).not.toHaveBeenCalled()
})

it('believes the system again once it has counted', () => {
  idle = 0
  vi.advanceTimersByTime(290 * SECOND)
  idle = 3
  vi.advanceTimersByTime(5 * SECOND)
  idle = 0
  vi.advanceTimersByTime(290 * SECOND)
  expect(lock).not.toHaveBeenCalled()
})

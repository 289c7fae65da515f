import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { repeat } from '../../../electron/services/repeat.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('does the work again and again until it is stopped', async () => {
  const work = vi.fn(async () => undefined)
  const nightly = repeat(work, 600_000)
  await vi.advanceTimersByTimeAsync(1_800_000)
  expect(work).toHaveBeenCalledTimes(3)
  await nightly.stop()
  await vi.advanceTimersByTimeAsync(1_800_000)
  expect(work).toHaveBeenCalledTimes(3)
})

it('never begins a backup while one is under way, and stopping waits for it', async () => {
  let finish: () => void = () => undefined
  const work = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve
      }),
  )
  const nightly = repeat(work, 600_000)
  await vi.advanceTimersByTimeAsync(1_800_000)
  expect(work).toHaveBeenCalledTimes(1)
  let stopped = false
  const stopping = nightly.stop().then(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(stopped).toBe(false)
  finish()
  await stopping
  expect(stopped).toBe(true)
})

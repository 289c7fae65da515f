import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showWhenDrawn } from '../../../electron/show-window.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const hidden = () => Object.assign(new EventEmitter(), { show: vi.fn(), isDestroyed: () => false })
const open = Promise.resolve()

it('shows the window as soon as its page is drawn and the counter is open', async () => {
  const window = hidden()
  let openCounter = () => {}
  const counter = new Promise<void>((resolve) => {
    openCounter = resolve
  })
  const shown = vi.fn()
  showWhenDrawn(window, open, counter, shown)
  window.emit('ready-to-show')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(window.show).not.toHaveBeenCalled()
  expect(shown, 'what can wait waits for the window').not.toHaveBeenCalled()
  openCounter()
  await vi.advanceTimersByTimeAsync(0)
  expect(window.show).toHaveBeenCalledTimes(1)
  expect(shown).toHaveBeenCalledTimes(1)
  expect(window.show.mock.invocationCallOrder[0]).toBeLessThan(shown.mock.invocationCallOrder[0] ?? 0)
})

it('shows it a second after its page was loaded where a hidden window is never drawn, and once only', async () => {
  const window = hidden()
  showWhenDrawn(window, open, open)
  await vi.advanceTimersByTimeAsync(999)
  expect(window.show).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(window.show).toHaveBeenCalledTimes(1)
  window.emit('ready-to-show')
  await vi.advanceTimersByTimeAsync(0)
  expect(window.show).toHaveBeenCalledTimes(1)
})

it('shows no window of a counter that does not open, of a page that does not load, or that was closed meanwhile', async () => {
  const never = new Promise<void>(() => undefined)
  const refused = Promise.reject(new Error('the database is damaged'))
  refused.catch(() => undefined)
  const closed = { ...hidden(), once: () => undefined, isDestroyed: () => true }
  const windows = [hidden(), hidden(), hidden()] as const
  const shown = vi.fn()
  showWhenDrawn(windows[0], open, refused, shown)
  showWhenDrawn(windows[1], never, open, shown)
  showWhenDrawn(windows[2], refused, open, shown)
  showWhenDrawn(closed, open, open, shown)
  await vi.advanceTimersByTimeAsync(60_000)
  for (const { show } of [...windows, closed]) expect(show).not.toHaveBeenCalled()
  expect(shown).not.toHaveBeenCalled()
})

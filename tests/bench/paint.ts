import type { Page } from '@playwright/test'

/** Waits for the frame after what was just done, as a person at the screen does. */
const INSTALL = `(() => {
  window.__painted = []
  window.addEventListener('keydown', (event) => {
    const start = event.timeStamp
    requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => window.__painted.push(performance.now() - start); port2.postMessage(null) })
  }, true)
})()`

/** From each key to the frame it painted, in ms, as the page itself measures it. */
export async function keysToPaint(page: Page, press: () => Promise<void>): Promise<number[]> {
  await page.evaluate(INSTALL)
  await press()
  await page.waitForTimeout(100)
  return page.evaluate(() => (window as unknown as { __painted: number[] }).__painted)
}

/** From one frame to the next while `act` goes on, in ms: what stutters shows as a long one. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const next = (): void => {
      const now = performance.now()
      frames.push(now - last)
      last = now
      if ('__frames' in window) requestAnimationFrame(next)
    }
    Object.assign(window, { __frames: frames })
    requestAnimationFrame(next)
  })
  await act()
  return page.evaluate(() => {
    const frames = Reflect.get(window, '__frames') as number[]
    Reflect.deleteProperty(window, '__frames')
    return frames
  })
}

/** From the change of the address to the frame in which `selector` stands, in ms. */
export const routeToPaint = (page: Page, hash: string, selector: string): Promise<number> =>
  page.evaluate(
    ([to, wanted]) =>
      new Promise<number>((resolve, reject) => {
        const start = performance.now()
        const look = (): void => {
          if (document.querySelector(wanted)) resolve(performance.now() - start)
          else if (performance.now() - start > 20_000) reject(new Error(`${wanted} never came`))
          else requestAnimationFrame(look)
        }
        window.location.assign(to)
        requestAnimationFrame(look)
      }),
    [hash, selector] as const,
  )

/** The value that 95 of 100 stay below. @throws RangeError for none */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)]
  if (at === undefined) throw new RangeError('no values')
  return at
}

/** Script memory after a collection, in MB, asked of the browser itself; null where it does not answer. */
export async function heapMegabytes(page: Page): Promise<number | null> {
  try {
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    await session.detach()
    return usedSize / 1_000_000
  } catch {
    return null
  }
}

/** From a key to the frame in which `selector` stands (with exactly this text, where one is given), in ms, as the page measures it. */
export async function keyToSight(page: Page, key: string, selector: string, text?: string): Promise<number> {
  await page.evaluate(
    ([wanted, said]) => {
      const seen = (): boolean => {
        const found = document.querySelector<HTMLElement>(wanted)
        return found?.checkVisibility() === true && (said === undefined || found.textContent?.trim() === said)
      }
      Object.assign(window, {
        __sight: new Promise<number>((resolve) => {
          window.addEventListener(
            'keydown',
            (event) => {
              const look = (): void => {
                if (seen()) resolve(performance.now() - event.timeStamp)
                else requestAnimationFrame(look)
              }
              requestAnimationFrame(look)
            },
            { capture: true, once: true },
          )
        }),
      })
    },
    [selector, text] as const,
  )
  await page.keyboard.press(key)
  return page.evaluate(() => (window as unknown as { __sight: Promise<number> }).__sight)
}

/** When the window first showed anything, in ms after its start, as the browser noted it; a page with nothing to paint stands once loaded. */
export const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? navigation?.loadEventEnd ?? 0
  })

/** Some Wayland sessions draw no hidden window at all, and never say that one is ready (electron#48859). */
const UNDRAWN_MS = 1000

/** What is asked of a `BrowserWindow`. */
interface Hidden {
  once(event: 'ready-to-show', told: () => void): unknown
  show(): void
  isDestroyed(): boolean
}

/**
 * Shows a hidden window once its page is drawn, or a second after it was loaded, and never before `counter` answers.
 * A counter that does not open ends the program, and its window with it.
 * @param shown what need not be there at first sight: begun only now, so that it costs the window nothing
 * @example showWhenDrawn(window, window.loadURL(url), counter)
 */
export function showWhenDrawn(window: Hidden, loading: Promise<unknown>, counter: Promise<unknown>, shown: () => void = () => undefined): void {
  const drawn = new Promise<void>((resolve, reject) => {
    window.once('ready-to-show', resolve)
    loading.then(() => setTimeout(resolve, UNDRAWN_MS), reject)
  })
  Promise.all([drawn, counter]).then(
    () => {
      if (window.isDestroyed()) return
      window.show()
      shown()
    },
    () => undefined,
  )
}

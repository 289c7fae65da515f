/**
 * Does one thing after another: a second click before the first is answered does nothing.
 * @example const once = oneAtATime(); await once(async () => { … })
 */
export function oneAtATime(): (work: () => Promise<void>) => Promise<void> {
  let busy = false
  return async (work) => {
    if (busy) return
    busy = true
    try {
      await work()
    } finally {
      busy = false
    }
  }
}

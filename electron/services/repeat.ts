/**
 * Runs `work` every `everyMs`, never twice at once. Stopping waits for the run under way, so that nothing is closed below it.
 * @example const nightly = repeat(backUpIfDue, 600_000); await nightly.stop()
 */
export function repeat(work: () => Promise<void>, everyMs: number): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= work().finally(() => {
      running = null
    })
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

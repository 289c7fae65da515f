const LOOK_EVERY_MS = 5_000

/**
 * Calls `lock` once nobody has touched the machine for `minutes` (domain 10.2). The main process keeps this clock:
 * a stuck or hostile page cannot stop it. Returns the way to stop.
 * @example watchIdle(() => powerMonitor.getSystemIdleTime(), 5, lockAll)
 */
export function watchIdle(idleSeconds: () => number, minutes: number, lock: () => void): () => void {
  const look = setInterval(() => {
    if (idleSeconds() >= minutes * 60) lock()
  }, LOOK_EVERY_MS)
  return () => clearInterval(look)
}

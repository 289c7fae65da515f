/** Often enough to see the short rests of somebody who types without end in another program. */
const LOOK_EVERY_MS = 1_000

export interface IdleWatch {
  /** Told of every key, click and move in the window. */
  touched(): void
  stop(): void
}

/**
 * Calls `lock` once nobody has touched the machine for `minutes` (domain 10.2). The main process keeps this clock:
 * a stuck or hostile page cannot stop it. Some Linux sessions answer 0 for ever: a machine that was touched in
 * every single second of that time, and never in the window, is not believed.
 * @example watchIdle(() => powerMonitor.getSystemIdleTime(), 5, lockAll)
 */
export function watchIdle(idleSeconds: () => number, minutes: number, lock: () => void): IdleWatch {
  const now = (): number => performance.now() / 1000
  let touchedAt = now()
  let zeroSince: number | null = null
  const machineIdle = (): number => {
    const idle = idleSeconds()
    zeroSince = idle > 0 ? null : (zeroSince ?? now())
    return zeroSince === null ? idle : now() - zeroSince
  }
  const look = setInterval(() => {
    if (Math.min(machineIdle(), now() - touchedAt) >= minutes * 60) lock()
  }, LOOK_EVERY_MS)
  return {
    touched: () => {
      touchedAt = now()
    },
    stop: () => clearInterval(look),
  }
}

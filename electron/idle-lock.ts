import { powerMonitor } from 'electron'

const LOOK_EVERY_MS = 5_000

/**
 * Calls `lock` once nobody has touched the machine for `minutes`, and at once when its screen locks or it sleeps
 * (domain 10.2). The main process keeps this clock: a stuck or hostile page cannot stop it. Returns the way to stop.
 */
export function watchIdle(minutes: number, lock: () => void): () => void {
  const look = setInterval(() => {
    if (powerMonitor.getSystemIdleTime() >= minutes * 60) lock()
  }, LOOK_EVERY_MS)
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
  return () => clearInterval(look)
}

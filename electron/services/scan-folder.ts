import { stat } from 'node:fs/promises'
import path from 'node:path'
import { watch } from 'chokidar'

export interface FolderEvents {
  /** A file lies there whole: its size has not changed for a while. Called again for a file that was written anew. */
  onFile(file: string): void
  /** The folder went away (a share, a stick) or came back. */
  onState(state: 'WATCHING' | 'LOST'): void
}
export interface FolderPace {
  /** Milliseconds between two looks. Shares tell nothing by themselves, so the folder is asked. */
  readonly lookMs: number
  /** Milliseconds a file must not have grown. */
  readonly stillMs: number
}
export interface FolderWatch {
  /** Reports a file anew at the next look: something holds it now. */
  again(file: string): void
  stop(): Promise<void>
}

const PACE: FolderPace = { lookMs: 1500, stillMs: 2000 }
const SCANS = /\.(pdf|jpe?g|png|tiff?)$/i

const isThere = async (folder: string): Promise<boolean> => {
  try {
    return (await stat(folder)).isDirectory()
  } catch {
    return false
  }
}

/**
 * Watches one folder, not its sub-folders, for finished scans; others are left alone. A folder that goes away is reported, looked
 * for again, and when it is back every file in it is reported anew.
 * @example const watching = watchScanFolder('Z:/scans', { onFile, onState }); await watching.stop()
 */
export function watchScanFolder(folder: string, { onFile, onState }: FolderEvents, { lookMs, stillMs }: FolderPace = PACE): FolderWatch {
  let state: 'WATCHING' | 'LOST' | null = null
  let watcher: ReturnType<typeof watch> | null = null
  let looking: Promise<void> | null = null
  let stopped = false
  const held = new Set<string>()

  const begin = (): void => {
    watcher = watch(folder, {
      depth: 0,
      usePolling: true,
      interval: lookMs,
      ignored: (name, stats) => stats?.isFile() === true && (!SCANS.test(name) || path.basename(name).startsWith('.')),
      awaitWriteFinish: { stabilityThreshold: stillMs, pollInterval: Math.min(200, stillMs) },
    })
    // An error of the file system is the folder's going away; the next look tells.
    watcher
      .on('add', onFile)
      .on('change', onFile)
      .on('error', () => undefined)
  }
  const look = async (): Promise<void> => {
    const found = (await isThere(folder)) ? 'WATCHING' : 'LOST'
    if (stopped) return
    // A folder that comes back reports all its files by itself.
    const waiting = found === state && found === 'WATCHING' ? [...held] : []
    held.clear()
    for (const file of waiting) onFile(file)
    if (found === state) return
    state = found
    const old = watcher
    watcher = null
    await old?.close()
    if (found === 'WATCHING' && !stopped) begin()
    onState(found)
  }
  const lookOnce = (): void => {
    looking ??= look().finally(() => {
      looking = null
    })
  }
  lookOnce()
  const timer = setInterval(lookOnce, lookMs)
  return {
    again: (file) => void held.add(file),
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      await watcher?.close()
      watcher = null
    },
  }
}

import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from './durable-file.ts'

export interface FolderEvents {
  /** A file lies there whole: it has not changed for a while. Called again for a file that was written anew. */
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
  /** Reports a file anew at the next look, gone or not: something holds it now. */
  again(file: string): void
  stop(): Promise<void>
}

/** A file as the last look found it. */
interface Lying {
  readonly stamp: string
  readonly sinceMs: number
  told: boolean
}

const PACE: FolderPace = { lookMs: 1500, stillMs: 2000 }
const SCANS = /\.(pdf|jpe?g|png|tiff?)$/i

/** The stamp of a file, null for one that is gone or is no file. One that cannot be asked about is reported: whoever takes it says why. */
async function stampOf(file: string): Promise<string | null> {
  const facts = await stat(file).catch(errnoOf)
  if (typeof facts === 'string') return facts === 'ENOENT' ? null : facts
  return facts.isFile() ? `${facts.size}/${facts.mtimeMs}` : null
}

/** The scans in a folder with their stamps; null when the folder is not there. */
async function scansIn(folder: string): Promise<Map<string, string> | null> {
  const names = await readdir(folder).catch(() => null)
  if (!names) return null
  const scans = names.filter((name) => SCANS.test(name) && !name.startsWith('.')).map((name) => path.join(folder, name))
  const stamps = await Promise.all(scans.map(async (file) => [file, await stampOf(file)] as const))
  return new Map(stamps.flatMap(([file, stamp]) => (stamp === null ? [] : [[file, stamp] as const])))
}

/**
 * Watches one folder, not its sub-folders, for finished scans; others are left alone. Every look reads the whole folder: a folder's own
 * time says nothing on a FAT stick and on some shares, and a file that came while the watch began would never be seen (ADR 0163). A
 * folder that goes away is reported, looked for again, and when it is back every file in it is reported anew.
 * @example const watching = watchScanFolder('Z:/scans', { onFile, onState }); await watching.stop()
 */
export function watchScanFolder(folder: string, { onFile, onState }: FolderEvents, { lookMs, stillMs }: FolderPace = PACE): FolderWatch {
  let state: 'WATCHING' | 'LOST' | null = null
  let lying = new Map<string, Lying>()
  let looking: Promise<void> | null = null
  let stopped = false
  const held = new Set<string>()

  const asFound = (file: string, stamp: string, nowMs: number): Lying => {
    const before = lying.get(file)
    return before?.stamp === stamp ? before : { stamp, sinceMs: nowMs, told: false }
  }
  const look = async (): Promise<void> => {
    const found = await scansIn(folder)
    if (stopped) return
    const nowMs = performance.now()
    lying = new Map([...(found ?? [])].map(([file, stamp]) => [file, asFound(file, stamp, nowMs)]))
    const now = found ? 'WATCHING' : 'LOST'
    if (now !== state) onState(now)
    state = now
    // What was held is asked for also when it is gone: whoever waits for it is told so.
    const due = new Set(found ? held : [])
    held.clear()
    for (const [file, as] of lying) {
      if (as.told || nowMs - as.sinceMs < stillMs) continue
      as.told = true
      due.add(file)
    }
    for (const file of due) onFile(file)
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
    },
  }
}

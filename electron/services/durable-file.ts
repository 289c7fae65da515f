import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** Anti-virus and indexers hold a new file for moments on Windows: rename then fails with these (sync.md 6). */
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES'])
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])
const RETRY_MS = [10, 20, 50, 100, 200, 400, 800, 1600]

/** The errno code of a file-system error, or '' for anything else. @example errnoOf(error) === 'ENOENT' */
export const errnoOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** Bytes of a file, 1 MiB at a time. */
export const fileChunks = (path: string): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 1 << 20 })

/** Runs file work and turns a full disk, and nothing else, into DISK_FULL. @example await orDiskFull(() => writeAll()) */
export async function orDiskFull<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (FULL.has(errnoOf(error))) return refuse('DISK_FULL')
    throw error
  }
}

/** Renames, again and again for about three seconds while something holds the file. Never falls back to writing in place. */
export async function renameWithRetry(
  from: string,
  to: string,
  move: (from: string, to: string) => Promise<void> = rename,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<void> {
  for (const ms of RETRY_MS) {
    try {
      return await move(from, to)
    } catch (error) {
      if (!HELD.has(errnoOf(error))) throw error
      await pause(ms)
    }
  }
  await move(from, to)
}

/** Makes a rename in `folder` survive a power cut. Windows cannot sync a folder and does not need it for NTFS metadata. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Writes a new file and forces it to the disk; on any failure nothing is left of it.
 * @returns the number of bytes, or DISK_FULL
 * @example await writeSynced(join(folder, 'temp', id), chunks)
 */
export function writeSynced(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Result<number>> {
  return orDiskFull(async () => {
    let bytes = 0
    try {
      await mkdir(dirname(path), { recursive: true })
      const handle = await open(path, 'wx', 0o600)
      try {
        for await (const chunk of chunks) {
          await handle.writeFile(chunk)
          bytes += chunk.length
        }
        await handle.sync()
      } finally {
        await handle.close()
      }
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    return ok(bytes)
  })
}

/** Gives a synced temporary file its final name, durably. @returns DISK_FULL, with the temporary file removed. */
export function moveIntoPlace(temporary: string, target: string): Promise<Result<void>> {
  return orDiskFull(async () => {
    try {
      const made = await mkdir(dirname(target), { recursive: true })
      await renameWithRetry(temporary, target)
      await syncFolder(dirname(target))
      if (made) await syncFolder(dirname(made))
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    return ok(undefined)
  })
}

import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** What Windows answers of a file that another program holds: anti-virus and indexers for moments (sync.md 6), an open workbook for as long as it likes. */
export const HELD: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES'])
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])
const CHUNK_BYTES = 1 << 20
const RETRY_MS = [10, 20, 50, 100, 200, 400, 800, 1600]

/** The errno code of a file-system error, or '' for anything else. @example errnoOf(error) === 'ENOENT' */
export const errnoOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/**
 * Bytes of a file, 1 MiB at a time. The file is opened when the first bytes are asked for: a read stream that nobody
 * reads yet would end the process when its file is missing.
 */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    let left = size
    for (;;) {
      const wanted = Math.min(CHUNK_BYTES, Math.max(left, 4096))
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted)
      if (bytesRead === 0) return
      left -= bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Parts as one, in a memory of its own. @example joined([await chunk()]) */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Runs file work and turns a full disk, and nothing else, into DISK_FULL. @example await orDiskFull(() => writeAll()) */
export async function orDiskFull<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (FULL.has(errnoOf(error))) return refuse('DISK_FULL')
    throw error
  }
}

/** Runs the writing of one file: a full disk is DISK_FULL, a file or folder that may not be touched now FILE_HELD. */
export async function orRefused<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await orDiskFull(work)
  } catch (error) {
    if (HELD.has(errnoOf(error))) return refuse('FILE_HELD')
    throw error
  }
}

/** Takes away what a failure left; where it is held as well it stays, and the failure itself is what is told. */
const discard = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined)

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

/** Syncs a folder and every folder in it, so that all the files written there keep their names. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) if (entry.isDirectory()) await syncTree(join(folder, entry.name))
  await syncFolder(folder)
}

/** Makes a file that was not there, with its folders; what lies there already is somebody else's and stays. */
async function openNew(path: string): Promise<Result<FileHandle>> {
  try {
    await mkdir(dirname(path), { recursive: true })
    return ok(await open(path, 'wx', 0o600))
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
    return refuse('FILE_IN_THE_WAY', { name: basename((error as NodeJS.ErrnoException).path ?? path) })
  }
}

/**
 * Writes a new file and forces it to the disk; on any failure nothing is left of it.
 * @returns the number of bytes, DISK_FULL, FILE_HELD, or FILE_IN_THE_WAY with `name`: whatever lies there already is left as it is
 * @example await writeSynced(join(folder, 'temp', id), chunks)
 */
export function writeSynced(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Result<number>> {
  return orRefused(async () => {
    const opened = await openNew(path)
    if (!opened.ok) return opened
    let bytes = 0
    try {
      const handle = opened.value
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
      await discard(path)
      throw error
    }
    return ok(bytes)
  })
}

/** Gives a synced temporary file or folder its final name, durably. @returns DISK_FULL or FILE_HELD, with the temporary one removed. */
export function moveIntoPlace(temporary: string, target: string, move: typeof renameWithRetry = renameWithRetry): Promise<Result<void>> {
  return orRefused(async () => {
    try {
      const made = await mkdir(dirname(target), { recursive: true })
      await move(temporary, target)
      await syncFolder(dirname(target))
      if (made) await syncFolder(dirname(made))
    } catch (error) {
      await discard(temporary)
      throw error
    }
    return ok(undefined)
  })
}

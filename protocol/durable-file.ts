import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const RENAME_TRIES = 8
const busy = (error: unknown): boolean => error instanceof Error && 'code' in error && ['EPERM', 'EBUSY', 'EACCES'].includes(String(error.code))

/** Renames, again with back-off where Windows antivirus still holds the file (sync.md §6). */
export async function renameCarefully(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (process.platform !== 'win32' || !busy(error) || attempt === RENAME_TRIES) throw error
      await sleep(25 * 2 ** attempt)
    }
  }
}

/** Makes names in a folder durable. Windows has no fsync of a folder; content-addressed names are re-verified instead. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a file's bytes durable, whoever wrote them. */
export async function syncFile(file: string): Promise<void> {
  // Windows flushes only what is open for writing.
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

/** Makes all that lies in a folder durable, its own name left out: files first, then the folders that name them. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) await syncTree(place)
    else if (entry.isFile()) await syncFile(place)
  }
  await syncFolder(folder)
}

/** Creates a folder and makes each new level durable. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let level = folder; level.length >= first.length; level = path.dirname(level)) await syncFolder(path.dirname(level))
}

/** Writes and fsyncs a new file in place. @throws EEXIST when it is there already. */
export async function writeNew(file: string, bytes: Uint8Array | string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Temp file, fsync, rename, fsync of the folder: after it returns the file survives a power cut. */
export async function writeDurably(file: string, bytes: Uint8Array | string): Promise<void> {
  await makeFolder(path.dirname(file))
  const temporary = `${file}.${process.pid}.tmp`
  await rm(temporary, { force: true })
  await writeNew(temporary, bytes)
  await renameCarefully(temporary, file)
  await syncFolder(path.dirname(file))
}

/** The file's size, or null when it is not there (or no plain file). */
export async function sizeOf(file: string): Promise<number | null> {
  try {
    const found = await stat(file)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}

/** Reads a file of at most `limit` bytes; null when it is not there or is larger. */
export async function readBounded(file: string, limit: number): Promise<Buffer | null> {
  const size = await sizeOf(file)
  if (size === null || size > limit) return null
  const handle = await open(file, 'r')
  try {
    const bytes = Buffer.alloc(size)
    const { bytesRead } = await handle.read(bytes, 0, size, 0)
    return bytesRead === size ? bytes : null
  } finally {
    await handle.close()
  }
}

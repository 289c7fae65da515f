import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { writeNew } from '../../protocol/durable-file.ts'

/** Locks this very process holds or is about to: between its own callers its number in a lock says nothing. */
const held = new Set<string>()
const TRIES = 3
const UNKNOWN = 'unknown'

const bootId = async (): Promise<string> => (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => UNKNOWN)).trim()

/** When a process began, in ticks since the boot; 'unknown' where the system does not say. A number given again has another. */
async function beganAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
  // Behind the name, which may hold anything, the first field is the third.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? UNKNOWN
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** '<pid> <boot> <began> <host>'; the first releases wrote the first two. */
const ownMark = async (): Promise<string> => `${process.pid} ${await bootId()} ${await beganAt(process.pid)} ${hostname()}`

/**
 * Whether whoever wrote a lock may still be at work. Our own number is an earlier process of ours, as in a container that starts again; under
 * another host's name it is another container's, of which nothing can be known.
 */
async function atWork(mark: string): Promise<boolean> {
  const [pid = '', boot, began = UNKNOWN, host = hostname()] = mark.split(' ')
  if (boot !== (await bootId()) || !/^\d{1,10}$/.test(pid)) return false
  if (host !== hostname()) return true
  if (Number(pid) === process.pid || !alive(Number(pid))) return false
  const now = await beganAt(Number(pid))
  return began === UNKNOWN || now === UNKNOWN || now === began
}

const ifExists = <T>(error: unknown, value: T): T => {
  if (error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOENT')) return value
  throw error
}

/** Moves a stale lock out of the way. Of two starters that saw it one may move the other's fresh lock instead: that one is put back. */
async function clearAway(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomBytes(8).toString('hex')}`
  await rename(file, aside).catch((error: unknown) => ifExists(error, undefined))
  const moved = await readFile(aside, 'utf8').catch((error: unknown) => ifExists(error, null))
  if (moved === null) return
  if (moved.trim() !== stale) await link(aside, file).catch((error: unknown) => ifExists(error, undefined))
  await rm(aside, { force: true })
}

/** Writes a lock that has its mark from the moment it is there; where the file system knows no links, one that has it a moment later. */
async function writeLock(file: string): Promise<boolean> {
  const ready = `${file}.${randomBytes(8).toString('hex')}`
  await writeNew(ready, `${await ownMark()}\n`)
  const linked = await link(ready, file).then(
    () => true,
    (error: unknown) => (error instanceof Error && 'code' in error && error.code === 'EEXIST' ? false : null),
  )
  await rm(ready, { force: true })
  if (linked !== null) return linked
  return await writeNew(file, `${await ownMark()}\n`).then(
    () => true,
    (error: unknown) => ifExists(error, false),
  )
}

async function take(file: string): Promise<Result<null>> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await writeLock(file)) return ok(null)
    const mark = (await readFile(file, 'utf8').catch((error: unknown) => ifExists(error, ''))).trim()
    if (await atWork(mark)) return refuse('HEAD_OFFICE_BUSY', { pid: mark.split(' ')[0] ?? '' })
    await clearAway(file, mark)
  }
  return refuse('HEAD_OFFICE_BUSY')
}

/**
 * Takes the lock of a head-office folder: PGlite itself would let two processes write into one database (sync.md §0).
 * A lock whose process is gone, or from before a reboot, is taken over. Refuses with HEAD_OFFICE_BUSY (pid).
 */
export async function takeLock(name: string): Promise<Result<() => Promise<void>>> {
  const file = path.resolve(name)
  if (held.has(file)) return refuse('HEAD_OFFICE_BUSY', { pid: String(process.pid) })
  held.add(file)
  const taken = await take(file).catch((error: unknown) => {
    held.delete(file)
    throw error
  })
  if (!taken.ok) {
    held.delete(file)
    return taken
  }
  return ok(async () => {
    await rm(file, { force: true })
    held.delete(file)
  })
}

import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { writeNew } from '../../protocol/durable-file.ts'
import { sha256Hex } from '../../protocol/hashing.ts'

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

const hostOf = (mark: string): string => mark.split(' ')[3] ?? hostname()

/**
 * Whether whoever wrote a lock may still be at work. Our own number is an earlier process of ours, as in a container that starts again; under
 * another host's name it is another machine's or container's, of which nothing can be known, not even whether it was started again.
 */
async function atWork(mark: string): Promise<boolean> {
  if (hostOf(mark) !== hostname()) return true
  const [pid = '', boot, began = UNKNOWN] = mark.split(' ')
  if (boot !== (await bootId()) || !/^\d{1,10}$/.test(pid)) return false
  if (Number(pid) === process.pid || !alive(Number(pid))) return false
  const now = await beganAt(Number(pid))
  return began === UNKNOWN || now === UNKNOWN || now === began
}

const ifExists = <T>(error: unknown, value: T): T => {
  if (error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOENT')) return value
  throw error
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

/** The mark in a lock; null where there is none. */
const markIn = async (file: string): Promise<string | null> => (await readFile(file, 'utf8').catch((error: unknown) => ifExists(error, null)))?.trim() ?? null

/** Puts our lock in the place of one that is stale. Only who holds the guard does: nobody else replaces it meanwhile, and its owner is gone. */
async function replace(file: string, stale: string): Promise<boolean> {
  if ((await markIn(file)) !== stale) return false
  const [ready, mark] = [`${file}.${randomBytes(8).toString('hex')}`, await ownMark()]
  await writeNew(ready, `${mark}\n`)
  await rename(ready, file)
  return (await markIn(file)) === mark
}

/**
 * Takes over a stale lock, one starter at a time: a guard named after its mark says who. The guard of one that is gone is not cleared away, which two
 * might do at once, but followed by the next. @returns false where somebody else is at it or was before us
 */
async function takeOver(file: string, stale: string): Promise<boolean> {
  const name = `${file}.${sha256Hex(stale).slice(0, 16)}`
  const left: string[] = []
  for (let n = 1; ; n++) {
    const guard = `${name}.${n}`
    if (await writeLock(guard)) {
      try {
        return await replace(file, stale)
      } finally {
        for (const gone of [...left, guard]) await rm(gone, { force: true })
      }
    }
    const mark = await markIn(guard)
    if (mark === '' || (mark !== null && (await atWork(mark)))) return false
    left.push(guard)
  }
}

async function take(file: string, onPurpose: boolean): Promise<Result<null>> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await writeLock(file)) return ok(null)
    const mark = await markIn(file)
    if (mark === null) continue
    const elsewhere = hostOf(mark) !== hostname()
    if (!(elsewhere && onPurpose) && (await atWork(mark))) return refuse('HEAD_OFFICE_BUSY', { pid: mark.split(' ')[0] ?? '', host: hostOf(mark) })
    if (await takeOver(file, mark)) return ok(null)
  }
  return refuse('HEAD_OFFICE_BUSY')
}

/**
 * Takes the lock of a head-office folder: PGlite itself would let two processes write into one database (sync.md §0).
 * A lock whose process is gone, or from before a reboot, is taken over; one of another machine only with `takeOver`, by who has seen that
 * nothing runs there. Refuses with HEAD_OFFICE_BUSY (pid, host).
 */
export async function takeLock(name: string, { takeOver: onPurpose = false }: { readonly takeOver?: boolean } = {}): Promise<Result<() => Promise<void>>> {
  const file = path.resolve(name)
  if (held.has(file)) return refuse('HEAD_OFFICE_BUSY', { pid: String(process.pid), host: hostname() })
  held.add(file)
  const taken = await take(file, onPurpose).catch((error: unknown) => {
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

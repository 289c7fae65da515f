import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { sizeOf, syncFolder, writeDurably } from './durable-file.ts'
import { readLines } from './read-lines.ts'

/**
 * READY names what is finished: one in each branch's folder, written last, and one for all of them, by which programs went before there were
 * several. They are read together, so that a copy of one branch's folders over another's takes nothing away.
 */
const LINE = /^([0-9a-f]{64}) {2}([A-Z0-9]{2,20}\/\d+-\d+-[0-9a-f]{12})$/
const BRANCH = /^[A-Z0-9]{2,20}$/
const BATCH = /^\d+-\d+-[0-9a-f]{12}$/
/** What a reader takes; a writer keeps every line, however many. */
const READY_LIMIT = 16 << 20

export interface ReadyBatch {
  readonly root: string
  readonly relative: string
  readonly hash: string
}
/** What a folder offers: batches, oldest sequence first, and branches whose batches no READY names, or one that was altered. */
export interface Offered {
  readonly batches: ReadyBatch[]
  readonly unready: readonly string[]
}

const readyFile = (root: string, branch = ''): string => path.join(root, 'HOB', branch, 'READY')
const branchOf = (relative: string): string => relative.split('/')[0] ?? ''
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/** What a READY names, and whether it is all of our form; null when there is none. */
async function readReady(root: string, branch = ''): Promise<{ entries: ReadyBatch[]; wellFormed: boolean } | null> {
  if ((await sizeOf(readyFile(root, branch))) === null) return null
  const entries: ReadyBatch[] = []
  let wellFormed = true
  const { whole, torn } = await readLines(readyFile(root, branch), READY_LIMIT, (line) => {
    const [, hash, relative] = LINE.exec(line.toString('latin1')) ?? []
    if (hash && relative?.endsWith(hash.slice(0, 12)) && (branch === '' || branchOf(relative) === branch)) entries.push({ root, relative, hash })
    else wellFormed = false
  })
  return { entries, wellFormed: wellFormed && torn === 0 && whole > 0 }
}

const turns = new Map<string, Promise<unknown>>()
/** READY is read and written anew: two at once in one folder, as one seals and another takes a batch out, would lose each other's line. */
async function inTurn<T>(root: string, work: () => Promise<T>): Promise<T> {
  const key = path.resolve(root)
  const mine = (turns.get(key) ?? Promise.resolve()).then(work)
  const tail = mine.catch(() => undefined)
  turns.set(key, tail)
  try {
    return await mine
  } finally {
    if (turns.get(key) === tail) turns.delete(key)
  }
}

async function writeReady(file: string, entries: readonly Pick<ReadyBatch, 'hash' | 'relative'>[]): Promise<void> {
  const lines = new Set(entries.map((entry) => `${entry.hash}  ${entry.relative}`))
  if (lines.size > 0) return await writeDurably(file, `${[...lines].sort().join('\n')}\n`)
  await rm(file, { force: true })
  await syncFolder(path.dirname(file))
}

/** Names a batch, in its branch's READY last. What a READY named before it goes on naming; a line that names nothing falls away. */
export async function nameReady(root: string, batch: Pick<ReadyBatch, 'relative' | 'hash'>): Promise<void> {
  await inTurn(root, async () => {
    for (const branch of ['', branchOf(batch.relative)]) {
      const known = await readReady(root, branch)
      await writeReady(readyFile(root, branch), [...(known?.entries ?? []), batch])
    }
  })
}

/** Names a batch no more. */
export async function unnameReady(root: string, relative: string): Promise<void> {
  await inTurn(root, async () => {
    for (const branch of [branchOf(relative), '']) {
      const ready = await readReady(root, branch)
      const rest = ready?.entries.filter((other) => other.relative !== relative) ?? []
      if (ready && rest.length < ready.entries.length) await writeReady(readyFile(root, branch), rest)
    }
  })
}

const place = ({ relative }: ReadyBatch): number => {
  const [epoch, seq] = (relative.split('/')[1] ?? '').split('-')
  return Number(epoch) * 1e9 + Number(seq)
}

async function believed(root: string, branch = ''): Promise<ReadyBatch[]> {
  const size = await sizeOf(readyFile(root, branch))
  const ready = size !== null && size <= READY_LIMIT ? await readReady(root, branch) : null
  return ready?.wellFormed ? ready.entries : []
}

/** What every READY of a folder names; of one that is altered nothing is believed, and the others hold. */
export async function readOffered(root: string): Promise<Offered> {
  // A branch's own word goes before that of the READY of all.
  const batches = new Map((await believed(root)).map((entry) => [entry.relative, entry]))
  const unready: string[] = []
  for (const branch of (await namesIn(path.join(root, 'HOB'))).filter((name) => BRANCH.test(name)).sort()) {
    for (const entry of await believed(root, branch)) batches.set(entry.relative, entry)
    const named = [...batches.keys()].some((relative) => branchOf(relative) === branch)
    if (!named && (await namesIn(path.join(root, 'HOB', branch))).some((name) => BATCH.test(name))) unready.push(branch)
  }
  return { batches: [...batches.values()].sort((a, b) => place(a) - place(b) || (a.relative < b.relative ? -1 : 1)), unready }
}

/** The batches a folder offers, oldest sequence first. Refuses with BATCH_NOT_READY when no READY names one. */
export async function listReady(root: string): Promise<Result<ReadyBatch[]>> {
  const { batches } = await readOffered(root)
  return batches.length > 0 ? ok(batches) : refuse('BATCH_NOT_READY')
}

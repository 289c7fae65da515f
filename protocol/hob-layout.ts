import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Envelope } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { makeFolder, readBounded, sizeOf, syncFolder, writeDurably } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'
import type { SealedBatch, StorePart } from './hob-build.ts'
import { readLines } from './read-lines.ts'

/** The folder form of HOB/1 (sync.md §3, "USB"), the same on a stick and in an outbox. */
const LINE = /^([0-9a-f]{64}) {2}([A-Z0-9]{2,20}\/\d+-\d+-[0-9a-f]{12})$/
/** What a reader takes; a writer keeps every line, however many. */
const READY_LIMIT = 16 << 20
const SIGNATURE_LIMIT = 4096

/** '<branch>/<epoch>-<seq>-<12 hex of the envelope hash>' */
export const batchFolder = (envelope: Pick<Envelope, 'branch' | 'epoch' | 'seq'>, hash: string): string =>
  `${envelope.branch}/${envelope.epoch}-${envelope.seq}-${hash.slice(0, 12)}`
/** A listed batch's own folder. */
export const batchPath = ({ root, relative }: Pick<ReadyBatch, 'root' | 'relative'>): string => path.join(root, 'HOB', ...relative.split('/'))
export const partFile = (root: string, sha256: string): string => path.join(root, 'HOB', 'parts', sha256.slice(0, 2), sha256)

/** Stores parts below `root`; a part already there with the right bytes is left alone. */
export const partStore =
  (root: string): StorePart =>
  async (sha256, bytes) => {
    const present = await readBounded(partFile(root, sha256), BATCH_LIMITS.partCipherBytes)
    if (present === null || sha256Hex(present) !== sha256) await writeDurably(partFile(root, sha256), bytes)
  }

type Signed = Pick<SealedBatch, 'envelope' | 'envelopeBytes' | 'signature' | 'hash'>

/** Writes envelope and signature where READY will name them; until then nobody sees them. Gives the batch's folder. */
export async function writeEnvelope(root: string, batch: Signed): Promise<string> {
  const folder = batchPath({ root, relative: batchFolder(batch.envelope, batch.hash) })
  await makeFolder(folder)
  await writeDurably(path.join(folder, 'envelope.json'), batch.envelopeBytes)
  await writeDurably(path.join(folder, 'envelope.json.minisig'), batch.signature)
  return folder
}

const readyFile = (root: string): string => path.join(root, 'HOB', 'READY')

/** What READY names, and whether it is all of our form; null when there is none. */
async function readReady(root: string): Promise<{ entries: ReadyBatch[]; wellFormed: boolean } | null> {
  if ((await sizeOf(readyFile(root))) === null) return null
  const entries: ReadyBatch[] = []
  let wellFormed = true
  const { whole, torn } = await readLines(readyFile(root), READY_LIMIT, (line) => {
    const [, hash, relative] = LINE.exec(line.toString('latin1')) ?? []
    if (hash && relative?.endsWith(hash.slice(0, 12))) entries.push({ root, relative, hash })
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

async function writeReady(root: string, entries: readonly Pick<ReadyBatch, 'hash' | 'relative'>[]): Promise<void> {
  const lines = new Set(entries.map((entry) => `${entry.hash}  ${entry.relative}`))
  if (lines.size > 0) return await writeDurably(readyFile(root), `${[...lines].sort().join('\n')}\n`)
  await rm(readyFile(root), { force: true })
  await syncFolder(path.join(root, 'HOB'))
}

/**
 * Writes the envelope and, last of all, names the batch in READY: an unfinished batch is never seen. What READY named before it
 * goes on naming; a line that names nothing falls away. Repeating it is harmless.
 */
export async function publishBatch(root: string, batch: Signed): Promise<string> {
  const folder = await writeEnvelope(root, batch)
  await inTurn(root, async () => {
    const known = await readReady(root)
    await writeReady(root, [...(known?.entries ?? []), { hash: batch.hash, relative: batchFolder(batch.envelope, batch.hash) }])
  })
  return folder
}

export interface ReadyBatch {
  readonly root: string
  readonly relative: string
  readonly hash: string
}

/** The batches a folder offers, oldest sequence first. Refuses with BATCH_NOT_READY when READY is missing or altered. */
export async function listReady(root: string): Promise<Result<ReadyBatch[]>> {
  const size = await sizeOf(readyFile(root))
  const ready = size !== null && size <= READY_LIMIT ? await readReady(root) : null
  if (!ready?.wellFormed) return refuse('BATCH_NOT_READY')
  return ok(ready.entries.sort((a, b) => place(a) - place(b) || (a.relative < b.relative ? -1 : 1)))
}

/** The epoch a listed batch says it belongs to, by the name of its folder; not yet believed. */
export const listedEpoch = (entry: ReadyBatch): number => Number((entry.relative.split('/')[1] ?? '').split('-')[0])

function place(entry: ReadyBatch): number {
  const [epoch, seq] = (entry.relative.split('/')[1] ?? '').split('-')
  return Number(epoch) * 1e9 + Number(seq)
}

/** Resolves what a person points at: the folder above HOB, HOB itself, one batch's folder, or its envelope.json. */
export async function findBatches(target: string): Promise<Result<ReadyBatch[]>> {
  let folder = path.resolve(target)
  if (path.basename(folder) === 'envelope.json') folder = path.dirname(folder)
  if (path.basename(folder) === 'HOB') return await listReady(path.dirname(folder))
  if ((await sizeOf(path.join(folder, 'envelope.json'))) === null) {
    const inside: string[] = await readdir(folder).catch(() => [])
    return inside.includes('HOB') ? await listReady(folder) : refuse('BATCH_NOT_FOUND')
  }
  const listed = await listReady(path.resolve(folder, '..', '..', '..'))
  if (!listed.ok) return listed
  const one = listed.value.filter((entry) => batchPath(entry) === folder)
  return one.length === 1 ? ok(one) : refuse('BATCH_NOT_READY')
}

/** The bytes of one listed batch's envelope and signature; refuses when they are missing or not those READY names. */
export async function readListed(entry: ReadyBatch): Promise<Result<{ envelopeBytes: Buffer; signature: string }>> {
  const folder = batchPath(entry)
  const envelopeBytes = await readBounded(path.join(folder, 'envelope.json'), BATCH_LIMITS.envelopeBytes)
  const signature = await readBounded(path.join(folder, 'envelope.json.minisig'), SIGNATURE_LIMIT)
  if (!envelopeBytes || !signature) return refuse('BATCH_ENVELOPE_INVALID', { reason: 'missing or too large' })
  if (sha256Hex(envelopeBytes) !== entry.hash) return refuse('BATCH_SIGNATURE_BAD', { file: 'envelope.json' })
  return ok({ envelopeBytes, signature: signature.toString('latin1') })
}

/** Takes a batch out of a folder: READY first, so that nothing half-gone is offered. Repeating it is harmless. */
export async function withdrawBatch(entry: Pick<ReadyBatch, 'root' | 'relative'>, parts: readonly string[]): Promise<void> {
  await inTurn(entry.root, async () => {
    const ready = await readReady(entry.root)
    const rest = ready?.entries.filter((other) => other.relative !== entry.relative) ?? []
    if (ready && rest.length < ready.entries.length) await writeReady(entry.root, rest)
  })
  await rm(batchPath(entry), { recursive: true, force: true })
  for (const part of parts) await rm(partFile(entry.root, part), { force: true })
}

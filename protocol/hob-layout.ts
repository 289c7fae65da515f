import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Envelope } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { makeFolder, readBounded, sizeOf, writeDurably } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'
import type { SealedBatch, StorePart } from './hob-build.ts'
import { nameReady, type Offered, type ReadyBatch, readOffered, unnameReady } from './ready-file.ts'

/** The folder form of HOB/1 (sync.md §3, "USB"), the same on a stick and in an outbox. */
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

/**
 * Writes the envelope and, last of all, names the batch in READY: an unfinished batch is never seen. What READY named before it
 * goes on naming; a line that names nothing falls away. Repeating it is harmless.
 */
export async function publishBatch(root: string, batch: Signed): Promise<string> {
  const folder = await writeEnvelope(root, batch)
  await nameReady(root, { hash: batch.hash, relative: batchFolder(batch.envelope, batch.hash) })
  return folder
}

/** Whose a listed batch is and where it belongs, by the name of its folder; not yet believed. */
export function listedPlace({ relative }: Pick<ReadyBatch, 'relative'>): { branch: string; epoch: number; seq: number } {
  const [branch = '', name = ''] = relative.split('/')
  const [epoch, seq] = name.split('-')
  return { branch, epoch: Number(epoch), seq: Number(seq) }
}

const offeredIn = async (root: string): Promise<Result<Offered>> => {
  const offered = await readOffered(root)
  return offered.batches.length > 0 ? ok(offered) : refuse('BATCH_NOT_READY')
}

/** Resolves what a person points at: the folder above HOB, HOB itself, one batch's folder, or its envelope.json. */
export async function findBatches(target: string): Promise<Result<Offered>> {
  let folder = path.resolve(target)
  if (path.basename(folder) === 'envelope.json') folder = path.dirname(folder)
  if (path.basename(folder) === 'HOB') return await offeredIn(path.dirname(folder))
  if ((await sizeOf(path.join(folder, 'envelope.json'))) === null) {
    const inside: string[] = await readdir(folder).catch(() => [])
    return inside.includes('HOB') ? await offeredIn(folder) : refuse('BATCH_NOT_FOUND')
  }
  const { batches } = await readOffered(path.resolve(folder, '..', '..', '..'))
  const one = batches.filter((entry) => batchPath(entry) === folder)
  return one.length === 1 ? ok({ batches: one, unready: [] }) : refuse('BATCH_NOT_READY')
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
  await unnameReady(entry.root, entry.relative)
  await rm(batchPath(entry), { recursive: true, force: true })
  for (const part of parts) await rm(partFile(entry.root, part), { force: true })
}

import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Envelope } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { readBounded } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'
import { batchPath, withdrawBatch } from './hob-layout.ts'
import { tryStrictJson } from './strict-json.ts'

const BRANCH = /^[A-Z0-9]{2,20}$/
const FOLDER = /^(\d+)-\d+-([0-9a-f]{12})$/
/** Nothing where there is no such folder; one that cannot be listed is not an empty one. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  })

/** Batches of an outbox whose files are to stay: those of `epoch` by the hashes of their envelopes, of any other epoch all. */
export interface Kept {
  readonly epoch: number
  readonly hashes: ReadonlySet<string>
}
interface Found {
  readonly root: string
  readonly relative: string
  readonly epoch: number
  /** 12 hex of the envelope's hash. */
  readonly start: string
}

async function batchesIn(root: string): Promise<Found[]> {
  const found: Found[] = []
  for (const branch of (await namesIn(path.join(root, 'HOB'))).filter((name) => BRANCH.test(name))) {
    for (const name of await namesIn(path.join(root, 'HOB', branch))) {
      const [, epoch, start] = FOLDER.exec(name) ?? []
      if (epoch && start) found.push({ root, relative: `${branch}/${name}`, epoch: Number(epoch), start })
    }
  }
  return found
}

/** The parts a batch in a folder names, or null when its envelope is not the one its folder is named after. */
export async function partsOf({ root, relative, start }: Pick<Found, 'root' | 'relative' | 'start'>): Promise<string[] | null> {
  const bytes = await readBounded(path.join(batchPath({ root, relative }), 'envelope.json'), BATCH_LIMITS.envelopeBytes)
  const envelope = bytes && sha256Hex(bytes).startsWith(start) ? Envelope.safeParse(tryStrictJson(bytes)) : null
  return envelope?.success ? envelope.data.parts.map((part) => part.sha256) : null
}

/**
 * Clears an outbox of what belongs to no kept batch: batches that were disposed of, envelopes that never came on record, parts of a
 * batch that was never sealed, files half-written. Nothing may be writing there. Where a kept batch is not found, or its envelope cannot
 * be read, no part goes, for it might be one of that batch. @returns how many batches and parts went. @throws where a folder cannot be listed
 */
export async function sweepOutbox(root: string, { epoch, hashes }: Kept): Promise<number> {
  const starts = new Set([...hashes].map((hash) => hash.slice(0, 12)))
  const named = new Set<string>()
  const batches = await batchesIn(root)
  let blind = [...starts].some((start) => !batches.some((batch) => batch.epoch === epoch && batch.start === start))
  let swept = 0
  for (const batch of batches) {
    if (batch.epoch === epoch && !starts.has(batch.start)) {
      await withdrawBatch(batch, [])
      swept += 1
      continue
    }
    const parts = await partsOf(batch)
    blind ||= parts === null
    for (const part of parts ?? []) named.add(part)
  }
  const shelves = path.join(root, 'HOB', 'parts')
  for (const shelf of blind ? [] : await namesIn(shelves)) {
    for (const part of (await namesIn(path.join(shelves, shelf))).filter((name) => !named.has(name))) {
      await rm(path.join(shelves, shelf, part), { force: true })
      swept += 1
    }
  }
  return swept
}

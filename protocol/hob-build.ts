import { Envelope, trustedComment } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import type { RecordLine } from '../core/batch/record-line.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { bagTagFiles, type PayloadEntry } from './bag-tag-files.ts'
import { sha256Hex } from './hashing.ts'
import { BlobDiffersError, type BlobSource, blobOfName, packBlobs } from './hob-slices.ts'
import { type SigningKey, signBytes } from './minisign.ts'
import { type SealPart, sealPart } from './seal-part.ts'
import { packTar, type TarEntry } from './strict-tar.ts'

/** Everything a batch is made from. `preparedBy` and `sealedBy` are staff numbers of two persons (domain 10.2). */
export interface BatchDraft {
  readonly kind: 'up' | 'down'
  readonly branch: string
  readonly epoch: number
  readonly seq: number
  readonly prev: string
  /** UTC instant; advisory only. */
  readonly created: string
  readonly app: string
  readonly recipients: readonly string[]
  readonly records: readonly RecordLine[]
  readonly blobs: readonly BlobSource[]
  readonly preparedBy: string
  readonly sealedBy: string
  readonly possibleDuplicate?: boolean
  readonly ack?: Envelope['ack']
  /** The most one part of papers may weigh, `core/batch/line-measure.ts`; left out: 8 MiB. */
  readonly partBytes?: number
  /** Where parts are compressed and encrypted; left out: here. */
  readonly seal?: SealPart
  /** Told after each part: parts made, plain bytes so far. @throws to give up; what was stored is then swept as never sealed */
  readonly progress?: (made: { readonly parts: number; readonly plainBytes: number }) => void
}

/** A batch as it is sent. The bytes are immutable from here on: a sequence number is never signed twice. */
export interface SealedBatch {
  readonly envelope: Envelope
  readonly envelopeBytes: Buffer
  readonly signature: string
  readonly hash: string
}

/** Takes a part's bytes to durable storage under their hash. */
export type StorePart = (sha256: string, bytes: Uint8Array) => Promise<void>

/** The line of a record as it is hashed: its JSON without LF. */
export const recordLine = (record: RecordLine): string => JSON.stringify(record)
const byHash = (blobs: readonly BlobSource[]): BlobSource[] => [...new Map(blobs.map((blob) => [blob.sha256, blob])).values()]
/** bag-info of a batch repeats what the envelope says, so that the signature inside binds content and place together. */
export const innerPlace = (place: Pick<Envelope, 'branch' | 'epoch' | 'seq' | 'kind' | 'recipients'>): (readonly [string, string])[] => [
  ['HOB-Kind', place.kind],
  ['HOB-Branch', place.branch],
  ['HOB-Epoch', String(place.epoch)],
  ['HOB-Seq', String(place.seq)],
  ['HOB-Recipients', place.recipients.join(' ')],
]

const STORES_AT_ONCE = 4

interface MadePart {
  readonly lane: number
  readonly bytes: number
  readonly sha256: string
}

function tooLarge(draft: BatchDraft, lines: readonly Buffer[]): Result<null> {
  const bytes = [...lines, ...draft.blobs.map((blob) => ({ length: blob.bytes }))].reduce((sum, piece) => sum + piece.length, 0)
  if (draft.records.length > BATCH_LIMITS.records) return refuse('BATCH_TOO_LARGE', { what: 'records', limit: BATCH_LIMITS.records })
  if (lines.some((line) => line.length > BATCH_LIMITS.lineBytes)) return refuse('BATCH_TOO_LARGE', { what: 'line', limit: BATCH_LIMITS.lineBytes })
  if (draft.blobs.some((blob) => blob.bytes > BATCH_LIMITS.blobBytes)) return refuse('BATCH_TOO_LARGE', { what: 'blob', limit: BATCH_LIMITS.blobBytes })
  if (bytes > BATCH_LIMITS.batchPlainBytes) return refuse('BATCH_TOO_LARGE', { what: 'batch', limit: BATCH_LIMITS.batchPlainBytes })
  return ok(null)
}

/**
 * Builds and signs one HOB/1 batch (sync.md §3). Parts go to `store` as they are made, blobs first, then the part with tag
 * files and records, which is number 0 and lane 0: it alone is compressed.
 * Refuses: DIFFERENT_PERSON_NEEDED, BATCH_TOO_LARGE (what, limit), BLOB_DIFFERS (sha256).
 */
export async function buildBatch(draft: BatchDraft, key: SigningKey, store: StorePart): Promise<Result<SealedBatch>> {
  if (draft.preparedBy === draft.sealedBy) return refuse('DIFFERENT_PERSON_NEEDED')
  const lines = draft.records.map((record) => Buffer.from(`${recordLine(record)}\n`))
  const size = tooLarge(draft, lines)
  if (!size.ok) return size
  const blobs = byHash(draft.blobs)
  const records: TarEntry = { name: 'data/records.ndjson', bytes: Buffer.concat(lines) }
  const payload: PayloadEntry[] = []
  const parts: MadePart[] = []
  const storing: Promise<void>[] = []
  const list = (entries: readonly TarEntry[]): void => {
    for (const { name, bytes } of entries) {
      // A whole blob was held to its hash when it was read; only a slice has one of its own.
      const blob = blobOfName(name)
      payload.push({ path: name, bytes: bytes.length, sha256: blob && blob.slice === null ? blob.sha256 : sha256Hex(bytes) })
    }
  }
  const addPart = async (entries: readonly TarEntry[], lane: number): Promise<boolean> => {
    const plain = packTar(entries)
    const cipher = await (draft.seal ?? sealPart)(plain, lane === 0, draft.recipients)
    if (cipher.length > BATCH_LIMITS.partCipherBytes || plain.length > BATCH_LIMITS.partPlainBytes) return false
    const part = { sha256: sha256Hex(cipher), bytes: cipher.length }
    const stored = store(part.sha256, cipher)
    stored.catch(() => undefined)
    storing.push(stored)
    // The disk syncs one part while the next is made; a few at a time, so that memory stays bounded.
    if (storing.length > STORES_AT_ONCE) await storing.shift()
    parts.push({ lane, ...part })
    draft.progress?.({ parts: parts.length, plainBytes: payload.reduce((sum, entry) => sum + entry.bytes, 0) })
    return true
  }
  list([records])
  try {
    for await (const { lane, entries } of packBlobs(blobs, draft.partBytes)) {
      list(entries)
      if (!(await addPart(entries, lane))) return refuse('BATCH_TOO_LARGE', { what: 'part', limit: BATCH_LIMITS.partCipherBytes })
    }
  } catch (error) {
    if (error instanceof BlobDiffersError) return refuse('BLOB_DIFFERS', { sha256: error.sha256 })
    throw error
  }
  const place = { ...draft, recipients: [...draft.recipients] }
  const tags = bagTagFiles(payload, [
    ...innerPlace(place),
    ['Prepared-By', draft.preparedBy],
    ['Sealed-By', draft.sealedBy],
    ['Bagging-Date', draft.created.slice(0, 10)],
  ])
  const tagManifest = tags[3]?.bytes ?? Buffer.alloc(0)
  const seal: TarEntry = { name: 'seal.minisig', bytes: Buffer.from(signBytes(key, tagManifest, trustedComment(draft))) }
  if (!(await addPart([...tags, seal, records], 0))) return refuse('BATCH_TOO_LARGE', { what: 'part', limit: BATCH_LIMITS.partCipherBytes })
  await Promise.all(storing)
  return ok(sign(draft, key, { blobs: blobs.length, plainBytes: payload.reduce((sum, entry) => sum + entry.bytes, 0) }, sha256Hex(tagManifest), parts))
}

function sign(draft: BatchDraft, key: SigningKey, counts: { blobs: number; plainBytes: number }, bag: string, parts: readonly MadePart[]): SealedBatch {
  const numbered = [...parts.slice(-1), ...parts.slice(0, -1)].map((part, n) => ({ n, ...part }))
  const envelope = Envelope.parse({
    format: 'hob/1',
    kind: draft.kind,
    branch: draft.branch,
    epoch: draft.epoch,
    seq: draft.seq,
    prev: draft.prev,
    created: draft.created,
    app: draft.app,
    suite: 'age-x25519+ed25519',
    comp: 'gzip',
    signKey: key.keyId,
    recipients: draft.recipients,
    schemas: Object.fromEntries(draft.records.map((record) => [record.type, record.schema])),
    counts: { records: draft.records.length, ...counts },
    bag,
    possibleDuplicate: draft.possibleDuplicate ?? false,
    parts: numbered,
    ...(draft.ack ? { ack: draft.ack } : {}),
  })
  const envelopeBytes = Buffer.from(`${JSON.stringify(envelope)}\n`)
  return { envelope, envelopeBytes, hash: sha256Hex(envelopeBytes), signature: signBytes(key, envelopeBytes, trustedComment(envelope)) }
}

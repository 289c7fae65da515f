import type { Enrolment } from '../../core/batch/enrolment.ts'
import { Envelope } from '../../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readBounded } from '../../protocol/durable-file.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { buildBatch, type SealedBatch } from '../../protocol/hob-build.ts'
import { partFile, partStore, publishBatch, writeEnvelope } from '../../protocol/hob-layout.ts'
import { checkParts } from '../../protocol/hob-open.ts'
import type { BlobSource } from '../../protocol/hob-slices.ts'
import type { SecretKeys } from '../../protocol/keys.ts'
import type { SealPart } from '../../protocol/seal-part.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'

export interface SealRequest {
  readonly keys: SecretKeys
  readonly enrolment: Enrolment
  /** Head office's receiving key; left out: that of the enrolment. */
  readonly officeReceive?: string
  readonly records: readonly RecordLine[]
  readonly blobs: readonly BlobSource[]
  /** Staff numbers of two persons. */
  readonly preparedBy: string
  readonly sealedBy: string
  readonly app: string
  /** UTC instant; advisory. */
  readonly createdAt: string
  /** The outbox: what is below it is ready to be carried to head office. */
  readonly folder: string
  readonly possibleDuplicate?: boolean
  readonly ack?: Envelope['ack']
  /** The most one part of papers may weigh; left out: as much as any. */
  readonly partBytes?: number
  /** Where parts are compressed and encrypted; left out: here. */
  readonly seal?: SealPart
  /** Told after each part: plain bytes so far. @throws to give up before anything is on record */
  readonly progress?: (plainBytes: number) => void
  /** First transaction: fixes the number and the records. After a crash before `sealed` it gives the same number again. */
  readonly alloc: () => Promise<{ readonly seq: number; readonly prev: string }>
  /** Second transaction: from here on these bytes are the batch, and its number is never signed again. */
  readonly sealed: (batch: SealedBatch) => Promise<void>
}

/**
 * Seals one batch in the crash-safe order of sync.md §4: alloc, parts (content-addressed, fsynced), envelope, sealed, READY.
 * Refuses: DIFFERENT_PERSON_NEEDED (before anything is written), BATCH_TOO_LARGE, BLOB_DIFFERS.
 * @returns the batch and the folder it stands in
 */
export async function sealBatch(request: SealRequest): Promise<Result<{ readonly folder: string; readonly batch: SealedBatch }>> {
  if (request.preparedBy === request.sealedBy) return refuse('DIFFERENT_PERSON_NEEDED')
  const { enrolment, keys } = request
  const { seq, prev } = await request.alloc()
  const built = await buildBatch(
    {
      kind: 'up',
      branch: enrolment.branch,
      epoch: enrolment.epoch,
      seq,
      prev,
      created: `${request.createdAt.slice(0, 19)}Z`,
      app: request.app,
      recipients: [request.officeReceive ?? enrolment.headOffice.keys.receive, enrolment.headOffice.escrow],
      records: request.records,
      blobs: request.blobs,
      preparedBy: request.preparedBy,
      sealedBy: request.sealedBy,
      ...(request.possibleDuplicate === undefined ? {} : { possibleDuplicate: request.possibleDuplicate }),
      ...(request.ack ? { ack: request.ack } : {}),
      ...(request.partBytes === undefined ? {} : { partBytes: request.partBytes }),
      ...(request.seal ? { seal: request.seal } : {}),
      progress: ({ plainBytes }) => request.progress?.(plainBytes),
    },
    keys.sign,
    partStore(request.folder),
  )
  if (!built.ok) return built
  // Kept before it is on record: what the record names can be offered again after a crash.
  await writeEnvelope(request.folder, built.value)
  await request.sealed(built.value)
  return ok({ folder: await publishBatch(request.folder, built.value), batch: built.value })
}

/**
 * Offers a sealed batch again after a crash between `sealed` and READY, or on a new stick once its parts are there.
 * Refuses BATCH_PART_MISSING, BATCH_PART_DAMAGED, BATCH_ENVELOPE_INVALID.
 */
export async function offerSealedBatch(folder: string, stored: { readonly envelopeBytes: Uint8Array; readonly signature: string }): Promise<Result<string>> {
  const envelopeBytes = Buffer.from(stored.envelopeBytes)
  const envelope = Envelope.safeParse(tryStrictJson(envelopeBytes))
  if (!envelope.success) return refuse('BATCH_ENVELOPE_INVALID', { reason: 'stored envelope' })
  const parts = await checkParts(envelope.data, (sha256) => readBounded(partFile(folder, sha256), BATCH_LIMITS.partCipherBytes))
  if (!parts.ok) return parts
  return ok(await publishBatch(folder, { envelope: envelope.data, envelopeBytes, signature: stored.signature, hash: sha256Hex(envelopeBytes) }))
}

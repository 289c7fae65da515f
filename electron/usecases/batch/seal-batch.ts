import path from 'node:path'
import { differentPersons } from '../../../core/approval/four-eyes.ts'
import { officeKeysAt } from '../../../core/batch/office-keys.ts'
import { type Sha256, sha256 } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Refusal, type Result, refuse } from '../../../core/kernel/result.ts'
import { blobsOfBatch, type OutboxBlob } from '../../../db/repositories/batch-blobs.ts'
import { type BatchRecord, batches, findBatch } from '../../../db/repositories/batches.ts'
import { asRecordLine, recordsOfBatch } from '../../../db/repositories/outbox.ts'
import { findStaff } from '../../../db/repositories/staff.ts'
import { batchFolder } from '../../../protocol/hob-layout.ts'
import type { BlobSource } from '../../../protocol/hob-slices.ts'
import { sealBatch as writeBatch } from '../../services/batch-writer.ts'
import { errnoOf } from '../../services/durable-file.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { Progress } from '../sync/desk.ts'
import { partBytesOfLine } from '../sync/line-measure.ts'
import { downStream } from '../sync/take-down.ts'
import { blobBytes } from './blob-bytes.ts'
import { knownOffice } from './enrolment-of.ts'
import { offerSealed } from './offer-sealed.ts'
import { leaveOutUnread } from './owed-papers.ts'
import { mustEnrolAgain } from './restored-branch.ts'

/** Ends the writing of a batch half-way, before it is on record. */
class NotSealed extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** What a batch carries beside its records, read when its turn comes. */
const blobSources = (counter: Counter, blobs: readonly OutboxBlob[]): BlobSource[] =>
  blobs.map((blob) => ({
    sha256: blob.sha256,
    bytes: blob.bytes,
    lane: blob.lane,
    read: async () => {
      const bytes = await blobBytes(counter, blob)
      if (!bytes) throw new NotSealed({ code: 'BATCH_PAPER_DAMAGED', details: { applicationNo: blob.applicationNo ?? '', paper: blob.role } })
      return bytes
    },
  }))

/** Bytes packed so far, for who waits; called off between two parts. */
function steps(progress: Progress | null): (plainBytes: number) => void {
  let told = 0
  return (plainBytes) => {
    if (progress?.cancelled()) throw new NotSealed({ code: 'SYNC_CANCELLED', details: {} })
    progress?.moved(plainBytes - told)
    told = plainBytes
  }
}

/**
 * The second person checks and seals: the batch is signed, encrypted for head office and offered with READY last.
 * A batch sealed before a crash is only offered. Papers that were lost since it was gathered it goes without. Refuses BRANCH_RESTORED_NEEDS_ENROLMENT, BATCH_NOT_FOUND, DIFFERENT_PERSON_NEEDED,
 * HEADOFFICE_NOT_ENROLLED, BATCH_PAPER_DAMAGED (applicationNo, paper), BATCH_NOT_OFFERED (sealed, not yet to be carried) and
 * what the batch writer refuses, SYNC_CANCELLED when called off before it is on record: the draft stands.
 */
export async function sealProposedBatch(
  counter: Counter,
  session: Session,
  seq: number,
  progress: Progress | null = null,
): Promise<Result<{ folder: string; records: number }>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  const offered = await offerSealed(counter)
  const { epoch } = counter.branch
  const found = await counter.database.read(async (reader) => {
    const batch = await findBatch(reader, epoch, seq)
    return {
      batch,
      records: await recordsOfBatch(reader, counter.vault, epoch, seq),
      blobs: await blobsOfBatch(reader, epoch, seq),
      known: await knownOffice(counter, reader),
      down: await downStream(counter, reader),
      partBytes: await partBytesOfLine(reader),
      maker: batch && (await findStaff(reader, batch.maker)),
    }
  })
  const { batch, known, maker, records } = found
  if (batch?.state === 'SEALED' && batch.envelopeSha256 && offered > 0) {
    const relative = batchFolder({ branch: counter.branch.code, epoch, seq }, batch.envelopeSha256)
    return ok({ folder: path.join(counter.folders.outbound, 'HOB', relative), records: batch.records })
  }
  if (batch?.state !== 'DRAFT' || !maker) return refuse('BATCH_NOT_FOUND', { seq })
  const persons = differentPersons('BATCH_SEAL', session, { BATCH_MAKER: batch.maker })
  if (!persons.ok) return persons
  if (!known.ok) return known
  const { enrolment, keys: office } = known.value
  const { appliedSeq, head } = found.down
  const readable = await leaveOutUnread(counter, batch, found.blobs)
  if (!readable.ok) return readable
  const blobs = readable.value
  let recorded = false
  progress?.planned(blobs.reduce((sum, blob) => sum + blob.bytes, 0))
  const sealing = writeBatch({
    keys: counter.keys.device,
    enrolment,
    officeReceive: officeKeysAt(office, appliedSeq + 1).receive,
    ...(appliedSeq > 0 ? { ack: { down: { epoch, seq: appliedSeq, head } } } : {}),
    partBytes: found.partBytes,
    records: records.map(asRecordLine),
    blobs: blobSources(counter, blobs),
    preparedBy: maker.staffNo,
    sealedBy: session.staffNo,
    app: counter.version,
    seal: counter.sealer.seal,
    progress: steps(progress),
    createdAt: counter.clock.now(),
    folder: counter.folders.outbound,
    alloc: async () => ({ seq, prev: batch.prev }),
    sealed: async ({ hash }) => {
      await recordSealed(counter, session, batch, sha256(hash))
      recorded = true
    },
  })
  const sealed = await sealing
    .finally(() => counter.sealer.close())
    .catch((error: unknown): Result<never> => {
      if (error instanceof NotSealed) return { ok: false, error: error.refusal }
      // On record, and READY could not be written: it is offered as soon as the disk lets it be.
      if (recorded && errnoOf(error)) return refuse('BATCH_NOT_OFFERED', { seq })
      throw error
    })
  return sealed.ok ? ok({ folder: sealed.value.folder, records: records.length }) : sealed
}

async function recordSealed(counter: Counter, session: Session, batch: BatchRecord, envelopeSha256: Sha256): Promise<void> {
  const written = await counter.database.write(async (tx) => {
    const now = await findBatch(tx, batch.epoch, batch.seq)
    // Sealed or dropped meanwhile; after a drop the number may stand for other records.
    if (now?.state !== 'DRAFT' || now.batchNo !== batch.batchNo) return refuse('BATCH_NOT_FOUND', { seq: batch.seq })
    const at = counter.clock.now()
    await batches(tx).update({ ...batch, state: 'SEALED', checker: session.staffId, sealedAt: at, envelopeSha256, folder: 'outbound' })
    await note(counter, tx, session, { action: 'batch.seal', subject: batch.batchNo })
    return ok(null)
  })
  // Unrecorded, the batch must not be offered: the number would be signed twice.
  if (!written.ok) throw new NotSealed(written.error)
}

import { differentPersons } from '../../../core/approval/four-eyes.ts'
import { type Sha256, sha256 } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { blobsOfBatch, type OutboxBlob } from '../../../db/repositories/batch-blobs.ts'
import { type BatchRecord, batches, findBatch } from '../../../db/repositories/batches.ts'
import { asRecordLine, recordsOfBatch } from '../../../db/repositories/outbox.ts'
import { findStaff } from '../../../db/repositories/staff.ts'
import type { BlobSource } from '../../../protocol/hob-slices.ts'
import { sealBatch as writeBatch } from '../../services/batch-writer.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { enrolmentOf } from './enrolment-of.ts'
import { mustEnrolAgain } from './restored-branch.ts'

/** The PDFs a batch carries, read from the sealed store when their turn comes. */
const blobSources = (counter: Counter, blobs: readonly OutboxBlob[]): BlobSource[] =>
  blobs.map((blob) => ({
    sha256: blob.sha256,
    bytes: blob.bytes,
    read: async () => {
      const stored = await counter.papers.get(counter.papers.refOf(sha256(blob.sha256)))
      if (!stored.ok) throw new Error(`${stored.error.code} while sealing a batch`)
      return stored.value
    },
  }))

/**
 * The second person checks and seals: the batch is signed, encrypted for head office and offered with READY last.
 * Refuses BRANCH_RESTORED_NEEDS_ENROLMENT, BATCH_NOT_FOUND, DIFFERENT_PERSON_NEEDED, HEADOFFICE_NOT_ENROLLED and what the batch writer refuses.
 */
export async function sealProposedBatch(counter: Counter, session: Session, seq: number): Promise<Result<{ folder: string; records: number }>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  const { epoch } = counter.branch
  const found = await counter.database.read(async (reader) => {
    const batch = await findBatch(reader, epoch, seq)
    return {
      batch,
      records: await recordsOfBatch(reader, counter.vault, epoch, seq),
      blobs: await blobsOfBatch(reader, epoch, seq),
      enrolment: await enrolmentOf(counter, reader),
      maker: batch && (await findStaff(reader, batch.maker)),
    }
  })
  const { batch, enrolment, maker, records, blobs } = found
  if (batch?.state !== 'DRAFT' || !maker) return refuse('BATCH_NOT_FOUND', { seq })
  const persons = differentPersons('BATCH_SEAL', session, { BATCH_MAKER: batch.maker })
  if (!persons.ok) return persons
  if (!enrolment.ok) return enrolment
  const sealed = await writeBatch({
    keys: counter.keys.device,
    enrolment: enrolment.value,
    records: records.map(asRecordLine),
    blobs: blobSources(counter, blobs),
    preparedBy: maker.staffNo,
    sealedBy: session.staffNo,
    app: counter.version,
    createdAt: counter.clock.now(),
    folder: counter.folders.outbound,
    alloc: async () => ({ seq, prev: batch.prev }),
    sealed: async ({ hash }) => recordSealed(counter, session, batch, sha256(hash)),
  })
  return sealed.ok ? ok({ folder: sealed.value.folder, records: records.length }) : sealed
}

async function recordSealed(counter: Counter, session: Session, batch: BatchRecord, envelopeSha256: Sha256): Promise<void> {
  const written = await counter.database.write(async (tx) => {
    const at = counter.clock.now()
    await batches(tx).update({ ...batch, state: 'SEALED', checker: session.staffId, sealedAt: at, envelopeSha256, folder: 'outbound' })
    await note(counter, tx, session, { action: 'batch.seal', subject: batch.batchNo })
    return ok(null)
  })
  // Unrecorded, the batch must not be offered: the number would be signed twice.
  if (!written.ok) throw new Error(written.error.code)
}

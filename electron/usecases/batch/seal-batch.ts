import { differentPersons } from '../../../core/approval/four-eyes.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { planBatches } from '../../../core/batch/plan.ts'
import { type Sha256, sha256 } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type BatchRecord, batches, findBatch, latestBatch } from '../../../db/repositories/batches.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { asRecordLine, type OutboxRecord, outbox, recordsOfBatch, waitingRecords } from '../../../db/repositories/outbox.ts'
import { findStaff } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { sealBatch as writeBatch } from '../../services/batch-writer.ts'
import { note } from '../audit-note.ts'
import { nextNumber } from '../cases/numbers.ts'
import type { Counter } from '../counter.ts'
import { enrolmentOf } from './enrolment-of.ts'
import { offerSealed } from './offer-sealed.ts'
import { mustEnrolAgain } from './restored-branch.ts'

const planOf = (records: readonly OutboxRecord[]) =>
  planBatches(
    records.map((record) => ({
      record,
      lineBytes: Buffer.byteLength(JSON.stringify(asRecordLine(record))),
      blobs: record.blobs.map(({ sha256: hash, bytes }) => ({ sha256: hash, bytes })),
    })),
  )

/** The first batch of a later epoch goes on from where head office closed the one before (sync.md §3). */
async function startOfEpoch(counter: Counter, reader: Reader): Promise<string> {
  const enrolment = await enrolmentOf(counter, reader)
  return (enrolment.ok && enrolment.value.closes?.head) || NO_PREVIOUS
}

/** The first person gathers what waits into the next batch. Refuses NOTHING_TO_SEND, BATCH_NOT_SEALED while one is still open, BRANCH_RESTORED_NEEDS_ENROLMENT. */
export async function proposeBatch(counter: Counter, session: Session): Promise<Result<{ seq: number; records: number }>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  await offerSealed(counter)
  return counter.database.write(async (tx) => {
    const last = await latestBatch(tx)
    if (last?.state === 'DRAFT') return refuse('BATCH_NOT_SEALED', { seq: last.seq })
    const waiting = await waitingRecords(tx, counter.vault)
    const first = planOf(waiting)[0]
    const day = await latestDay(tx)
    if (!first || !day) return refuse('NOTHING_TO_SEND')
    const number = await nextNumber(counter, tx, 'BATCH', day.businessDate)
    if (!number.ok) return number
    const { epoch } = counter.branch
    const sameEpoch = last?.epoch === epoch ? last : null
    const seq = (sameEpoch?.seq ?? 0) + 1
    await batches(tx).insert({
      epoch,
      seq,
      batchNo: number.value,
      state: 'DRAFT',
      prev: sameEpoch?.envelopeSha256 ?? (await startOfEpoch(counter, tx)),
      maker: session.staffId,
      createdAt: counter.clock.now(),
      checker: null,
      sealedAt: null,
      envelopeSha256: null,
      folder: null,
      records: first.records.length,
      sentAt: null,
      receiptAt: null,
    })
    await outbox(tx, counter.vault).pack(
      first.records.map((record) => record.serial),
      epoch,
      seq,
    )
    await note(counter, tx, session, { action: 'batch.propose', subject: number.value })
    return ok({ seq, records: first.records.length })
  })
}

/** The PDFs a batch carries, read from the sealed store when their turn comes. */
function blobSources(counter: Counter, records: readonly OutboxRecord[]) {
  const wanted = new Set(planOf(records)[0]?.blobs ?? [])
  const references = new Map(records.flatMap((record) => record.blobs.map((blob) => [blob.sha256, blob] as const)))
  return [...references.values()]
    .filter((blob) => wanted.has(blob.sha256))
    .map((blob) => ({
      sha256: blob.sha256,
      bytes: blob.bytes,
      read: async () => {
        const stored = await counter.papers.get(counter.papers.refOf(sha256(blob.sha256)))
        if (!stored.ok) throw new Error(`${stored.error.code} while sealing a batch`)
        return stored.value
      },
    }))
}

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
      enrolment: await enrolmentOf(counter, reader),
      maker: batch && (await findStaff(reader, batch.maker)),
    }
  })
  const { batch, enrolment, maker, records } = found
  if (batch?.state !== 'DRAFT' || !maker) return refuse('BATCH_NOT_FOUND', { seq })
  const persons = differentPersons('BATCH_SEAL', session, { BATCH_MAKER: batch.maker })
  if (!persons.ok) return persons
  if (!enrolment.ok) return enrolment
  const sealed = await writeBatch({
    keys: counter.keys.device,
    enrolment: enrolment.value,
    records: records.map(asRecordLine),
    blobs: blobSources(counter, records),
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

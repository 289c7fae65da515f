import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { batchBlobs } from '../../../db/repositories/batch-blobs.ts'
import { batches, latestBatch } from '../../../db/repositories/batches.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import { note } from '../audit-note.ts'
import { nextNumber } from '../cases/numbers.ts'
import type { Counter } from '../counter.ts'
import { enrolmentOf } from './enrolment-of.ts'
import { offerSealed } from './offer-sealed.ts'
import { planNext, unreadOfNext } from './owed-papers.ts'
import { mustEnrolAgain } from './restored-branch.ts'

/**
 * The first person gathers what waits into the next batch. Refuses NOTHING_TO_SEND, BATCH_NOT_SEALED while one is still
 * open, HEADOFFICE_NOT_ENROLLED (nobody could seal it), BRANCH_RESTORED_NEEDS_ENROLMENT, BATCH_PAPER_DAMAGED where nothing waits but papers
 * that cannot be read. Beside others these stay owed, and are tried again with each batch (ADR 0169).
 */
export async function proposeBatch(counter: Counter, session: Session): Promise<Result<{ seq: number; records: number }>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  await offerSealed(counter)
  const unread = await unreadOfNext(counter)
  return counter.database.write(async (tx) => {
    const enrolment = await enrolmentOf(counter, tx)
    if (!enrolment.ok) return enrolment
    const last = await latestBatch(tx)
    if (last?.state === 'DRAFT') return refuse('BATCH_NOT_SEALED', { seq: last.seq })
    const next = await planNext(counter, tx, unread)
    if (!next.ok) return next
    const plan = next.value
    const day = await latestDay(tx)
    if (!day) return refuse('NOTHING_TO_SEND')
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
      // The first batch of a later epoch goes on from where head office closed the one before (sync.md §3).
      prev: sameEpoch?.envelopeSha256 ?? enrolment.value.closes?.head ?? NO_PREVIOUS,
      maker: session.staffId,
      createdAt: counter.clock.now(),
      checker: null,
      sealedAt: null,
      envelopeSha256: null,
      folder: null,
      records: plan.records.length,
      sentAt: null,
      receiptAt: null,
      papersBadAt: null,
      disposedAt: null,
      askedAgainAt: null,
    })
    await batchBlobs(tx).insert(epoch, seq, plan.blobs)
    await outbox(tx, counter.vault).pack(
      plan.records.map((record) => record.serial),
      epoch,
      seq,
    )
    await note(counter, tx, session, { action: 'batch.propose', subject: number.value })
    return ok({ seq, records: plan.records.length })
  })
}

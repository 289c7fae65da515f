import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { batchBlobs } from '../../../db/repositories/batch-blobs.ts'
import { type BatchRecord, batches, findBatch } from '../../../db/repositories/batches.ts'
import { numberSequences } from '../../../db/repositories/number-sequences.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import type { Writer } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

/** Takes a draft away: its records and papers wait again, its number is voided for the reason. */
export async function removeDraft(counter: Counter, tx: Writer, session: Session, batch: BatchRecord, reasonCode: string): Promise<void> {
  await outbox(tx, counter.vault).unpack(batch.epoch, batch.seq)
  await batchBlobs(tx).removeDraft(batch.epoch, batch.seq)
  await batches(tx).removeDraft(batch.epoch, batch.seq)
  await numberSequences(tx).voidNumber({ kind: 'BATCH', number: batch.batchNo, reasonCode, voidedBy: session.staffId, voidedAt: counter.clock.now() })
}

/**
 * Drops a proposed batch that will not be sealed, so that the day can be closed; nothing of it was signed, and the next
 * proposal takes its place in the stream. Refuses BATCH_NOT_FOUND when it is not a draft of this epoch.
 * @returns how many records wait again
 */
export async function dropBatch(counter: Counter, session: Session, seq: number): Promise<Result<{ records: number }>> {
  return counter.database.write(async (tx) => {
    const batch = await findBatch(tx, counter.branch.epoch, seq)
    if (batch?.state !== 'DRAFT') return refuse('BATCH_NOT_FOUND', { seq })
    await removeDraft(counter, tx, session, batch, 'DROPPED')
    await note(counter, tx, session, { action: 'batch.drop', subject: batch.batchNo })
    return ok({ records: batch.records })
  })
}

import { lackedBatches, type UpStanding, unfinishedBatches } from '../../../core/batch/up-standing.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type BatchRecord, batches, findBatch } from '../../../db/repositories/batches.ts'
import { custodies, sentAfter } from '../../../db/repositories/custodies.ts'
import { latestDown } from '../../../db/repositories/down-batches.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import type { Writer } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import { enrolAnew } from '../batch/restored-branch.ts'
import type { Counter } from '../counter.ts'

/** As if it had never left: it is offered under its number with its bytes, and kept until all of it was called complete once more. */
async function offerAgain(counter: Counter, tx: Writer, session: Session | null, batch: BatchRecord): Promise<void> {
  const { epoch, seq, batchNo } = batch
  await batches(tx).update({ ...batch, state: 'SEALED', sentAt: null, receiptAt: null, askedAgainAt: counter.clock.now() })
  await custodies(tx).lost(epoch, seq)
  await outbox(tx, counter.vault).forget(epoch, seq)
  await note(counter, tx, session, { action: 'batch.askedAgain', subject: batchNo })
}

/** Its records stand at head office, papers of it do not: they go again under its number, or with the next batch where its files are gone. */
async function offerPapers(counter: Counter, tx: Writer, session: Session | null, batch: BatchRecord): Promise<void> {
  const { epoch, seq, batchNo, disposedAt } = batch
  const [again, open] = [await custodies(tx).lost(epoch, seq), await outbox(tx, counter.vault).forgetPapers(epoch, seq)]
  if (again + open === 0) return
  if (disposedAt !== null) await batches(tx).update({ ...batch, state: 'PARTIAL', papersBadAt: batch.papersBadAt ?? counter.clock.now() })
  await note(counter, tx, session, { action: 'batch.papersAskedAgain', subject: batchNo })
}

/**
 * Believes head office's signed word on which batches it has: those it had confirmed and lacks are offered again. Where the files of one
 * are gone its number can never be filled: the branch needs a new enrolment, which closes the epoch where head office stands. The caller
 * reads the branch's keys again (`reloadBranch`). Refuses BATCH_FORK: at head office another batch stands under a number of ours.
 * @param saidBy number of the down batch that carries the word; null of one given just now
 * @returns how many are asked for again
 */
export async function askAgain(counter: Counter, tx: Writer, session: Session | null, standing: UpStanding, saidBy: number | null): Promise<Result<number>> {
  const { epoch } = counter.branch
  if (standing.epoch !== epoch) return ok(0)
  const last = standing.seq === 0 ? null : await findBatch(tx, epoch, standing.seq)
  if (standing.seq > 0 && last?.envelopeSha256 !== standing.head) return refuse('BATCH_FORK', { seq: standing.seq })
  const sent = await sentAfter(tx, epoch, 0)
  const found = async (seqs: readonly { readonly seq: number }[]): Promise<BatchRecord[]> =>
    (await Promise.all(seqs.map(({ seq }) => findBatch(tx, epoch, seq)))).filter((batch) => batch !== null)
  const lacking = await found(lackedBatches(standing, sent, saidBy))
  for (const batch of lacking) await offerAgain(counter, tx, session, batch)
  // What was said since may have called them complete: a word that was kept unread for long says nothing of papers any more.
  const newest = saidBy === null || (await latestDown(tx, epoch))?.seq === saidBy
  if (newest) for (const batch of await found(unfinishedBatches(standing, sent))) await offerPapers(counter, tx, session, batch)
  if (lacking.some(({ disposedAt }) => disposedAt !== null)) await enrolAnew(counter, tx, session)
  return ok(lacking.length)
}

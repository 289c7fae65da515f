import { disposalOf } from '../../../core/batch/outbound.ts'
import { chinaDate, daysBetween, type Instant } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { keptEnvelopes, type OutboundBatch, outbound, outboundBatches } from '../../../db/repositories/outbound-batches.ts'
import type { Reader } from '../../../db/sql.ts'
import { batchFolder, withdrawBatch } from '../../../protocol/hob-layout.ts'
import { partsOf, sweepOutbox } from '../../../protocol/hob-sweep.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { unlessDiskFails } from './offer-sealed.ts'

/** Who may dispose of the files of a batch now. */
export const disposalAt = (batch: OutboundBatch, now: Instant): ReturnType<typeof disposalOf> =>
  disposalOf({ ...batch, answeredDays: batch.receiptAt === null ? 0 : daysBetween(chinaDate(batch.receiptAt), chinaDate(now)) })

/** Takes the files of a batch out of the outbox, after it is on record that they go; what the disk keeps is swept at the next start. */
export async function removeOutbound({ branch, folders }: Counter, { epoch, seq, hash }: Pick<OutboundBatch, 'epoch' | 'seq' | 'hash'>): Promise<void> {
  const batch = { root: folders.outbound, relative: batchFolder({ branch: branch.code, epoch, seq }, hash), start: hash.slice(0, 12) }
  await unlessDiskFails(partsOf(batch).then((parts) => withdrawBatch(batch, parts ?? [])))
}

/**
 * Disposes of the files of batches that head office has wholly (sync.md §4): only after `complete`, and after they were kept for a while.
 * What they were made from stays. @returns how many batches
 */
export async function disposeComplete(counter: Counter, session: Session | null): Promise<number> {
  // A restored branch knows less of its old epoch than head office.
  if (counter.nextKeys) return 0
  const { database, branch, clock } = counter
  const now = clock.now()
  const due = async (reader: Reader): Promise<OutboundBatch[]> =>
    (await outboundBatches(reader, branch.epoch)).filter((batch) => disposalAt(batch, now) === 'BY_ITSELF')
  if ((await database.read(due)).length === 0) return 0
  const gone = expectOk(
    await database.write(async (tx) => {
      const batches = await due(tx)
      for (const { epoch, seq, batchNo } of batches) {
        await outbound(tx).disposed(epoch, seq, now)
        await note(counter, tx, session, { action: 'batch.dispose', subject: batchNo })
      }
      return ok(batches)
    }),
  )
  for (const batch of gone) await removeOutbound(counter, batch)
  return gone.length
}

/** At the start, while nothing is being sealed: clears the outbox of what no sealed batch names. @returns how much went; null when the disk refused */
export async function sweepOutbound({ nextKeys, database, branch, folders }: Counter): Promise<number | null> {
  if (nextKeys) return 0
  const hashes = await database.read((reader) => keptEnvelopes(reader, branch.epoch))
  return await unlessDiskFails(sweepOutbox(folders.outbound, { epoch: branch.epoch, hashes }))
}

import { rename } from 'node:fs/promises'
import path from 'node:path'
import type { Enrolment } from '../../../core/batch/enrolment.ts'
import { revisionsBefore } from '../../../core/batch/revision.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { batches, batchesAfter, unansweredBatches } from '../../../db/repositories/batches.ts'
import { branchKeys } from '../../../db/repositories/branch-keys.ts'
import { branches } from '../../../db/repositories/branches.ts'
import { keyTurns } from '../../../db/repositories/key-turns.ts'
import { escalations } from '../../../db/repositories/office-decisions.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import type { Writer } from '../../../db/sql.ts'
import { publicKeysOf } from '../../../protocol/keys.ts'
import { type BranchKeys, sealBranchKeys } from '../../services/branch-keys.ts'
import { errnoOf } from '../../services/durable-file.ts'
import type { Counter } from '../counter.ts'
import { removeDraft } from './drop-batch.ts'
import { RESTORED_AFTER, RESTORED_NEEDS_ENROLMENT } from './restored-branch.ts'
import { epochToCome } from './revision.ts'

/**
 * What head office never answered in the old epoch, or answered and has no more since its folder was put back, it will not take any more: the
 * records wait again.
 */
async function unpackOld(counter: Counter, tx: Writer, session: Session, closes: Enrolment['closes']): Promise<void> {
  const lost = closes?.epoch === counter.branch.epoch ? await batchesAfter(tx, closes.epoch, closes.lastSeq) : []
  for (const { epoch, seq } of lost) await outbox(tx, counter.vault).forget(epoch, seq)
  for (const batch of [...(await unansweredBatches(tx)), ...lost]) {
    if (batch.state === 'DRAFT') {
      await removeDraft(counter, tx, session, batch, 'EPOCH_CLOSED')
      continue
    }
    await outbox(tx, counter.vault).unpack(batch.epoch, batch.seq)
    await batches(tx).update({ ...batch, state: 'REJECTED' })
  }
}

/** Keys asked for in the closed epoch prove themselves by it alone: those of the new one take their place. */
async function dropOldTurns(counter: Counter, tx: Writer): Promise<void> {
  await keyTurns(tx).giveUp(counter.branch.epoch)
  await outbox(tx, counter.vault).drop('device.keys')
}

/**
 * What a restored branch made meanwhile it numbered for the epoch to come; head office may have had more of them than the backup knew. What the backup holds
 * keeps its revision: head office may have it.
 */
async function raiseWaiting(counter: Counter, tx: Writer, epoch: number): Promise<void> {
  const meant = await epochToCome(counter, tx)
  if (epoch <= meant) return
  const made = { above: revisionsBefore(meant), after: Number(await setting(tx, RESTORED_AFTER)), by: revisionsBefore(epoch) - revisionsBefore(meant) }
  await escalations(tx).raise(made)
  await outbox(tx, counter.vault).raise(made)
}

/** Goes over to a new epoch with these keys, in the transaction that installs its enrolment (sync.md §4). */
export async function turnEpoch(
  counter: Counter,
  tx: Writer,
  session: Session,
  keys: BranchKeys,
  { epoch, closes }: Pick<Enrolment, 'epoch' | 'closes'>,
): Promise<void> {
  const at = counter.clock.now()
  const sealed = sealBranchKeys(counter.vault, epoch, keys)
  await branchKeys(tx).put({ epoch, sealed, publicKeys: JSON.stringify(publicKeysOf(keys.device)), madeAt: at })
  await branches(tx).update({ ...counter.branch, epoch })
  await unpackOld(counter, tx, session, closes)
  await dropOldTurns(counter, tx)
  await raiseWaiting(counter, tx, epoch)
  await settings(tx).set({ name: RESTORED_NEEDS_ENROLMENT, value: 'NO', changedAt: at, changedBy: session.staffId })
}

/** Batches of a closed epoch would be refused one by one: they are no longer offered, and kept as evidence. */
export async function setOldOutboundAside(counter: Counter, closed: number): Promise<void> {
  const { outbound } = counter.folders
  await rename(path.join(outbound, 'HOB'), path.join(outbound, `HOB-epoch-${closed}`)).catch((error: unknown) => {
    // Nothing was sent, or what was is aside already: head office refuses a closed epoch by itself.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'].includes(errnoOf(error))) throw error
  })
}

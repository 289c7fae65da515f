import type { Session } from '../../../core/kernel/people.ts'
import { type Result, refuse } from '../../../core/kernel/result.ts'
import { branchKeys } from '../../../db/repositories/branch-keys.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { newSecretKeys, publicKeysOf } from '../../../protocol/keys.ts'
import { sealBranchKeys } from '../../services/branch-keys.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

/** Setting: 'YES' until head office has enrolled new keys, of a database that was restored or a branch whose epoch cannot go on. */
export const RESTORED_NEEDS_ENROLMENT = 'restoredNeedsEnrolment'

/** Setting: the last record of the outbox that a backup from before the first enrolment held, of the first such backup that was restored. */
export const RESTORED_AFTER = 'restoredAfterRecord'

export const needsEnrolment = async (reader: Reader): Promise<boolean> => (await setting(reader, RESTORED_NEEDS_ENROLMENT)) === 'YES'

/**
 * A restored branch may not sign in its old epoch: numbers it has forgotten may be signed already (sync.md §4).
 * @returns BRANCH_RESTORED_NEEDS_ENROLMENT, or null when batches may go on
 */
export const mustEnrolAgain = (counter: Pick<Counter, 'nextKeys' | 'branch'>): Result<never> | null =>
  counter.nextKeys ? refuse('BRANCH_RESTORED_NEEDS_ENROLMENT', { epoch: counter.branch.epoch }) : null

/**
 * The epoch cannot go on: head office lacks a batch of it whose files are gone. New keys as after a restore; their enrolment closes the epoch at
 * the last number head office has, and what came after is listed again (`turnEpoch`). The caller reads the keys again.
 */
export async function enrolAnew(counter: Counter, tx: Writer, session: Session | null): Promise<void> {
  if (await needsEnrolment(tx)) return
  const epoch = counter.branch.epoch + 1
  const madeAt = counter.clock.now()
  const device = await newSecretKeys()
  // The archive key stays: it opens the volumes that were filed before.
  const sealed = sealBranchKeys(counter.vault, epoch, { device, enrolled: device, earlier: [], archive: counter.keys.archive })
  await branchKeys(tx).put({ epoch, sealed, publicKeys: JSON.stringify(publicKeysOf(device)), madeAt })
  await settings(tx).set({ name: RESTORED_NEEDS_ENROLMENT, value: 'YES', changedAt: madeAt, changedBy: session?.staffId ?? null })
  await note(counter, tx, session, { action: 'branch.enrolAnew', subject: String(epoch) })
}

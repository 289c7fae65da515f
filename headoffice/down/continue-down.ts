import { downSeqOf } from '../../core/batch/office-keys.ts'
import { SYSTEM } from '../acts/act.ts'
import { recordActHeld } from '../acts/record-act.ts'
import { envelopeOf } from '../import/batch-content.ts'
import { keysSealedTo, newestKeys } from '../import/office-keys.ts'
import type { Office } from '../office.ts'
import { knownBatch } from '../store/batches.ts'
import { aheadOf, type HeldDown, newestUp } from '../store/down-ahead.ts'
import { officeKeyAt } from '../store/office-keys.ts'
import { openStream } from '../store/streams.ts'
import { issueDown } from './issue-down.ts'

/** The last down batch that stands here and the branch has said, in a batch it signed, that it holds; 0 where there is none. */
async function lastShared(office: Office, branch: string, epoch: number): Promise<number> {
  for (const { hash } of await newestUp(office.database, branch, epoch)) {
    const said = (await envelopeOf(office.spool, hash)).ack?.down
    if (said?.epoch === epoch && (await knownBatch(office.database, branch, epoch, 'down', said.seq))?.hash === said.head) return said.seq
  }
  return 0
}

/** By which of head office's keys a branch goes, and since which number of its down stream at the latest; null where nothing here tells. */
async function keyOfBranch(office: Office, branch: string, { epoch, seq, head }: HeldDown): Promise<{ keyId: string; fromSeq: number } | null> {
  let fromSeq = seq + 1
  let keyId: string | null = null
  let told = false
  // An up batch is sealed to the newest key its branch knew.
  for (const { hash } of await newestUp(office.database, branch, epoch)) {
    const envelope = await envelopeOf(office.spool, hash)
    const sealedTo = keysSealedTo(office.keys, envelope.recipients)?.sign.keyId ?? null
    keyId ??= sealedTo
    if (keyId === null || sealedTo !== keyId) break
    fromSeq = Math.min(fromSeq, downSeqOf(envelope))
    told ||= envelope.ack?.down.seq === seq && envelope.ack.down.head === head
  }
  keyId ??= await officeKeyAt(office.database, branch, epoch, 1)
  // Behind its newest word it may have heard of newer ones, where there are any.
  return keyId !== null && (told || keyId === newestKeys(office.keys).sign.keyId) ? { keyId, fromSeq } : null
}

export interface Continued {
  /** Head office goes on after this number, which the branch holds. */
  readonly seq: number
  /** What was signed here after this number is said again. */
  readonly from: number
}

/**
 * Takes what a branch holds as known and goes on after it, in the key the branch goes by: what it may lack is said again.
 * @returns null where the branch is not ahead; NEEDS_A_BATCH where only a batch sealed now tells of which keys of head office it has heard
 */
export async function continueDown(office: Office, branch: string): Promise<Continued | 'NEEDS_A_BATCH' | null> {
  return await office.lanes.run(branch, async () => {
    const stream = await openStream(office.database, branch, 'down')
    const ahead = stream && (await aheadOf(office.database, branch, stream.epoch))
    if (!ahead) return null
    const { epoch, seq, head } = ahead
    const officeKey = await keyOfBranch(office, branch, ahead)
    if (!officeKey) return 'NEEDS_A_BATCH'
    const from = await lastShared(office, branch, epoch)
    await recordActHeld(office, SYSTEM, { type: 'down.continue', branch, epoch, seq, head, from, officeKey })
    await issueDown(office, branch)
    return { seq, from }
  })
}

import { SYSTEM } from '../acts/act.ts'
import { recordActHeld } from '../acts/record-act.ts'
import type { Office } from '../office.ts'
import { agrees, aheadOf, DownAheadError, type HeldDown } from '../store/down-ahead.ts'
import { openStream } from '../store/streams.ts'

/** Whether a branch's word on the stream it is in agrees with what was signed here. Of an earlier epoch nothing follows. */
export async function holdsOurs(office: Office, branch: string, held: HeldDown | null): Promise<boolean> {
  if (!held || held.seq === 0) return true
  const stream = await openStream(office.database, branch, 'down')
  return stream?.epoch !== held.epoch || (await agrees(office.database, branch, held))
}

/**
 * Keeps a branch's signed word that it holds a down batch this folder never signed, in its greeting or in an up batch: from then on nothing
 * is signed to it (`mayBeTold`), also after a restart. The caller holds the lane.
 */
export async function noteHeld(office: Office, branch: string, held: HeldDown | null): Promise<void> {
  if (held && !(await holdsOurs(office, branch, held)))
    await recordActHeld(office, SYSTEM, { type: 'down.ahead', branch, epoch: held.epoch, seq: held.seq, head: held.head })
}

/** @throws DownAheadError where the branch holds what this folder never signed: no number is signed twice */
export async function mayBeTold(office: Office, branch: string): Promise<void> {
  const stream = await openStream(office.database, branch, 'down')
  const ahead = stream && (await aheadOf(office.database, branch, stream.epoch))
  if (ahead) throw new DownAheadError(branch, ahead.seq, stream.appliedSeq)
}

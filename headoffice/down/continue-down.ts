import { SYSTEM } from '../acts/act.ts'
import { recordActHeld } from '../acts/record-act.ts'
import { envelopeOf } from '../import/batch-content.ts'
import type { Office } from '../office.ts'
import { knownBatch } from '../store/batches.ts'
import { aheadOf, newestUp } from '../store/down-ahead.ts'
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

export interface Continued {
  /** Head office goes on after this number, which the branch holds. */
  readonly seq: number
  /** What was signed here after this number is said again. */
  readonly from: number
}

/** Takes what a branch holds as known and goes on after it: what it may lack is said again. @returns null where the branch is not ahead */
export async function continueDown(office: Office, branch: string): Promise<Continued | null> {
  return await office.lanes.run(branch, async () => {
    const stream = await openStream(office.database, branch, 'down')
    const ahead = stream && (await aheadOf(office.database, branch, stream.epoch))
    if (!ahead) return null
    const { epoch, seq, head } = ahead
    const from = await lastShared(office, branch, epoch)
    await recordActHeld(office, SYSTEM, { type: 'down.continue', branch, epoch, seq, head, from })
    await issueDown(office, branch)
    return { seq, from }
  })
}

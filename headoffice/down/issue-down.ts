import type { Office } from '../office.ts'
import { isClosed } from '../store/closings.ts'
import { openStream } from '../store/streams.ts'
import { issueDecisions } from './decisions.ts'
import { mayBeTold } from './note-held.ts'
import { issueOfficeKeys } from './office-keys.ts'
import { oneByOne } from './one-by-one.ts'
import { issuePacks } from './packs.ts'
import { issueReceipts } from './receipts.ts'
import { issueStanding } from './standing.ts'

/** Nothing is signed for a device that was closed; the next one hears all of it. */
async function shutOut(office: Office, branch: string): Promise<boolean> {
  const stream = await openStream(office.database, branch, 'down')
  return stream !== null && (await isClosed(office.database, branch, stream.epoch))
}

/**
 * Signs everything a branch is to be told and has not been. What cannot be signed holds up nothing else, and no custody: it is remembered as
 * a trouble and tried again at the next turn. The caller holds the lane. @returns the error, or null
 */
export async function issueDown(office: Office, branch: string): Promise<unknown> {
  return await office.troubles.hold('answers', branch, async () => {
    if (await shutOut(office, branch)) return
    await mayBeTold(office, branch)
    // Keys first: what follows is signed with them.
    await issueOfficeKeys(office, branch)
    const kinds = [issueStanding, issueReceipts, issueDecisions, issuePacks]
    await oneByOne(
      office,
      branch,
      kinds.map((issue) => () => issue(office, branch)),
    )
  })
}

/** The same for every branch, each in its lane; one that fails holds up none of the others. @returns the branches it failed for, and why */
export async function issueToEach(office: Office): Promise<{ readonly branch: string; readonly error: unknown }[]> {
  const rows = await office.database.query<{ branch_id: string }>('select branch_id from branch order by branch_id')
  const settled = await Promise.allSettled(rows.map(({ branch_id }) => office.lanes.run(branch_id, () => issueDown(office, branch_id))))
  return rows.flatMap(({ branch_id }, index) => {
    const one = settled[index]
    const error: unknown = one?.status === 'rejected' ? one.reason : one?.value
    return error === null ? [] : [{ branch: branch_id, error }]
  })
}

import type { Office } from '../office.ts'
import { issueDecisions } from './decisions.ts'
import { issueOfficeKeys } from './office-keys.ts'
import { issuePacks } from './packs.ts'
import { issueReceipts } from './receipts.ts'

/** Signs everything a branch is to be told and has not been. The caller holds the lane. */
export async function issueDown(office: Office, branch: string): Promise<void> {
  await issueOfficeKeys(office, branch)
  await issueReceipts(office, branch)
  await issueDecisions(office, branch)
  await issuePacks(office, branch)
}

/** The same for every branch, each in its lane; one that fails holds up none of the others. @returns the branches it failed for, and why */
export async function issueToEach(office: Office): Promise<{ readonly branch: string; readonly error: unknown }[]> {
  const rows = await office.database.query<{ branch_id: string }>('select branch_id from branch order by branch_id')
  const settled = await Promise.allSettled(rows.map(({ branch_id }) => office.lanes.run(branch_id, () => issueDown(office, branch_id))))
  return rows.flatMap(({ branch_id }, index) => {
    const one = settled[index]
    return one?.status === 'rejected' ? [{ branch: branch_id, error: one.reason as unknown }] : []
  })
}

/** @throws AggregateError once every branch has had its turn, naming those it failed for */
export async function issueAll(office: Office): Promise<void> {
  const failed = await issueToEach(office)
  if (failed.length === 0) return
  const [errors, branches] = [failed.map(({ error }) => error), failed.map(({ branch }) => branch)]
  throw new AggregateError(errors, `nothing could be signed for ${branches.join(', ')}: ${errors.map(String).join('; ')}`)
}

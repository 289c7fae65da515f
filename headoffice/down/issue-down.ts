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

/** The same for every branch, each in its lane. */
export async function issueAll(office: Office): Promise<void> {
  const rows = await office.database.query<{ branch_id: string }>('select branch_id from branch order by branch_id')
  await Promise.all(rows.map(({ branch_id }) => office.lanes.run(branch_id, () => issueDown(office, branch_id))))
}

import { expect } from '@playwright/test'
import type { BusyBranch } from '../pages/busy-branch.ts'
import { changePerson } from '../pages/entrance.ts'
import { auditor, branchManager, teller } from '../pages/people.ts'
import { loseTables } from './lose-tables.ts'
import type { Tour } from './tour.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

/** Each page when its data cannot be had: a bar that stays, with code and copy, and nothing broken beside it. */
export async function errors({ page, stop }: Tour, dataDir: string, branch: BusyBranch): Promise<void> {
  const show = async (hash: string, name: string): Promise<void> => {
    await page.evaluate((to) => window.location.assign(to), `#${hash}`)
    await expect.soft(page.getByTestId('error').first(), name).toBeVisible()
    await stop(name)
  }
  await changePerson(page, teller)
  await show(`/cases/${NOBODY}`, 'case-error')
  await show(`/intake/${NOBODY}`, 'intake-error')
  await page.evaluate((to) => window.location.assign(to), `#/cases/${branch.surveyed}`)
  await expect(page.getByTestId('case-status')).toBeVisible()
  let giveBack = await loseTables(dataDir, ['loan_case', 'scan_batch', 'scan_page'])
  for (const step of ['papers', 'notice', 'survey', 'score', 'contract', 'signing', 'collateral', 'disbursement', 'scans'])
    await show(`/cases/${branch.surveyed}/${step}`, `${step}-error`)
  for (const list of ['today', 'cases', 'drafts', 'checks']) await show(`/${list}`, `${list}-error`)
  await giveBack()
  await changePerson(page, branchManager)
  giveBack = await loseTables(dataDir, ['loan_case'])
  await show('/approvals', 'approvals-error')
  await giveBack()
  await changePerson(page, auditor)
  await loseTables(dataDir, ['audit', 'batch', 'branch_day', 'staff'])
  for (const list of ['audit', 'batches', 'day', 'staff']) await show(`/${list}`, `${list}-error`)
}

import { expect } from '@playwright/test'
import type { BusyBranch } from '../pages/busy-branch.ts'
import { changePerson } from '../pages/entrance.ts'
import { holdCall } from '../pages/held-call.ts'
import { auditor, branchManager, firstManager, teller } from '../pages/people.ts'
import type { Tour } from './tour.ts'

/** Each page while the disk is slow: the shape of what is coming stands there, with its name, and nothing under it can be pressed by mistake. */
export async function waiting({ page, app, stop }: Tour, branch: BusyBranch): Promise<void> {
  const wait = async (hash: string, channel: string, name: string): Promise<void> => {
    const release = await holdCall(app, channel)
    await page.evaluate((to) => window.location.assign(to), `#${hash}`)
    await expect.soft(page.locator('main .skeleton').first(), name).toBeVisible()
    await stop(`${name}-loading`)
    await release()
    await expect(page.locator('main .skeleton')).toHaveCount(0)
  }
  const at = (step: string): string => `/cases/${branch.surveyed}/${step}`
  await changePerson(page, teller)
  await wait('/today', 'home.today', 'today')
  await wait('/cases', 'cases.list', 'case-list')
  await wait('/drafts', 'intake.drafts', 'drafts')
  await wait(`/intake/${branch.draft}`, 'intake.draft', 'intake')
  await wait('/parameters', 'parameters.view', 'parameters')
  await wait('/staff', 'staff.list', 'staff')
  await wait(`/cases/${branch.checking}`, 'cases.get', 'case')
  await wait(`/cases/${branch.checking}/papers`, 'papers.list', 'papers')
  await wait(`/cases/${branch.checking}/notice`, 'completeness.previewNotice', 'notice')
  await wait(`/cases/${branch.checking}/scans`, 'scans.tray', 'scans')
  await changePerson(page, firstManager)
  await wait(at('score'), 'approval.brief', 'score')
  await wait(at('contract'), 'contract.terms', 'contract')
  await wait(at('collateral'), 'collateral.view', 'collateral')
  await wait(at('disbursement'), 'disbursement.checklist', 'disbursement')
  await changePerson(page, branchManager)
  await wait('/approvals', 'approval.inbox', 'approvals')
  await changePerson(page, auditor)
  await wait('/audit', 'audit.list', 'audit')
  await changePerson(page, teller)
}

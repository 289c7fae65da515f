import { expect } from '@playwright/test'
import { changePerson, fillSetUp, setUpBranch, signIn, typePassword } from '../pages/entrance.ts'
import { administrator, auditor, teller } from '../pages/people.ts'
import { addPerson } from '../pages/staff-page.ts'
import { goTo, openDialog, type Tour } from './tour.ts'

/** From the first start to an administrator at work: S01, S25, and the pages of the house (S23, S24, S26, S29). */
export async function entrance({ page, stop }: Tour): Promise<void> {
  await expect(page.locator('[name="branchCode"]')).toBeVisible()
  await stop('set-up-empty')
  await fillSetUp(page)
  await page.locator('[name="branchCode"]').fill('1')
  await page.locator('button[type="submit"]').click()
  await expect(page.getByTestId('error')).toBeVisible()
  await stop('set-up-error')
  await fillSetUp(page)
  await stop('set-up')
  await setUpBranch(page, () => stop('recovery-code'))
  await stop('sign-in')
  await typePassword(page, administrator.staffNo, 'wrong-password-once')
  await expect(page.getByTestId('error')).toBeVisible()
  await stop('sign-in-error')
  await page.getByTestId('recover').click()
  await expect(page.getByTestId('recover-page')).toBeVisible()
  await stop('recover')
  await page.evaluate(() => window.location.assign('#/sign-in'))
}

export async function administration(tour: Tour): Promise<void> {
  const { page, stop } = tour
  await signIn(page, administrator)
  await expect(page.getByTestId('staff-row')).toHaveCount(1)
  await openDialog(tour, 'staff-add', page.getByTestId('add-staff'), 'staff-form')
  for (const person of [teller, auditor]) await addPerson(page, person)
  await stop('staff')
  await page.getByTestId('staff-row').filter({ hasText: auditor.staffNo }).getByTestId('reset-ask').click()
  await expect(page.getByTestId('resets')).toBeVisible()
  await stop('staff-reset')
  await goTo(page, '/settings', 'settings-page')
  await stop('settings')
  await openDialog(tour, 'settings-password', page.getByTestId('change-password'), 'password-form')
  await goTo(page, '/batches', 'batch-page')
  await stop('batches-administrator')
}

/** A branch on its first morning: nothing is there yet, and each page says what to do. */
export async function emptyBranch({ page, stop }: Tour): Promise<void> {
  await changePerson(page, teller)
  for (const [hash, ready, name] of [
    ['/today', 'today-page', 'today-empty'],
    ['/cases', 'empty', 'case-list-empty'],
    ['/drafts', 'empty', 'drafts-empty'],
    ['/checks', 'empty', 'checks-empty'],
  ] as const) {
    await goTo(page, hash, ready)
    await stop(name)
  }
  await page.getByTestId('notices').click()
  await stop('notices-empty')
  await page.keyboard.press('Escape')
  await changePerson(page, auditor)
  await goTo(page, '/audit', 'audit-page')
  await expect(page.getByTestId('audit-row').first()).toBeVisible()
  await stop('audit')
}

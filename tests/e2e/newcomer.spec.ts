import { expect, test } from './app.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { openIntake } from './pages/intake-page.ts'
import { administrator, branch, firstManager, today } from './pages/people.ts'
import { addPerson } from './pages/staff-page.ts'

test('a newcomer who leaves set-up empty is told of every field in its own words, and starts again at the first', async ({ page }) => {
  await expect(page.locator('[name="branchCode"]')).toBeFocused()
  await expect(page.locator('[name="businessDate"]')).toHaveValue(today)
  await page.getByRole('button', { name: '启用' }).click()

  await expect(page.getByTestId('error')).toContainText('支行号')
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(9)
  await expect(page.locator('[name="branchCode"]')).toBeFocused()
  await page.keyboard.type(branch.branchCode, { delay: 60 })
  await expect(page.locator('[name="branchCode"]')).not.toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Enter')
  await expect(page.locator('[name="bankName"]')).toBeFocused()
})

test('the recovery code can be printed, and an account manager who takes a case in is told that a teller submits it', async ({ page }) => {
  await setUpBranch(page, async () => {
    await expect(page.getByTestId('recovery')).toContainText(branch.branchName)
    await page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }))
    await page.getByTestId('recovery-print').click()
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  })
  await signIn(page, administrator)
  // Who is quicker than the dialog keeps the cursor.
  await page.getByTestId('add-staff').click()
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid="staff-form"] [name="password"]')?.focus())
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)))
  await expect(page.locator('[data-testid="staff-form"] [name="password"]')).toBeFocused()
  await page.keyboard.press('F6')
  await expect(page.getByTestId('staff-form')).toBeHidden()
  await addPerson(page, firstManager)
  await changePerson(page, firstManager)
  await openIntake(page, 'IND-CONSUME-CREDIT')
  await expect(page.getByTestId('submit')).toBeDisabled()
  await expect(page.getByTestId('submit-why')).toContainText('柜员')
})

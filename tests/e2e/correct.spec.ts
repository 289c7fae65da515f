import { expect, test } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { fillBranch } from './pages/busy-branch.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { administrator, firstManager, teller } from './pages/people.ts'
import { heldDialog } from './tour/tour.ts'

test('an address entered otherwise than the licence says is put right beside the paper, confirmed by a colleague, without the mouse', async ({ page }) => {
  await setUpBranch(page)
  await signIn(page, administrator)
  const { checking } = await fillBranch(page)
  await changePerson(page, firstManager)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${checking}/papers?item=D401/B`)
  const field = page.locator('[data-path="business.address"]')
  await field.focus()
  await page.keyboard.press('n')
  await expect(field.locator('input')).toBeFocused()
  await page.keyboard.insertText('测试区文三路 295 号')
  await expect(page.getByTestId('correct-business.address')).toContainText('改为 测试区文三路 295 号')
  await page.keyboard.press('Alt+g')
  const form = page.getByTestId('correct-form')
  await heldDialog(page, form, async () => undefined, null)
  await page.keyboard.press('Alt+g')
  await expect(form.locator('[name="business.address"]')).toHaveValue('测试区文三路 295 号')
  await form.locator('[name="secondNo"]').focus()
  await page.keyboard.type(firstManager.staffNo, { delay: 60 })
  await page.keyboard.press('Tab')
  await page.keyboard.type(firstManager.password)
  await page.keyboard.press('F9')
  await expect(form.getByTestId('error')).toContainText('DIFFERENT_PERSON_NEEDED')
  await form.locator('[name="secondNo"]').fill(teller.staffNo)
  await form.locator('[name="secondPassword"]').fill(teller.password)
  await page.keyboard.press('F9')
  await expect(form).toBeHidden()
  await expect(field).toContainText('测试区文三路 295 号')
  await expect(field).toContainText('一致')
  const view = await expectBridge(page, 'cases.get', { caseId: checking })
  expect(view.events.filter(({ action }) => action === 'intake.correct')).toHaveLength(1)
})

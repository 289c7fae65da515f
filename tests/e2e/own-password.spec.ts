import type { Page } from '@playwright/test'
import { addDays, dateOnly } from '../../core/kernel/calendar.ts'
import { expect, test } from './app.ts'
import { callBridge, expectBridge } from './pages/bridge-call.ts'
import { choosePassword, setUpBranch, signIn, signOut, typePassword } from './pages/entrance.ts'
import { hirePeople } from './pages/hire.ts'
import { changeBranch } from './pages/live-database.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, givenPassword, teller, today } from './pages/people.ts'

const door = (page: Page) => page.getByTestId('choose-password')
const field = (page: Page, name: string) => page.locator(`[name="password-${name}"]`)
const given = givenPassword(teller)
const own = teller.password

/** Someone quick: in the field the moment it is there. */
const typesAtOnce = (page: Page, name: string) =>
  page.evaluate((selector) => {
    const seen = new MutationObserver(() => {
      const box = document.querySelector<HTMLInputElement>(selector)
      if (!box?.checkVisibility()) return
      seen.disconnect()
      box.focus()
    })
    seen.observe(document.body, { childList: true, subtree: true })
  }, `[name="password-${name}"]`)

test('a person who was given a password sets his own by keys alone before anything else opens', async ({ page }) => {
  await setUpBranch(page)
  await signIn(page, administrator)
  await expectBridge(page, 'staff.add', { ...teller, roles: [...teller.roles], password: given })
  await signOut(page)
  await typePassword(page, teller.staffNo, given)
  await expect(door(page)).toContainText('另有一人知道')
  await expect(field(page, 'current')).toBeFocused()
  await expect(field(page, 'next')).toHaveAccessibleDescription(/至少 10 位.*三类.*不含工号.*最近 5 次/)
  await lookAt(page, 'choose-password')

  // No address, no key and no call of the bridge leads past it.
  await page.evaluate(() => window.location.assign('#/staff'))
  await page.keyboard.press('Control+k')
  await expect(page.getByTestId('omni')).toHaveCount(0)
  await expect(page.getByTestId('staff-page')).toHaveCount(0)
  expect(await callBridge(page, 'staff.list', {})).toMatchObject({ ok: false, error: { code: 'PASSWORD_CHANGE_DUE' } })
  await page.keyboard.press('F11')
  await page.getByTestId('locked').locator('[name="password"]').fill(given)
  await page.keyboard.press('Enter')
  await expect(door(page)).toBeVisible()
  await page.keyboard.press('F1')
  await expect(page.getByTestId('help')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('help')).toBeHidden()

  await choosePassword(page, given, 'T001-short')
  await expect(page.getByTestId('error')).toContainText('不能用作新口令：含工号')
  await expect(field(page, 'next')).toBeFocused()
  await lookAt(page, 'choose-password-weak')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(own)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(own)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('password-save')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('person')).toContainText(teller.staffName)
  await expect(page.getByTestId('staff-page')).toBeVisible()

  // At any later time it is changed from the box of the top bar, and from the menu under the name.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('修改口令')
  await expect(page.getByTestId('omni-list').locator('[aria-selected="true"]')).toHaveText(/修改口令/)
  await page.keyboard.press('Enter')
  await expect(field(page, 'current')).toBeFocused()
  await choosePassword(page, own, given)
  await expect(page.getByTestId('error')).toContainText('最近 5 次用过')
  await page.keyboard.press('F6')
  await expect(page.getByTestId('password-form')).toHaveCount(0)
  await page.getByTestId('person').click()
  await page.getByTestId('menu-password').click()
  await expect(field(page, 'current')).toBeFocused()
  await choosePassword(page, own, 'Linde-1950-Kassel')
  await expect(page.getByRole('status').filter({ hasText: '口令已修改' })).toBeVisible()
  await signOut(page)
  await signIn(page, { ...teller, password: 'Linde-1950-Kassel' })
})

test('a password says quietly that it runs out, and is asked anew once it has; what lies behind the lock stays', async ({ page, dataDir }) => {
  await setUpBranch(page)
  await signIn(page, administrator)
  await hirePeople(page, teller)
  const madeBefore = (days: number) =>
    changeBranch(dataDir, 'UPDATE password_made SET since = ? WHERE staff_id = (SELECT id FROM staff WHERE staff_no = ?)', [
      addDays(dateOnly(today), -days),
      teller.staffNo,
    ])
  await madeBefore(84)
  await signOut(page)
  await signIn(page, teller)
  await expect(page.getByTestId('password-strip')).toContainText('口令还有 6 天到期')
  await lookAt(page, 'password-strip')

  await page.evaluate(() => window.location.assign('#/drafts'))
  await expect(page.getByTestId('drafts-page')).toBeVisible()
  await madeBefore(90)
  await typesAtOnce(page, 'next')
  await page.keyboard.press('F11')
  await page.getByTestId('locked').locator('[name="password"]').fill(own)
  await page.keyboard.press('Enter')
  await expect(door(page)).toContainText('口令已到期')
  await expect(page.getByTestId('drafts-page')).toBeHidden()
  // Who is in a field as the page's own focus comes stays in it: a password never runs on into another field.
  await page.evaluate(async () => new Promise((resolve) => setTimeout(resolve, 200)))
  await expect(field(page, 'next')).toBeFocused()
  await choosePassword(page, own, 'Linde-1950-Kassel')
  await expect(page.getByTestId('drafts-page')).toBeVisible()
  await expect(page.getByTestId('password-strip')).toHaveCount(0)
})

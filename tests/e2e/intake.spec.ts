import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Locator, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { caseIdOf, openIntake, waitForAutosave } from './pages/intake-page.ts'
import { sound } from './pages/look.ts'
import { lookAt } from './pages/look-at.ts'
import { savedByManager } from './pages/other-person.ts'
import { administrator, firstManager, teller } from './pages/people.ts'
import { burst } from './pages/scanner-keys.ts'
import { addPerson } from './pages/staff-page.ts'

/** Taking an application in at the counter, by keyboard. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-intake-'))
let app: ElectronApplication
let page: Page
let caseId = ''

async function start(): Promise<void> {
  app = await launch(dataDir)
  page = await windowOf(app)
}
test.beforeAll(async () => {
  await start()
  await setUpBranch(page)
  await signIn(page, administrator)
  for (const person of [teller, firstManager]) await addPerson(page, person)
  await changePerson(page, teller)
  await goTo('/cases')
  await openIntake(page, 'IND-BIZ-CREDIT')
  caseId = caseIdOf(page)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
const goTo = (hash: string): Promise<void> => page.evaluate((to) => window.location.assign(to), `#${hash}`)
const field = (name: string) => page.locator(`[name="${name}"]`)
/** Quicker than any answer. */
const typeAndLeave = (at: Locator, text: string): Promise<void> =>
  at.evaluate((input: HTMLInputElement, typed) => {
    input.focus()
    input.value = typed
    input.dispatchEvent(new Event('input'))
    input.blur()
  }, text)

test('Enter goes to the next field and back with Shift, never submits, and ends on the button of F9', async () => {
  await field('borrower.name').focus()
  await page.keyboard.press('Enter')
  await expect(field('borrower.idType')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Enter')
  await expect(field('borrower.idType')).toBeFocused()
  await field('note').focus()
  await page.keyboard.press('Enter')
  await expect(field('note')).toHaveValue('\n')
  await field('note').fill('')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('submit')).toBeFocused()
  await expect(page.getByTestId('intake-page')).toBeVisible()
})

test('an identity number tells birth, sex and region, and fills the city of the household register', async () => {
  await field('borrower.idNumber').fill('１１０１９９１９９００３０７００１７')
  await field('borrower.idNumber').press('Enter')
  await expect(field('borrower.idNumber')).toHaveValue('110199199003070017')
  await expect(page.getByTestId('id-told').first()).toContainText('1990-03-07 出生 · 男')
  await expect(field('borrower.hukouCityCode')).toHaveValue('1101')
  await expect(page.getByTestId('region-told')).toHaveText('北京市')
})

test('the region of the household register is found by its name, by pinyin and by its code; a withdrawn one tells what took its place (R4)', async () => {
  const region = field('borrower.hukouCityCode')
  const found = page.getByTestId('regions').getByRole('option')
  await region.fill('西湖区')
  await expect(found.first()).toContainText('330106 浙江省杭州市西湖区')
  await region.press('Enter')
  await expect(region).toHaveValue('3301')
  await expect(region).not.toBeFocused()
  await expect(page.getByTestId('region-told')).toHaveText('浙江省杭州市')
  await region.fill('dlbz')
  await expect(found.first()).toContainText('532900 云南省大理白族自治州')
  await region.fill('chongw')
  await expect(found).toContainText(['110103 北京市崇文区（代码已撤销，现属东城区）', '110101 北京市东城区'])
  await region.press('ArrowDown')
  await expect(found.nth(1)).toHaveAttribute('aria-selected', 'true')
  await region.press('Escape')
  await expect(found.first()).toBeHidden()
  await expect(region).toBeFocused()
  await region.fill('1101')
  await region.press('Enter')
  await expect(region).toHaveValue('1101')
  await expect(page.getByTestId('region-told')).toHaveText('北京市')
  // Typed whole and left at once: the answer that comes later opens no list over the next field.
  await typeAndLeave(region, '1101')
  await expect(page.getByTestId('region-told')).toHaveText('北京市')
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)))
  await expect(found.first()).toBeHidden()
})

test('a region that nobody finds is refused at its field by name; the code that stood there before does not stay behind it', async () => {
  const region = field('borrower.hukouCityCode')
  await expect(region).toHaveValue('1101')
  await typeAndLeave(region, '无此地方')
  await expect(page.getByTestId('issues')).toContainText('须选定地区')
  await expect(region).toHaveAttribute('aria-invalid', 'true')
  await expect(region).toHaveValue('无此地方')
  await region.fill('1101')
  await region.press('Enter')
  await expect(region).not.toHaveAttribute('aria-invalid')
})

test('a region written with an input method is looked for once its characters stand, not by the letters on the way', async () => {
  const region = field('borrower.hukouCityCode')
  const found = page.getByTestId('regions').getByRole('option')
  const method = await page.context().newCDPSession(page)
  await region.fill('')
  for (const text of ['x', 'xih', 'xihuq']) await method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await region.dispatchEvent('keydown', { key: 'ArrowDown', isComposing: true, bubbles: true })
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
  await expect(found.first()).toBeHidden()
  await method.send('Input.insertText', { text: '西湖区' })
  await expect(found.first()).toContainText('330106 浙江省杭州市西湖区')
  await region.press('Enter')
  await expect(region).toHaveValue('3301')
  await region.fill('1101')
  await region.press('Enter')
  await method.detach()
})

test('a field that was left is checked; the summary links to it, and it is marked and explained', async () => {
  await field('borrower.phone').fill('12345')
  await field('borrower.phone').press('Enter')
  await expect(page.getByTestId('issues')).toContainText('手机')
  await expect(field('borrower.phone')).toHaveAttribute('aria-invalid', 'true')
  await expect(field('loan.amountFen')).not.toHaveAttribute('aria-invalid')
  await page.getByTestId('check').click()
  await expect(page.getByTestId('section-loan').locator('b')).toBeVisible()
  const described = await page
    .locator('input[aria-describedby], select[aria-describedby], textarea[aria-describedby]')
    .evaluateAll((all) => all.flatMap((one) => (one.getAttribute('aria-describedby') ?? '').split(' ')).filter((id) => !document.getElementById(id)))
  expect(described).toEqual([])
  await page.getByTestId('issue-link').filter({ hasText: '手机' }).first().click()
  await expect(field('borrower.phone')).toBeFocused()
})

test('Alt and an arrow walk the sections', async () => {
  await field('borrower.name').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByTestId('section-business')).toHaveAttribute('aria-current', 'true')
})

test('a pasted line is offered taken apart, taken with Enter and undone with Ctrl+Z (S4)', async () => {
  await field('borrower.phone').fill('')
  await field('borrower.name').focus()
  await field('borrower.name').evaluate((input) => {
    const data = new DataTransfer()
    data.setData('text/plain', '王建国 13800138000 110199199003070017')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(page.getByTestId('paste-split')).toContainText('13800138000')
  await expect(page.getByTestId('paste-accept')).toBeFocused()
  await sound(page, [[1366, 768]])
  await page.keyboard.press('Enter')
  await expect(field('borrower.phone')).toHaveValue('13800138000')
  await field('borrower.name').focus()
  await page.keyboard.press('Control+z')
  await expect(field('borrower.phone')).toHaveValue('')
  await expect(field('borrower.name')).toHaveValue('')
})

test('an amount takes words and full-width digits, with its capitals beside it', async () => {
  await field('loan.amountFen').fill('１５万')
  await field('loan.amountFen').press('Enter')
  await expect(field('loan.amountFen')).toHaveValue('150,000.00')
  await expect(page.locator('.echo').first()).toHaveText(/壹拾伍万元整/)
})

test('Tab passes each field once, in order', async () => {
  const fields = await page.locator('form').evaluate((form) => form.querySelectorAll('input,select,textarea').length)
  await field('borrower.name').focus()
  let stops = 1
  while (!(await page.getByTestId('submit').evaluate((button) => button === document.activeElement)) && stops < fields + 20) {
    await page.keyboard.press('Tab')
    stops += 1
  }
  expect(stops).toBeLessThanOrEqual(
    fields + 3 + (await page.getByTestId('issue-link').count()) + (await page.locator('[data-testid=warnings] button, [name=warningsReason]').count()),
  )
})

test('the form is sound at every size', async () => {
  await sound(page)
})

test('a draft that somebody else typed last opens read only, says whose and since when, and is taken over by one key (S5)', async () => {
  await goTo('/drafts')
  await expect(page.getByTestId('draft-row').first()).toBeVisible()
  await savedByManager(page, caseId, {})
  await goTo(`/intake/${caseId}`)
  const held = page.getByTestId('held-draft')
  await expect(held).toContainText(new RegExp(`${firstManager.staffName}.*\\d\\d:\\d\\d`))
  const purpose = page.locator('[name="loan.purposeText"]')
  await expect(purpose).not.toBeEditable()
  await expect(page.locator('[name="loan.repaymentMethod"]')).toBeDisabled()
  expect(await page.locator('form input[type="checkbox"]:enabled').count()).toBe(0)
  await expect(page.getByTestId('check')).toBeDisabled()
  await expect(held).toBeFocused()
  // What is read only takes no paste either: nothing of it changes, and it stays the manager's.
  await purpose.evaluate((input: HTMLInputElement) => {
    const data = new DataTransfer()
    data.setData('text/plain', '王建国 13800006027 330106199003070011')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(page.getByTestId('paste-split')).toBeHidden()
  await lookAt(page, 'intake-held')
  await page.keyboard.press('F9')
  await expect(held).toBeHidden()
  await expect(purpose).toBeEditable()
  await purpose.fill('')
  await purpose.fill('接手后所写')
  // A number counts when its field is left; F4 saves what is seen all the same.
  await field('loan.tenorMonths').fill('36')
  await page.keyboard.press('F4')
  await expect
    .poll(async () => (await expectBridge(page, 'intake.draft', { caseId })).body)
    .toMatchObject({ loan: { purposeText: '接手后所写', tenorMonths: 36 } })
  await expect(field('loan.tenorMonths')).toBeFocused()
  await goTo('/drafts')
  await expect(page.getByTestId('draft-row').first()).toBeVisible()
  await goTo(`/intake/${caseId}`)
  await expect(purpose).toHaveValue('接手后所写')
  await expect(held).toBeHidden()
})

test('who saves over a newer version is told by whom it was changed and when, and nothing of the newer is lost (S5)', async () => {
  await goTo('/drafts')
  await expect(page.getByTestId('draft-row').first()).toBeVisible()
  await goTo(`/intake/${caseId}`)
  await expect(page.getByTestId('draft-status')).toContainText('草稿已存')
  await savedByManager(page, caseId, { note: '经理所写' })
  await page.locator('[name="loan.purposeText"]').fill('扩大经营')
  await expect(page.getByTestId('error')).toContainText(new RegExp(`${firstManager.staffName}.*${firstManager.staffNo}.*\\d\\d:\\d\\d.*先保存`))
  expect((await expectBridge(page, 'intake.draft', { caseId: caseId })).body).toMatchObject({ note: '经理所写' })
  const dialog = page.getByTestId('conflict-dialog')
  await expect(dialog).toContainText(firstManager.staffName)
  await expect(dialog.locator('tr[data-path]')).toHaveCount(2)
  await expect(dialog.locator('tr[data-path="loan.purposeText"]')).toContainText('扩大经营')
  await expect(dialog.locator('tr[data-path="note"]')).toContainText('经理所写')
  await page.keyboard.press('F9')
  await expect(page.locator('[name="note"]')).toHaveValue('经理所写')
  await expect(page.locator('[name="loan.purposeText"]')).not.toHaveValue('扩大经营')
  await page.locator('[name="loan.purposeText"]').focus()
  await page.keyboard.press('Control+z')
  await expect(page.locator('[name="loan.purposeText"]')).toHaveValue('扩大经营')
  await page.keyboard.press('F4')
  await expect.poll(async () => (await expectBridge(page, 'intake.draft', { caseId: caseId })).body).toMatchObject({ loan: { purposeText: '扩大经营' } })
})

test('a scanned case number opens its case even from a Chinese text field and leaves no letter there; slow typing is no scan (D1, D3)', async () => {
  const { rows } = await expectBridge(page, 'cases.list', { offset: 0, limit: 1, search: '', states: [] })
  const number = rows[0]?.applicationNo ?? ''
  await field('borrower.address').fill('测试市测试区')
  await burst(page, '[name="borrower.address"]', number.slice(0, 7), 90)
  await expect(page.getByTestId('intake-page')).toBeVisible()
  await field('borrower.address').fill('测试市测试区')
  await burst(page, '[name="borrower.address"]', number, 8)
  await expect(page.getByTestId('case-page')).toBeVisible()
  await goTo(`/intake/${caseId}`)
  await expect(field('borrower.address')).toHaveValue('测试市测试区')
})

test('what is typed while the application is killed is there again, but for the last two seconds', async () => {
  await field('borrower.name').focus()
  await field('borrower.name').pressSequentially('王建国', { delay: 20 })
  await field('loan.purposeText').pressSequentially('购买原材料扩大经营', { delay: 150 })
  await waitForAutosave(page, caseId, 'borrower.name', '王建国')
  app.process().kill('SIGKILL')
  await start()
  await signIn(page, teller)
  const { drafts } = await expectBridge(page, 'intake.drafts', {})
  expect(drafts).toHaveLength(1)
  expect(drafts[0]?.lastField).toBe('loan.purposeText')
  await goTo('/drafts')
  await page.getByTestId('draft-row').click()
  await expect(field('borrower.name')).toHaveValue('王建国')
})

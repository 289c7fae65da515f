import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { trader } from '../fixtures/applications.ts'
import { launch, windowOf } from './app.ts'
import { callBridge } from './pages/bridge-call.ts'
import { act, fileItem, openItem, openItems, pickNext, receiveAndJudge, scanFile } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn, signOut, typePassword } from './pages/entrance.ts'
import { caseIdOf, openIntake, typeApplication, typeField, waitForAutosave } from './pages/intake-page.ts'
import { openFromList } from './pages/list-page.ts'
import { administrator, branchManager, firstManager, secondManager, teller } from './pages/people.ts'
import { addPerson } from './pages/staff-page.ts'

/** One branch from its first start: each test takes the day on where the one before left it. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-branch-'))
const wrong = { ...trader(), borrower: { ...trader().borrower, idNumber: '110199199003070018' } }
const { name, idNumber } = trader().borrower
let app: ElectronApplication
let page: Page
let caseId = ''

async function start(): Promise<void> {
  app = await launch(dataDir)
  page = await windowOf(app)
}
test.beforeAll(start)
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('a branch is set up once, and shows the recovery code', async () => {
  const input = {
    branchCode: '12',
    bankName: '',
    branchName: '',
    managerName: '',
    address: '',
    phone: '',
    businessDate: '',
    administrator: { staffNo: '', staffName: '', password: '' },
  }
  expect(await callBridge(page, 'branch.setUp', input)).toMatchObject({ ok: false, error: { code: 'FIELD_INVALID', details: { field: 'branchCode' } } })
  expect(await setUpBranch(page)).toMatch(/^[0-9A-Z]{5}(?:-[0-9A-Z]{5}){7}$/)
})

test('nobody signed in reaches nothing', async () => {
  expect(await callBridge(page, 'staff.list', {})).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } })
  expect(await callBridge(page, 'cases.list', { offset: 0, limit: 10, search: '', states: [] })).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
})

test('the administrator adds the people of the branch', async () => {
  await signIn(page, administrator)
  await expect(page.getByTestId('roles-lacking')).toContainText('柜员')
  for (const person of [teller, firstManager, secondManager, branchManager]) await addPerson(page, person)
  await expect(page.getByTestId('roles-lacking')).toContainText('审查岗')
  await expect(page.getByTestId('roles-lacking')).not.toContainText('柜员')
  await expect(page.getByTestId('staff-row')).toHaveCount(5)
})

test('the administrator sees no cases, and the teller may not add people', async () => {
  expect(await callBridge(page, 'intake.open', { productCode: 'IND-BIZ-CREDIT', body: {} })).toMatchObject({ error: { code: 'ROLE_MISSING' } })
  await changePerson(page, teller)
  await page.evaluate(() => window.location.assign('#/staff'))
  await expect(page.getByTestId('staff-row')).toHaveCount(5)
  await expect(page.getByTestId('add-staff')).toBeHidden()
  const added = await callBridge(page, 'staff.add', { staffNo: 'X001', staffName: '路人', roles: ['TELLER'], password: 'Counter-X001-2026' })
  expect(added).toMatchObject({ ok: false, error: { code: 'ROLE_MISSING' } })
})

test('a wrong check digit is named at its field', async () => {
  await page.getByRole('link', { name: '业务' }).click()
  await openIntake(page, 'IND-BIZ-CREDIT')
  caseId = caseIdOf(page)
  await typeApplication(page, wrong)
  await page.getByTestId('check').click()
  await expect(page.getByTestId('issues')).toContainText('证件号码')
  const field = page.locator('[name="borrower.idNumber"]')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field.locator('xpath=following-sibling::p')).toContainText('校验')
})

test('an amount above the product names the highest one', async () => {
  await typeField(page, 'loan.amountFen', 100_000_000_000)
  await page.getByTestId('check').click()
  await expect(page.locator('.problem').filter({ hasText: '最高金额' })).toContainText('元')
  await typeField(page, 'loan.amountFen', trader().loan.amountFen)
})

test('what was typed survives a killed application', async () => {
  await typeField(page, 'borrower.idNumber', idNumber)
  await waitForAutosave(page, caseId, 'borrower.idNumber', idNumber)
  app.process().kill('SIGKILL')
  await start()
  await signIn(page, teller)
  await page.getByTestId('search').fill('测试')
  await openFromList(page, name)
  await page.getByTestId('action-SUBMIT').click()
  await expect(page.locator('[name="borrower.idNumber"]')).toHaveValue(idNumber)
  await expect(page.locator('[name="loan.amountFen"]')).toHaveValue('150,000.00')
})

test('the application is not submitted before the papers of the day are there; the refusal is seen from the foot of the form and leads to them', async () => {
  await page.locator('[name="note"]').focus()
  await page.keyboard.press('F9')
  await expect(page.getByTestId('error')).toContainText('贷款申请书')
  await expect(page.getByTestId('error')).toBeInViewport({ ratio: 1 })
  await page.getByTestId('error-cure').click()
  await expect(page.getByTestId('papers-page')).toBeVisible()
  await page.keyboard.press('F6')
  await expect(page.getByTestId('case-page')).toHaveAttribute('data-state', 'DRAFT')
})

test('a zip is no scan, and a cut-off PDF is damaged', async () => {
  await openItem(page, 'D101', 'B')
  const zip = path.join(dataDir, 'papers.pdf')
  writeFileSync(zip, Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(60)]))
  await pickNext(app, zip)
  await page.getByTestId('pick').click()
  await expect(page.getByTestId('error')).toContainText('SCAN_NOT_A_SCAN')
  const whole = readFileSync(scanFile('three-pages.pdf'))
  writeFileSync(zip, whole.subarray(0, whole.length / 2))
  await page.getByTestId('pick').click()
  await expect(page.getByTestId('error')).toContainText('SCAN_DAMAGED')
  await page.keyboard.press('F6')
})

test('papers come in as scans and are judged; the application is submitted', async () => {
  await receiveAndJudge(page, app, 'D101', 'B', scanFile('three-pages.pdf'))
  await receiveAndJudge(page, app, 'D102', 'B', scanFile('id-card.png'))
  const scan = [...readFileSync(scanFile('three-pages.pdf'))]
  for (const item of await openItems(page, caseId, 'INTAKE')) await fileItem(page, caseId, item, scan)
  await page.keyboard.press('F5')
  await page.getByTestId('action-SUBMIT').click()
  await page.getByTestId('submit').click()
  await expect(page.getByTestId('case-page')).toHaveAttribute('data-state', 'DOC_CHECK')
})

test('another person than who submitted accepts the case', async () => {
  await expect(page.getByTestId('action-ACCEPT')).toBeDisabled()
  await changePerson(page, firstManager)
  await openFromList(page, name)
  await act(page, 'ACCEPT')
  await expect(page.getByTestId('case-page')).toHaveAttribute('data-state', 'ACCEPTED')
  await changePerson(page, teller)
  await openFromList(page, name)
  await expect(page.getByText('受理回执')).toBeVisible()
})

test('the receipt is saved where the person says, readable', async () => {
  const target = path.join(dataDir, 'receipt.pdf')
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: file })
  }, target)
  await page.getByRole('button', { name: '另存' }).click()
  await expect.poll(() => existsSync(target) && readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a save over a newer version is refused with who changed it', async () => {
  const stale = await callBridge(page, 'case.withdraw', { caseId, version: 1, reason: '客户不再需要' })
  expect(stale).toMatchObject({ ok: false, error: { code: 'STALE_VERSION', details: { changedBy: firstManager.staffName } } })
})

test('F11 leaves the counter: only the same person comes back, to the same place', async () => {
  await page.keyboard.press('F11')
  await expect(page.getByTestId('locked')).toBeVisible()
  expect(await callBridge(page, 'cases.get', { caseId })).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
  await expect(page.locator('[name="staffNo"]')).toHaveValue(teller.staffNo)
  await page.locator('[name="password"]').fill(teller.password)
  await page.getByRole('button', { name: '继续' }).click()
  await expect(page.getByTestId('locked')).toBeHidden()
  await expect(page.getByTestId('case-page')).toHaveAttribute('data-state', 'ACCEPTED')
})

test('a machine nobody touches for five minutes locks itself, also where the system says for ever that somebody does', async () => {
  await app.evaluate(({ powerMonitor }) => {
    const now = performance.now.bind(performance)
    const fiveMinutesLater = () => {
      performance.now = () => now() + 300_000
    }
    powerMonitor.getSystemIdleTime = () => {
      setImmediate(fiveMinutesLater)
      return 0
    }
  })
  await expect(page.getByTestId('locked')).toBeVisible()
  expect(await callBridge(page, 'staff.list', {})).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
})

test('after a restart the case is found by two characters of the name', async () => {
  await app.close()
  await start()
  await signIn(page, firstManager)
  await page.getByTestId('search').fill([...name].slice(-2).join(''))
  await openFromList(page, name)
  await expect(page.getByTestId('case-page')).toHaveAttribute('data-state', 'ACCEPTED')
  expect(caseIdOf(page)).toBe(caseId)
})

test('what another role does stands there, but not for this person', async () => {
  await expect(page.getByTestId('action-WITHDRAW')).toBeEnabled()
  await changePerson(page, branchManager)
  await openFromList(page, name)
  await expect(page.getByTestId('action-WITHDRAW')).toBeDisabled()
  await expect(page.getByTestId('action-ASSIGN')).toBeEnabled()
})

test('after five wrong passwords the right one is refused too', async () => {
  await signOut(page)
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await typePassword(page, secondManager.staffNo, `wrong-${attempt}`)
    await expect(page.getByTestId('error')).toContainText('PASSWORD_WRONG')
    await expect(page.locator('[name="password"]')).toHaveValue('')
  }
  await typePassword(page, secondManager.staffNo, secondManager.password)
  await expect(page.getByTestId('error')).toContainText('SIGN_IN_LOCKED')
  await expect(page.getByTestId('person')).toBeHidden()
})

test('a branch at work keeps its window shut', async () => {
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
  expect(await page.evaluate(() => window.counter.invoke('branch.forget', {}))).toMatchObject({ error: { code: 'CHANNEL_UNKNOWN' } })
  expect(app.windows()).toHaveLength(1)
})

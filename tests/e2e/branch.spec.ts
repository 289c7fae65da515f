import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { trader } from '../fixtures/applications.ts'
import { launch, windowOf } from './app.ts'
import { callBridge } from './pages/bridge-call.ts'
import { act, fileItem, openItems, receiveAndJudge, scanFile } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn, signOut, typePassword } from './pages/entrance.ts'
import { caseIdOf, openIntake, typeApplication, typeField, waitForAutosave } from './pages/intake-page.ts'
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
test.afterEach(async ({}, info) => {
  if (info.status !== 'passed') await page.screenshot({ path: 'out/fail.png' })
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('a branch is set up once, and shows the recovery code', async () => {
  const input = { branchCode: '12', bankName: '', branchName: '', managerName: '', address: '', phone: '', businessDate: '', administrator: { staffNo: '', staffName: '', password: '' } }
  expect(await callBridge(page, 'branch.setUp', input)).toMatchObject({ ok: false, error: { code: 'FIELD_INVALID', details: { field: 'branchCode' } } })
  expect(await setUpBranch(page)).toMatch(/^[0-9A-Z]{5}(?:-[0-9A-Z]{5}){7}$/)
})

test('nobody signed in reaches nothing', async () => {
  expect(await callBridge(page, 'staff.list', {})).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } })
  expect(await callBridge(page, 'cases.list', { offset: 0, limit: 10, search: '', states: [] })).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
})

test('the administrator adds the people of the branch', async () => {
  await signIn(page, administrator)
  for (const person of [teller, firstManager, secondManager, branchManager]) await addPerson(page, person)
  await expect(page.getByTestId('staff-row')).toHaveCount(5)
})

test('the administrator sees no cases, and the teller may not add people', async () => {
  expect(await callBridge(page, 'intake.open', { productCode: 'IND-BIZ-CREDIT', body: {} })).toMatchObject({ error: { code: 'ROLE_MISSING' } })
  await changePerson(page, teller)
  await page.getByRole('link', { name: '人员' }).click()
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
  await page.getByText(name).dblclick()
  await page.getByTestId('action-SUBMIT').click()
  await expect(page.locator('[name="borrower.idNumber"]')).toHaveValue(idNumber)
  await expect(page.locator('[name="loan.amountFen"]')).toHaveValue('150,000.00')
})

test('the application is submitted once the papers of the day are there', async () => {
  await page.getByTestId('submit').click()
  await expect(page.getByTestId('error')).toBeVisible()
  console.log(await page.getByTestId('error').innerText())
  await page.keyboard.press('F6')
  await page.waitForTimeout(500); await page.screenshot({path:'out/draft.png'})

  await expect(page.getByTestId('case-page')).toHaveAttribute('data-state', 'DRAFT')
})

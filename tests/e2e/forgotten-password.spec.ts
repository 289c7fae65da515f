import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { callBridge } from './pages/bridge-call.ts'
import { changePerson, choosePassword, setUpBranch, signIn, signOut, typePassword } from './pages/entrance.ts'
import { violations as look } from './pages/look.ts'
import { administrator, branchManager, type Person, teller } from './pages/people.ts'
import { addPerson } from './pages/staff-page.ts'

/** One branch whose people forget: each test goes on where the one before left it. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-forgotten-'))
const auditor: Person = { staffNo: 'D001', staffName: '审计庚', roles: ['AUDITOR'], password: 'Kassel-100D-Linde' }
const handed = 'Lent-Paint-6677'
const renewed: Person = { ...teller, password: 'Fresh-Paint-7788' }
let app: ElectronApplication
let page: Page
let code = ''

const violations = (): Promise<string[]> => look(page)

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  code = await setUpBranch(page)
  await signIn(page, administrator)
  for (const person of [teller, branchManager, auditor]) await addPerson(page, person)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('an administrator asks for a new password and cannot approve it alone', async () => {
  await page.getByTestId('staff-row').filter({ hasText: teller.staffNo }).getByTestId('reset-ask').click()
  await expect(page.getByTestId('resets')).toContainText(teller.staffName)
  await page.getByTestId('reset-approve').click()
  await page.getByTestId('reset-form').locator('[name="password"]').fill(handed)
  await page.getByTestId('reset-save').click()
  await expect(page.getByTestId('reset-form').getByTestId('error')).toContainText('DIFFERENT_PERSON_NEEDED')
})

test('the manager approves while the owner types, and the new password holds', async () => {
  await page.keyboard.press('Escape')
  await changePerson(page, branchManager)
  await page.getByRole('link', { name: '人员' }).click()
  await page.getByTestId('reset-approve').click()
  await page.getByTestId('reset-form').locator('[name="password"]').fill(handed)
  expect(await violations()).toEqual([])
  await page.getByTestId('reset-save').click()
  await expect(page.getByTestId('resets')).toBeHidden()
  await signOut(page)
  await typePassword(page, teller.staffNo, teller.password)
  await expect(page.getByTestId('error')).toContainText('PASSWORD_WRONG')
  await typePassword(page, teller.staffNo, handed)
  await expect(page.getByTestId('choose-password')).toContainText('另有一人知道')
  await choosePassword(page, handed, renewed.password)
  await expect(page.getByTestId('person')).toContainText(teller.staffName)
})

test('the printed code gives the administrator a new password', async () => {
  await signOut(page)
  await page.getByTestId('recover').click()
  const form = page.getByTestId('recover-page')
  expect(await violations()).toEqual([])
  await form.locator('[name="code"]').fill(code.toLowerCase().replaceAll('-', ' '))
  await form.locator('[name="staffNo"]').fill(administrator.staffNo)
  await form.locator('[name="newPassword"]').fill('Found-Again-8899')
  await page.getByTestId('recover-submit').click()
  await expect(form.getByRole('status')).toBeVisible()
  await form.getByRole('link').click()
  await signIn(page, { ...administrator, password: 'Found-Again-8899' })
})

test('the auditor alone reads the log and finds it whole', async () => {
  expect(await callBridge(page, 'audit.list', { before: null, limit: 10 })).toMatchObject({ ok: false, error: { code: 'ROLE_MISSING' } })
  await expect(page.getByRole('link', { name: '审计' })).toBeHidden()
  await changePerson(page, auditor)
  await page.getByRole('link', { name: '审计' }).click()
  await expect(page.getByTestId('audit-row').first()).toContainText('凭恢复码重设口令')
  await page.getByTestId('verify').click()
  await expect(page.getByTestId('verdict')).toContainText('完好')
  expect(await violations()).toEqual([])
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { changePerson, setUpBranch, signIn, signOut, typePassword } from './pages/entrance.ts'
import { hirePeople } from './pages/hire.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branchManager, type Person, teller } from './pages/people.ts'

/** What the branch works by, how its line stands, and the list that leaves the counter. */
test.describe.configure({ mode: 'serial' })

const auditor: Person = { staffNo: 'S001', staffName: '审计子', roles: ['AUDITOR'], password: 'Kassel-100S-Linde' }
const DRAFTS = [
  ['单晓峰', 'IND-BIZ-CREDIT', 180_000, 12],
  ['欧阳春兰', 'IND-CONSUME-MORTGAGE', 800_000, 60],
  ['李秀英', 'IND-BIZ-CREDIT', 150_000, 24],
] as const
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-house-'))
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await hirePeople(page, teller, auditor, branchManager)
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  for (const [name, productCode, yuan, tenorMonths] of DRAFTS) {
    const body = { productCode, borrower: { name }, loan: { amountFen: yuan * 100, tenorMonths } }
    const { caseId } = await expectBridge(page, 'intake.open', { productCode, body })
    await expectBridge(page, 'intake.saveDraft', { caseId, version: 1, body })
  }
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
const goTo = (hash: string): Promise<void> => page.evaluate((to) => window.location.assign(to), `#${hash}`)

test('products, figures, checklists and scorecards are looked at in words, and the page changes nothing', async () => {
  await changePerson(page, teller)
  await goTo('/parameters')
  await expect(page.getByTestId('product-row').first()).toBeVisible()
  await lookAt(page, 'parameters')
  for (const tab of ['figures', 'checklists', 'scorecards']) {
    await page.getByTestId(`view-${tab}`).click()
    await expect(page.locator('main tbody tr').first()).toBeVisible()
    await lookAt(page, `parameters-${tab}`)
  }
  await page.getByTestId('view-figures').click()
  await expect(page.getByRole('region', { name: '业务参数' })).toContainText('55%')
  await expect(page.getByTestId('version')).toHaveValue('PARAM@2')
  expect(await page.locator('main input, main textarea').count()).toBe(0)
})

test('the top bar says that the branch cannot send yet, and leads to where that is settled', async () => {
  await expect(page.getByTestId('line-status')).toHaveAttribute('data-standing', 'NOT_ENROLLED')
  await page.getByTestId('line-status').click()
  await expect(page.getByTestId('batch-page')).toBeVisible()
})

test('today, the list and the rail say the same number of cases that wait', async () => {
  await goTo('/today')
  await expect(page.getByTestId('todo-SUBMIT')).toBeVisible()
  const counts = await page.locator('[data-testid^="todo-"]').allInnerTexts()
  const today = counts.reduce((sum, text) => sum + Number(/(\d+) 笔/.exec(text)?.[1] ?? 0), 0)
  await goTo('/cases')
  await expect(page.getByTestId('view-todo').locator('.count')).toHaveText(String(today))
  await expect(page.getByTestId('list-amount')).toContainText('合计申请 1,130,000.00 元')
})

test('the list is exported for a purpose, as this person sees it', async () => {
  const file = path.join(dataDir, 'list.csv')
  await app.evaluate(({ dialog }, target) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: target })
  }, file)
  await page.getByTestId('view-all').click()
  await page.keyboard.press('F8')
  await expect(page.getByTestId('take-out')).toContainText('3 条')
  await lookAt(page, 'case-list-export')
  await expect(page.getByTestId('take-out-go')).toBeDisabled()
  await expect(page.locator('[name="purpose"]')).toBeFocused()
  await page.keyboard.type('月末核对')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('take-out')).toBeHidden()
  const lines = readFileSync(file, 'utf8').trim().split('\r\n')
  expect(lines[0]).toContain(`输出 ${teller.staffNo} ${teller.staffName}`)
  expect(lines[0]).toContain('月末核对')
  expect(lines).toHaveLength(5)
})

test('the auditor narrows the log by F3 to a person and an action, and finds the export in it', async () => {
  await changePerson(page, auditor)
  await goTo('/audit')
  await expect(page.getByTestId('audit-row').first()).toBeVisible()
  await page.keyboard.press('F3')
  await expect(page.locator('[name="audit-staff"]')).toBeFocused()
  await page.keyboard.type(teller.staffNo)
  await page.locator('[name="audit-action"]').selectOption('cases.export')
  await page.getByTestId('audit-find').click()
  await expect(page.getByTestId('audit-found')).toHaveText('符合 1 条')
  await expect(page.getByTestId('audit-row')).toContainText('导出业务清单')
  await lookAt(page, 'audit-found')
  await page.locator('[name="audit-case"]').fill('SQ0')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('empty')).toBeVisible()
  await lookAt(page, 'audit-none')
})

test('a person changes the password: a slip and a wrong old one are said at the field, and then only the new one opens', async () => {
  const next = 'Linde-1905-Kassel'
  await changePerson(page, auditor)
  await goTo('/settings')
  await page.getByTestId('change-password').click()
  const field = (name: string) => page.locator(`[name="password-${name}"]`)
  await expect(field('current')).toBeFocused()
  const fill = async (current: string, again: string): Promise<void> => {
    await field('current').fill(current)
    await field('next').fill(next)
    await field('again').fill(again)
    await page.keyboard.press('F9')
  }
  await fill(auditor.password, 'Linde-1950-Kassel')
  await expect(field('again')).toHaveAccessibleDescription('两次输入的新口令不一样。')
  await expect(field('again')).toBeFocused()
  await fill('Kassel-wrong-Linde', next)
  await expect(field('current')).toHaveAccessibleDescription(/原口令不对/)
  await fill(auditor.password, next)
  await expect(page.getByTestId('password-form')).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: '口令已修改' })).toBeVisible()
  await signOut(page)
  await typePassword(page, auditor.staffNo, auditor.password)
  await expect(page.getByTestId('error')).toContainText('PASSWORD_WRONG')
  await signIn(page, { ...auditor, password: next })
})

test('after the day is closed everybody sees it, and the teller opens the next', async () => {
  await changePerson(page, branchManager)
  await goTo('/day')
  await page.getByTestId('backup').click()
  await expect(page.getByRole('status').filter({ hasText: '已备份' })).toBeVisible()
  await page.getByTestId('close-day').click()
  await expect(page.getByTestId('day')).toContainText('已日终')
  await lookAt(page, 'day-closed')
  await changePerson(page, teller)
  await goTo('/day')
  await expect(page.getByTestId('open-day')).toBeVisible()
  await lookAt(page, 'day-closed-teller')
  await page.getByTestId('open-day').click()
  await expect(page.getByTestId('day')).toContainText('营业中')
})

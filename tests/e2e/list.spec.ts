import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { fillBranch } from './pages/busy-branch.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { caseRow, showAll } from './pages/list-page.ts'
import { sound } from './pages/look.ts'
import { administrator, teller } from './pages/people.ts'

/** The list, the desk of the day and the draft box of one teller, mostly without touching the mouse. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-list-'))
let app: ElectronApplication
let page: Page

async function start(): Promise<void> {
  app = await launch(dataDir)
  page = await windowOf(app)
}
test.beforeAll(async () => {
  await start()
  await setUpBranch(page)
  await signIn(page, administrator)
  await fillBranch(page)
  await changePerson(page, teller)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const goTo = (hash: string): Promise<void> => page.evaluate((to) => window.location.assign(to), `#${hash}`)
const type = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const tab = (id: string) => page.getByTestId(`view-${id}`)

test('the list says how many rows there are, which one is current, and what it is stuck on', async () => {
  await goTo('/cases')
  await showAll(page)
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', '12')
  await grid.focus()
  await type('Home', 'ArrowDown', 'ArrowDown')
  await expect(grid).toHaveAttribute('aria-activedescendant', 'row-2')
  await expect(page.locator('#row-2')).toHaveAttribute('aria-rowindex', '4')
  await expect(page.getByTestId('count')).toHaveText('第 3 条，共 11 条')
  await expect(page.getByTestId('peek')).toContainText('待处理资料')
  await expect(page.getByTestId('peek')).toContainText('未盖章或印章不符')
  await type('End')
  await expect(page.getByTestId('count')).toHaveText('第 11 条，共 11 条')
  await type('Space')
  await expect(page.getByTestId('peek')).toBeHidden()
  await type('Space')
  await expect(page.getByTestId('peek')).toBeVisible()
})

test('X marks rows on the way down', async () => {
  await page.getByRole('grid').focus()
  await type('Home', 'x')
  await expect(page.getByTestId('marked')).toHaveText('已选 1 条')
  await type('x')
  await expect(page.getByTestId('marked')).toHaveText('已选 2 条')
  await expect(page.locator('#row-0')).toHaveAttribute('aria-selected', 'true')
})

test('a filter is built, kept as a view, changed, restored, renamed and taken away by keyboard alone', async () => {
  await page.getByRole('grid').focus()
  await type('/')
  await expect(page.getByTestId('filter-builder')).toBeVisible()
  await type('ArrowDown', 'Tab', 'Space', 'Enter')
  await expect(page.getByTestId('filter-builder')).toBeHidden()
  await expect(page.getByTestId('count')).toContainText('共 7 条')
  await page.getByTestId('view-save-as').focus()
  await type('Enter')
  await expect(page.locator('[name="viewName"]')).toBeFocused()
  await page.keyboard.type('今日草稿')
  await type('Enter')
  const own = page.getByRole('tab', { name: '今日草稿' })
  await expect(own).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('[name="viewName"]'), 'gone, and with it the focus it gives back').toHaveCount(0)
  await page.getByTestId('chip-states').focus()
  await type('Enter')
  await expect(own).toContainText('*')
  await page.getByTestId('view-restore').focus()
  await type('Enter')
  await expect(own).not.toContainText('*')
  await expect(page.getByTestId('count')).toContainText('共 7 条')
  await page.getByTestId('view-menu').focus()
  await type('Enter', 'Enter')
  await expect(page.locator('[name="viewName"]')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('待提交')
  await type('Enter')
  await expect(page.getByRole('tab', { name: '待提交' })).toBeVisible()
})

test('the view is there after a restart, and comes back after it was deleted by mistake', async () => {
  await app.close()
  await start()
  await signIn(page, teller)
  await goTo('/cases')
  const own = page.getByRole('tab', { name: '待提交' })
  await own.click()
  await expect(page.getByTestId('count')).toContainText('共 7 条')
  await page.getByTestId('view-menu').click()
  await page.getByTestId('view-menu-remove').click()
  await expect(own).toBeHidden()
  await page.getByTestId('view-undo').click()
  await expect(own).toHaveAttribute('aria-selected', 'true')
})

test('a view says what to take off when nothing fits', async () => {
  await showAll(page)
  await page.getByTestId('search').fill('查无此人')
  await expect(page.locator('.table').getByTestId('empty')).toContainText('查无此人')
  await sound(page, [[1366, 768]])
  await page.getByTestId('empty-clear').click()
  await expect(page.getByTestId('case-row')).toHaveCount(11)
})

test('F7 and F8 walk the list in its sort, and F6 comes back to the same row', async () => {
  await page.getByTestId('sort').click()
  await page.getByTestId('sort-AMOUNT-true').click()
  await expect(page.locator('#row-0')).toContainText('1,200,000.00')
  await page.getByRole('grid').focus()
  await type('ArrowDown')
  await caseRow(page, '欧阳春兰').getByRole('button').click()
  await expect(page.getByTestId('case-page')).toContainText('欧阳春兰')
  await type('F8')
  await expect(page.getByTestId('case-page')).toContainText('600,000.00')
  await type('F7', 'F7')
  await expect(page.getByTestId('case-page')).toContainText('杨桂芳')
  await type('F6')
  await expect(page.getByTestId('count')).toHaveText('第 2 条，共 11 条')
  await expect(page.locator('#row-1')).toContainText('800,000.00')
})

test('F5 reads again without loading the window anew', async () => {
  await page.evaluate(() => Object.assign(window, { kept: true }))
  await type('F5')
  expect(await page.evaluate(() => 'kept' in window)).toBe(true)
})

test('the list and its dialogs are sound at every size', async () => {
  await sound(page)
  await type('/')
  await expect(page.getByTestId('filter-builder')).toBeVisible()
  await sound(page, [[1280, 656]])
  await type('Escape')
  await page.getByTestId('columns').click()
  await sound(page, [[1366, 768]])
  await type('Escape')
  await expect(tab('all')).toBeVisible()
})

test('today shows what waits for the teller, and Enter opens it', async () => {
  await goTo('/today')
  await expect(page.getByTestId('todo-SUBMIT')).toContainText('单晓峰')
  await expect(page.getByTestId('desk-sync')).toBeVisible()
  await sound(page)
  await page.getByTestId('desk-line').first().focus()
  await type('ArrowDown', 'ArrowUp', 'Enter')
  await expect(page).toHaveURL(/\/(cases|intake)\//)
})

test('the draft box resumes with Enter, and Del can be taken back for ten seconds', async () => {
  await goTo('/drafts')
  const rows = page.getByTestId('draft-row')
  await expect(rows).toHaveCount(7)
  await sound(page, [
    [1366, 768],
    [1280, 656],
  ])
  await expect(rows.first()).toBeFocused()
  const name = await rows.first().locator('b').innerText()
  await type('Delete')
  await expect(rows).toHaveCount(6)
  await expect(page.getByTestId('draft-removed')).toContainText(name)
  await type('Control+z')
  await expect(rows).toHaveCount(7)
  await type('Delete')
  await expect(rows).toHaveCount(6)
  await goTo('/cases')
  await goTo('/drafts')
  await expect(rows).toHaveCount(6)
  await rows.first().focus()
  await type('Enter')
  await expect(page.getByTestId('intake-page')).toBeVisible()
})

test('F1 shows the keys of this page and what the field takes, and finds a code', async () => {
  await page.locator('[name="loan.amountFen"]').focus()
  await type('F1')
  await expect(page.getByTestId('help-field')).toContainText('30万')
  await expect(page.getByTestId('help')).toContainText('提交受理')
  await sound(page, [[1366, 768]])
  await page.getByTestId('help-search').fill('1201')
  await expect(page.getByTestId('help').locator('li')).toHaveCount(1)
  await type('Escape')
  await expect(page.getByTestId('help')).toBeHidden()
  await expect(page.locator('[name="loan.amountFen"]')).toBeFocused()
})

test('large text and single keys are set by each person, and single keys turned off do nothing', async () => {
  await goTo('/settings')
  await sound(page, [[1366, 768]])
  await page.locator('[name="largeText"]').check()
  await expect(page.locator('html')).toHaveClass(/large-text/)
  await page.locator('[name="singleKeys"]').uncheck()
  await goTo('/cases')
  await showAll(page)
  await page.getByRole('grid').focus()
  await type('x')
  await page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 120)))
  await expect(page.getByTestId('marked')).toBeHidden()
  await sound(page, [[1366, 768]])
  await goTo('/settings')
  await page.locator('[name="singleKeys"]').check()
  await page.locator('[name="largeText"]').uncheck()
})

test('the case says whose turn it is, and F9 leads to the page of the next step', async () => {
  await goTo('/cases')
  await showAll(page)
  await caseRow(page, '单晓峰').getByRole('button').click()
  await expect(page.getByTestId('case-status')).toContainText('该你办理')
  await sound(page, [
    [1366, 768],
    [1280, 656],
  ])
  await expect(page.getByTestId('next-step')).toContainText('F9')
  await type('F9')
  await expect(page.getByTestId('intake-page')).toBeVisible()
})

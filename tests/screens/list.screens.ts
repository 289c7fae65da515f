import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, root, windowOf } from '../e2e/app.ts'
import { type BusyBranch, fillBranch } from '../e2e/pages/busy-branch.ts'
import { changePerson, setUpBranch, signIn } from '../e2e/pages/entrance.ts'
import { showAll } from '../e2e/pages/list-page.ts'
import { administrator, teller } from '../e2e/pages/people.ts'

test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-list-screens-'))
let app: ElectronApplication
let page: Page
let branch: BusyBranch

test.beforeAll(async () => {
  test.setTimeout(120_000)
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  branch = await fillBranch(page)
  await changePerson(page, teller)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

async function picture(name: string): Promise<void> {
  await expect(page.locator('.el-button.is-loading')).toHaveCount(0)
  await page.screenshot({ path: path.join(root, 'docs/screens', `${name}.png`), animations: 'disabled', caret: 'hide' })
}
const goTo = (hash: string): Promise<unknown> => page.evaluate((to) => window.location.assign(to), `#${hash}`)

test('the case list with its preview, its filters and its views', async () => {
  await goTo('/cases')
  await showAll(page)
  await expect(page.getByTestId('case-row')).toHaveCount(11)
  await page.getByRole('grid').press('ArrowDown')
  await page.getByRole('grid').press('ArrowDown')
  await expect(page.getByTestId('peek')).toContainText('最近动态')
  await picture('case-list')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await picture('case-list-1920')
  await page.setViewportSize({ width: 1280, height: 656 })
  await picture('case-list-1280')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.keyboard.press('/')
  await expect(page.getByTestId('filter-builder')).toBeVisible()
  await picture('case-list-filter')
  await page.keyboard.press('Escape')
})

test('today, the draft box, the form, own settings, help and a case', async () => {
  await goTo('/today')
  await expect(page.getByTestId('todo-SUBMIT')).toBeVisible()
  await picture('today')
  await goTo('/drafts')
  await expect(page.getByTestId('draft-row')).toHaveCount(7)
  await picture('drafts')
  await goTo(`/intake/${branch.draft}`)
  await expect(page.getByTestId('draft-status')).toContainText('草稿已存')
  await page.getByTestId('check').click()
  await expect(page.getByTestId('issues')).toBeVisible()
  await picture('intake')
  await page.locator('[name="loan.amountFen"]').focus()
  await page.keyboard.press('F1')
  await expect(page.getByTestId('help-field')).toBeVisible()
  await picture('help')
  await page.keyboard.press('Escape')
  await goTo('/settings')
  await expect(page.locator('[name="largeText"]')).toBeVisible()
  await picture('settings')
  await goTo(`/cases/${branch.deficient}`)
  await expect(page.getByTestId('case-status')).toBeVisible()
  await picture('case-deficient')
})

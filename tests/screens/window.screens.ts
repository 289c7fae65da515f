import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, root, windowOf } from '../e2e/app.ts'
import { type BusyBranch, fillBranch } from '../e2e/pages/busy-branch.ts'
import { changePerson, fillSetUp, setUpBranch, signIn } from '../e2e/pages/entrance.ts'
import { showAll } from '../e2e/pages/list-page.ts'
import { administrator, branchManager, teller } from '../e2e/pages/people.ts'
import { addPerson } from '../e2e/pages/staff-page.ts'

test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-screens-'))
let app: ElectronApplication
let page: Page
let branch: BusyBranch

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** The picture of the window as it stands, without a blinking caret or a running animation. */
async function picture(name: string): Promise<void> {
  await expect(page.locator('.el-button.is-loading')).toHaveCount(0)
  await page.screenshot({ path: path.join(root, 'docs/screens', `${name}.png`), animations: 'disabled', caret: 'hide' })
}
const goTo = (hash: string): Promise<unknown> => page.evaluate((to) => window.location.assign(to), `#${hash}`)
const language = async (code: string): Promise<void> => {
  await page.getByTestId('person').click()
  await page.getByTestId('language').selectOption(code)
  await page.keyboard.press('Escape')
}
const showCase = async (caseId: string): Promise<void> => {
  await goTo(`/cases/${caseId}`)
  await expect(page.getByTestId('case-page')).toBeVisible()
}

test('set-up, recovery code and sign-in', async () => {
  await fillSetUp(page)
  await picture('set-up')
  await setUpBranch(page, () => picture('recovery-code'))
  await picture('sign-in')
})

test('the list, empty and full', async () => {
  await signIn(page, administrator)
  await addPerson(page, teller)
  await changePerson(page, teller)
  await expect(page.getByText('还没有业务')).toBeVisible()
  await picture('case-list-empty')
  branch = await fillBranch(page)
  await changePerson(page, teller)
  await showAll(page)
  await expect(page.getByTestId('case-row')).toHaveCount(11)
  await picture('case-list')
  await language('en')
  await picture('case-list-en')
  await language('zh-CN')
})

test('cases at their stages', async () => {
  await showCase(branch.deficient)
  await picture('case-deficient')
  await showCase(branch.checking)
  await picture('case-checking')
  await language('en')
  await picture('case-checking-en')
  await language('zh-CN')
})

test('taking an application in', async () => {
  await goTo(`/intake/${branch.draft}`)
  await expect(page.getByTestId('draft-status')).toContainText('草稿已存')
  await page.getByTestId('check').click()
  await expect(page.getByTestId('issues')).toBeVisible()
  await picture('intake')
})

test('day, batches, staff and the locked window', async () => {
  await changePerson(page, branchManager)
  await goTo('/day')
  await expect(page.getByTestId('close-day')).toBeVisible()
  await picture('day')
  await goTo('/batches')
  await expect(page.getByTestId('batch-page')).toBeVisible()
  await picture('batches')
  await changePerson(page, administrator)
  await expect(page.getByTestId('staff-row')).toHaveCount(6)
  await picture('staff')
  await page.getByTestId('add-staff').click()
  await expect(page.getByTestId('staff-form')).toBeVisible()
  await picture('staff-add')
  await page.keyboard.press('Escape')
  await changePerson(page, teller)
  await showCase(branch.accepted)
  await page.keyboard.press('F11')
  await expect(page.getByTestId('locked')).toBeVisible()
  await picture('locked')
})

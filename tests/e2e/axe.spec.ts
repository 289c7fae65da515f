import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { type BusyBranch, fillBranch } from './pages/busy-branch.ts'
import { openItem } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { showAll } from './pages/list-page.ts'
import { violations as look } from './pages/look.ts'
import { administrator, branchManager, teller } from './pages/people.ts'

/** Every page of the window, in both languages, against WCAG 2.2 A and AA. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-axe-'))
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

const violations = (): Promise<string[]> => look(page)

async function clean(): Promise<void> {
  const language = page.locator('select').filter({ has: page.locator('option[value="zh-CN"]') })
  expect(await page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([1366, 768])
  for (const code of ['en', 'zh-CN']) {
    await language.first().evaluate((select: HTMLSelectElement, value) => {
      select.value = value
      select.dispatchEvent(new Event('change'))
    }, code)
    await expect(page.locator('html')).toHaveAttribute('lang', code)
    expect(await violations(), code).toEqual([])
  }
}
const goTo = (hash: string): Promise<void> => page.evaluate((to) => window.location.assign(to), `#${hash}`)

test('set-up, recovery code and sign-in', async () => {
  await clean()
  await setUpBranch(page, async () => expect(await violations()).toEqual([]))
  await clean()
})

test('the people of the branch, and the form for one more', async () => {
  await signIn(page, administrator)
  await expect(page.getByTestId('staff-row')).toHaveCount(1)
  await clean()
  await page.getByTestId('add-staff').click()
  await expect(page.getByTestId('staff-form')).toBeVisible()
  await clean()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('staff-form')).toBeHidden()
})

test('the list without a case, and with cases', async () => {
  await goTo('/cases')
  await expect(page.getByText('还没有业务')).toBeVisible()
  await clean()
  branch = await fillBranch(page)
  await changePerson(page, teller)
  await showAll(page)
  await expect(page.getByTestId('case-row')).toHaveCount(11)
  await clean()
})

test('a case, one of its papers, and the intake form with its problems', async () => {
  await goTo(`/cases/${branch.deficient}`)
  await expect(page.getByTestId('case-page')).toBeVisible()
  await clean()
  await openItem(page, 'D205', 'B')
  await expect(page.getByTestId('receive')).toBeVisible()
  await clean()
  await page.keyboard.press('Escape')
  await goTo(`/intake/${branch.draft}`)
  await page.getByTestId('check').click()
  await expect(page.getByTestId('issues')).toBeVisible()
  await clean()
})

test('the day, the batches and the locked window', async () => {
  await changePerson(page, branchManager)
  await goTo('/day')
  await expect(page.getByTestId('close-day')).toBeVisible()
  await clean()
  await goTo('/batches')
  await page.getByTestId('enrol').click()
  await expect(page.getByTestId('save-request')).toBeVisible()
  await clean()
  await page.keyboard.press('Escape')
  await page.keyboard.press('F11')
  await expect(page.getByTestId('locked')).toBeVisible()
  expect(await violations()).toEqual([])
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { type BusyBranch, fillBranch } from './pages/busy-branch.ts'
import { pageFaults } from './pages/page-faults.ts'
import { tabThrough } from './pages/tab-order.ts'
import { intake, lists, papers } from './tour/counter-tour.ts'
import { errors } from './tour/error-tour.ts'
import { administration, emptyBranch, entrance } from './tour/front-tour.ts'
import { evening, judgement, money } from './tour/steps-tour.ts'
import { goTo, type Tour, tourOf } from './tour/tour.ts'
import { waiting } from './tour/waiting-tour.ts'

/**
 * Every screen of the window, loaded, waiting, empty, failed and under its dialogs: axe (A1) at three sizes in two languages, and on the same
 * way what ux 5 asks of layout and focus (`pages/look-at.ts`). States that need a journey of their own are looked at where they arise:
 * scans, scan-back, sync, training, house and list.
 */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-matrix-'))
let tour: Tour
let branch: BusyBranch

test.beforeAll(async () => {
  const app = await launch(dataDir)
  tour = await tourOf(app)
})
test.afterAll(async () => {
  await tour.app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
test.setTimeout(process.env.TEST_FULL === '1' ? 900_000 : 300_000)

test('set-up, recovery code and sign-in are sound in every size and language (A1, A4 to A8, L1, L2, L4, L6)', () => entrance(tour))
test('the people of the branch and the house pages are sound', () => administration(tour))
test('a branch on its first day is sound', () => emptyBranch(tour))
test('lists, palette, help and menus are sound', async () => {
  branch = await fillBranch(tour.page)
  await lists(tour)
})
test('a page that waits for its data is sound', () => waiting(tour, branch))
test('intake and its dialogs are sound', () => intake(tour, branch))
test('Tab passes each field of a new intake once, in the order one sees them, and leaves the form (A3)', async () => {
  const { page } = tour
  const { caseId } = await expectBridge(page, 'intake.open', { productCode: 'IND-BIZ-CREDIT', body: {} })
  await goTo(page, `/intake/${caseId}`, 'intake-page')
  await page.locator('[name="borrower.name"]').focus()
  const { fields, stops } = await tabThrough(page, page.locator('.form'), page.getByTestId('submit'))
  expect(stops.length).toBeLessThanOrEqual(fields + 3)
  expect(stops.filter((stop, n) => n > 0 && stop.before)).toEqual([])
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('.form') ?? null)).toBeNull()
})
test('a case, its papers, its notice, its scans and the locked window are sound', () => papers(tour, branch))
test('with single keys turned off 1, 2 and 3 judge nothing; turned on again 2 does (A10)', async () => {
  const { page } = tour
  for (const on of [false, true]) {
    await goTo(page, '/settings', 'settings-page')
    await page.locator('[name="singleKeys"]').setChecked(on)
    await goTo(page, `/cases/${branch.checking}/papers`, 'papers-page')
    await page.getByTestId('item-D401-B').click()
    await expect(page.locator('.paper canvas')).toBeVisible()
    await page.getByTestId('stage').focus()
    for (const key of on ? ['2'] : ['1', '2', '3']) await page.keyboard.press(key)
    // A letter acts 40 ms after its key.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 150)))
    await expect(page.getByTestId('item-D401-B')).toHaveAttribute('aria-current', 'true')
    await expect(page.getByTestId('verdict-defect')).toHaveAttribute('aria-checked', String(on))
  }
})
test('the document names its language in all three, and every tone of a tag can be read (L6, A8)', async () => {
  const { page } = tour
  const picker = page.getByTestId('language').first()
  for (const code of ['zh-TW', 'en', 'zh-CN']) {
    await picker.evaluate((select: HTMLSelectElement, value) => {
      select.value = value
      select.dispatchEvent(new Event('change'))
    }, code)
    await expect(page.locator('html')).toHaveAttribute('lang', code)
  }
  const tones = ['ok', 'warn', 'bad', 'vio', 'neu', 'teal', 'prim']
  await page.evaluate((all) => {
    const place = document.createElement('p')
    place.append(...all.map((tone) => Object.assign(document.createElement('span'), { className: `tag t-${tone}`, textContent: tone })))
    document.querySelector('header')?.append(place)
  }, tones)
  await expect(page.locator('header > p > .tag')).toHaveCount(tones.length)
  expect((await pageFaults(page)).filter((fault) => fault.startsWith('A8'))).toEqual([])
  await page.evaluate(() => document.querySelector('header > p:has(> .tag)')?.remove())
})
test('survey, score and approval are sound', () => judgement(tour, branch))
test('contract, signing, registration, disbursement and filing are sound', () => money(tour, branch))
test('the house in the evening is sound', () => evening(tour))
test('every page is sound when its data cannot be had', () => errors(tour, dataDir, branch))

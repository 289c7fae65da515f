import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { type BusyBranch, fillBranch } from './pages/busy-branch.ts'
import { SIZES, still, violations } from './pages/look.ts'
import { coveredFocus, pageFaults } from './pages/page-faults.ts'
import { pseudoLocale, speak } from './pages/pseudo-locale.ts'
import { intake, lists, papers } from './tour/counter-tour.ts'
import { errors } from './tour/error-tour.ts'
import { administration, emptyBranch, entrance } from './tour/front-tour.ts'
import { evening, judgement, money } from './tour/steps-tour.ts'
import type { Tour } from './tour/tour.ts'

/**
 * Every screen of the window, loaded, empty, failed and under its dialogs: axe (A1) at three sizes in two languages, and on the same way
 * what ux 5 asks of layout and focus. `npm test` looks at each screen in the smallest window, in longer words, and with axe in one of the six
 * pairs of size and language, going round them; `npm run test:full` asks all six of each.
 */
test.describe.configure({ mode: 'serial' })

const WHOLE = process.env.TEST_FULL === '1'
const ROUND = SIZES.flatMap(
  (size) =>
    [
      { size, code: 'zh-CN' },
      { size, code: 'en' },
    ] as const,
)
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-matrix-'))
let tour: Tour
let branch: BusyBranch
let stops = 0

async function look(name: string): Promise<void> {
  const { page } = tour
  stops += 1
  for (const [turn, { size, code }] of ROUND.entries()) {
    const asked = WHOLE || turn === stops % ROUND.length
    if (!asked && (code === 'en' || size[0] !== 1280)) continue
    await page.setViewportSize({ width: size[0], height: size[1] })
    await speak(page, code)
    expect.soft(await pageFaults(page), `${name} ${size[0]} ${code}`).toEqual([])
    if (asked) expect.soft(await violations(page), `${name} ${size[0]} ${code}`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 656 })
  await speak(page, 'en')
  await pseudoLocale(page)
  expect.soft(await pageFaults(page), `L6 ${name} with longer words`).toEqual([])
  await speak(page, 'zh-CN')
  expect.soft(await coveredFocus(page), name).toEqual([])
  await page.setViewportSize({ width: 1366, height: 768 })
  await still(page)
}

test.beforeAll(async () => {
  const app = await launch(dataDir)
  tour = { page: await windowOf(app), app, stop: look, dialog: look }
})
test.afterAll(async () => {
  await tour.app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
test.setTimeout(WHOLE ? 600_000 : 120_000)

test('set-up, recovery code and sign-in are sound in every size and language (A1, A5, A6, A8, L1, L2, L4, L6)', () => entrance(tour))
test('the people of the branch and the house pages are sound', () => administration(tour))
test('a branch on its first day is sound', () => emptyBranch(tour))
test('lists, palette, help and menus are sound', async () => {
  branch = await fillBranch(tour.page)
  await lists(tour)
})
test('intake and its dialogs are sound', () => intake(tour, branch))
test('a case, its papers, its notice, its scans and the locked window are sound', () => papers(tour, branch))
test('survey, score and approval are sound', () => judgement(tour, branch))
test('contract, signing, registration, disbursement and filing are sound', () => money(tour, branch))
test('the house in the evening is sound', () => evening(tour))
test('every page is sound when its data cannot be had', () => errors(tour, dataDir, branch))

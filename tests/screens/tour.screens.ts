import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, root, windowOf } from '../e2e/app.ts'
import { type BusyBranch, fillBranch } from '../e2e/pages/busy-branch.ts'
import { still } from '../e2e/pages/look.ts'
import { speak } from '../e2e/pages/pseudo-locale.ts'
import { intake, lists, papers } from '../e2e/tour/counter-tour.ts'
import { administration, emptyBranch, entrance } from '../e2e/tour/front-tour.ts'
import { evening, judgement, money } from '../e2e/tour/steps-tour.ts'
import type { Tour } from '../e2e/tour/tour.ts'

/** A picture of every screen, on the same walk that tests them; the three of the design also small, wide and in English. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-screens-'))
const THREE = ['case-list', 'papers', 'approval', 'case-checking']
/** Screens that only say that nothing is there look alike. */
const LEFT_OUT = /^(?!case-list|today|drafts).*-(empty|none)$|^case-list-none$/
let tour: Tour
let branch: BusyBranch

async function picture(name: string): Promise<void> {
  if (LEFT_OUT.test(name)) return
  const { page } = tour
  await expect(page.locator('.el-button.is-loading')).toHaveCount(0)
  await still(page)
  const shot = (as: string): Promise<unknown> => page.screenshot({ path: path.join(root, 'docs/screens', `${as}.png`), animations: 'disabled', caret: 'hide' })
  await shot(name)
  if (!THREE.includes(name)) return
  for (const [width, height] of [
    [1280, 656],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    await still(page)
    await shot(`${name}-${width}`)
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  await speak(page, 'en')
  await still(page)
  await shot(`${name}-en`)
  await speak(page, 'zh-CN')
}

test.beforeAll(async () => {
  const app = await launch(dataDir)
  tour = { page: await windowOf(app), app, stop: picture, dialog: picture }
})
test.afterAll(async () => {
  await tour.app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('set-up and sign-in', () => entrance(tour))
test('the people of the branch and the house pages', () => administration(tour))
test('a branch on its first day', () => emptyBranch(tour))
test('lists, palette, help and menus', async () => {
  branch = await fillBranch(tour.page)
  await lists(tour)
})
test('intake', () => intake(tour, branch))
test('a case, its papers, its notice and the locked window', () => papers(tour, branch))
test('survey, score and approval', () => judgement(tour, branch))
test('contract, signing, registration, disbursement and filing', () => money(tour, branch))
test('the house in the evening', () => evening(tour))

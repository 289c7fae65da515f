import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { setUpBranch, signIn } from './pages/entrance.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator } from './pages/people.ts'

/** Practice lies in a folder of its own; whoever sits there always sees that it is practice (R7). */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-training-'))
let app: ElectronApplication
let page: Page

async function start(...switches: string[]): Promise<void> {
  app = await launch(dataDir, 30_000, switches)
  page = await windowOf(app)
}
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
const frame = () => page.getByTestId('training-frame')
const goTo = (hash: string): Promise<void> => page.evaluate((to) => window.location.assign(to), `#${hash}`)

test('the entrance starts the program again in training', async () => {
  await start()
  await expect(page.getByTestId('training-switch')).toHaveText('进入培训')
  await expect(frame()).toBeHidden()
  const told = path.join(dataDir, 'again.json')
  await app.evaluate((electron, file) => {
    electron.app.relaunch = (options) => process.getBuiltinModule('node:fs').writeFileSync(file, JSON.stringify(options?.args))
  }, told)
  const closed = app.waitForEvent('close')
  await page.getByTestId('training-switch').click()
  await closed
  expect(JSON.parse(readFileSync(told, 'utf8'))[0]).toBe('--training')
})

test('every page stands in the orange frame, the lock and the dialogs too, and the live folder has no branch', async () => {
  await start('--training')
  await expect(frame()).toContainText('培训')
  await expect(page.getByTestId('training-switch')).toHaveText('退出培训')
  await setUpBranch(page, async () => expect(frame()).toBeVisible())
  await lookAt(page, 'training-sign-in')
  await signIn(page, administrator)
  await expect(page).toHaveTitle(/^培训/)
  for (const place of ['staff', 'day', 'batches', 'settings', 'cases', 'today']) {
    await goTo(`/${place}`)
    await expect(page.locator('main h1').first()).toBeAttached()
    await expect(frame()).toBeVisible()
    await expect(frame()).toHaveCSS('border-top-color', 'rgb(232, 130, 12)')
  }
  await goTo('/staff')
  await lookAt(page, 'training')
  await page.getByTestId('add-staff').click()
  await expect(page.getByTestId('staff-form')).toBeVisible()
  const over = await page.evaluate(() => {
    const zOf = (selector: string): number => Number(getComputedStyle(document.querySelector(selector) as Element).zIndex)
    return zOf('[data-testid="training-frame"]') > zOf('.el-overlay')
  })
  expect(over).toBe(true)
  await lookAt(page, 'training-dialog')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('staff-form')).toBeHidden()
  await page.keyboard.press('F11')
  await expect(page.locator('[name="password"]').first()).toBeVisible()
  await expect(frame()).toBeVisible()
  await lookAt(page, 'training-locked')
  expect([existsSync(path.join(dataDir, 'training/live/branch.sqlite')), existsSync(path.join(dataDir, 'live/branch.sqlite'))]).toEqual([true, true])
})

test('the live branch beside it knows nothing of it', async () => {
  await app.close()
  await start()
  await expect(page.locator('[name="branchCode"]')).toBeVisible()
  await expect(frame()).toBeHidden()
})

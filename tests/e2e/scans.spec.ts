import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { trader } from '../fixtures/applications.ts'
import { drawPage, scanned } from '../fixtures/pages/draw-page.ts'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { hirePeople } from './pages/hire.ts'
import { changeBranch } from './pages/live-database.ts'
import { violations } from './pages/look.ts'
import { lookAt } from './pages/look-at.ts'
import { pageFaults } from './pages/page-faults.ts'
import { administrator, teller } from './pages/people.ts'
import { PHOTOGRAPHS } from './pages/picture.ts'
import { heldDialog } from './tour/tour.ts'

/** A pile of scans from the file dialog to an empty tray, by keyboard, in the window itself. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-scans-'))
const at = (name: string): string => path.join(dataDir, name)
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await hirePeople(page, teller)
  await changePerson(page, teller)
  const application = trader()
  const body = JSON.parse(JSON.stringify(application))
  const { caseId } = await expectBridge(page, 'intake.open', { productCode: application.productCode, body })
  await expectBridge(page, 'intake.saveDraft', { caseId, version: 1, body })
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: file })
  }, at('separators.pdf'))
  await expectBridge(page, 'scans.separators', { caseId, items: [{ itemId: 'D102', party: 'B' }] })
  writeFileSync(at('1.jpg'), await scanned(drawPage({ seed: 1 })))
  writeFileSync(at('3.jpg'), await scanned(drawPage({ seed: 3 })))
  writeFileSync(at('4.jpg'), await scanned(drawPage({ seed: 4, lines: 0 })))
  writeFileSync(at('5.txt'), 'income proof')
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}/scans`)
  await expect(page.getByTestId('scans-page')).toBeVisible()
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const pages = () => page.getByTestId('scan-page')

test('an empty desk says what to do', async () => {
  await expect(page.getByTestId('empty')).toBeVisible()
  await lookAt(page, 'scans-empty')
})

test('a pile is read, filed by its separator, and a file that is no scan is named', async () => {
  await app.evaluate(({ dialog }, files) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: files })
  }, ['1.jpg', 'separators.pdf', '3.jpg', '4.jpg', '5.txt'].map(at))
  await page.getByTestId('scan-pick').click()
  await expect(page.getByTestId('scan-books')).toHaveAttribute('data-state', 'DONE')
  await expect(page.getByTestId('scan-books').locator('dd')).toHaveText(['4', '1', '2', '1'])
  await expect(page.getByTestId('scan-refused')).toContainText('5.txt')
  await expect(pages()).toHaveCount(2)
  await expect(pages().nth(1)).toContainText('空白')
  // The small picture and the large one are there, from addresses that say nothing.
  await expect
    .poll(() =>
      page
        .locator('.sheet img')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(50)
  await expect.poll(() => page.locator('.preview img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500)
  await lookAt(page, 'scans')
})

test('a page is turned, filed and set aside without the mouse, and the last step taken back', async () => {
  const original = readFileSync(at('1.jpg'))
  await pages().first().focus()
  await page.keyboard.press('r')
  await expect(page.getByTestId('scan-preview')).toHaveAttribute('data-rotation', '90')
  const letter = await page.getByTestId('file-D101-B').locator('kbd').innerText()
  await page.keyboard.press(letter.toLowerCase())
  await expect(pages()).toHaveCount(1)
  await page.keyboard.press('Delete')
  await expect(page.getByTestId('discard-form')).toBeVisible()
  await expect(page.locator('input[name="reason"][value="BLANK"]')).toBeChecked()
  await heldDialog(page, page.getByTestId('discard-form'), () => lookAt(page, 'scans-discard'), null)
  await page.keyboard.press('Delete')
  await expect(page.getByTestId('discard-form')).toBeVisible()
  await page.keyboard.press('F9')
  await expect(page.getByTestId('empty')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(pages()).toHaveCount(1)
  expect(readFileSync(at('1.jpg')).equals(original)).toBe(true)
})

test('the whole pile shows where each page went', async () => {
  await page.getByTestId('show-pile').click()
  await expect(pages()).toHaveCount(4)
  await expect(page.locator('[data-testid="scan-page"][data-state="FILED"]')).toHaveCount(2)
  await lookAt(page, 'scans-pile')
})

test('pages of one paper change places by key, and back', async () => {
  const places = () => page.locator('[data-testid="scan-page"][data-state="FILED"] .standing').allInnerTexts()
  await page.locator('[data-testid="scan-page"][data-state="FILED"]').first().click()
  const letter = await page.getByTestId('file-D102-B').locator('kbd').innerText()
  await page.keyboard.press(letter.startsWith('⇧') ? `Shift+${letter.slice(1).toLowerCase()}` : letter.toLowerCase())
  await expect.poll(places).toEqual(['D102 · 2', 'D102 · 1'])
  await page.keyboard.press('Control+ArrowLeft')
  await expect.poll(places).toEqual(['D102 · 1', 'D102 · 2'])
  await page.keyboard.press('Control+z')
  await expect.poll(places).toEqual(['D102 · 2', 'D102 · 1'])
})

test('every item has a key, those beyond the letters with Shift', async () => {
  const caps = await page.locator('.codes kbd').allInnerTexts()
  expect(caps.length).toBeGreaterThan(25)
  expect(caps.slice(25).every((cap) => cap === '·' || cap.startsWith('⇧'))).toBe(true)
  const known = caps.filter((cap) => cap !== '·')
  expect(new Set(known).size).toBe(known.length)
})

// A folder is watched by a clock that goes on; the pictures are taken by one that stands.
if (!PHOTOGRAPHS) {
  test('a scan that comes while the day is closed waits in the scanner’s folder and says why, and comes in when the day opens', async () => {
    mkdirSync(at('scanner'))
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
    }, at('scanner'))
    await changeBranch(dataDir, "UPDATE branch_day SET closed_by = opened_by, closed_at = opened_at, seal_n = 1, seal_hash = 'sealed'", [])
    await page.getByTestId('scan-folder').click()
    writeFileSync(at('scanner/6.jpg'), await scanned(drawPage({ seed: 6 })))
    await expect(page.getByTestId('folder-waits')).toHaveText('扫描文件夹中有 1 个文件待收，可收时自动收取。 营业日未开。先开门营业。')
    expect([...(await pageFaults(page)), ...(await violations(page))]).toEqual([])
    await changeBranch(
      dataDir,
      "INSERT INTO branch_day (business_date, opened_by, opened_at) SELECT date(business_date, '+1 day'), opened_by, opened_at FROM branch_day",
      [],
    )
    await expect(page.getByTestId('folder-waits')).toHaveCount(0)
    await expect(page.getByTestId('show-tray')).toHaveText('待归页 2')
    expect(readdirSync(at('scanner'))).toEqual([])
  })
}

test('nothing of a page can be had by address once the person has left', async () => {
  const address = await page.locator('.preview img').getAttribute('src')
  await page.keyboard.press('F11')
  const status = await page.evaluate((url) => fetch(url ?? '').then((answer) => answer.status), address)
  expect(status).toBe(404)
})

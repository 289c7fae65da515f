import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { trader } from '../fixtures/applications.ts'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { hirePeople } from './pages/hire.ts'
import { caseIdOf, openIntake, typeField, waitForAutosave } from './pages/intake-page.ts'
import { violations } from './pages/look.ts'
import { administrator, teller } from './pages/people.ts'
import { heldDialog } from './tour/tour.ts'

/** A person who seems to be at the counter already, beside the one being typed. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-twin-'))
let app: ElectronApplication
let page: Page
test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await hirePeople(page, teller)
  await changePerson(page, teller)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

async function typed(address: string): Promise<string> {
  await page.evaluate(() => window.location.assign('#/cases'))
  await openIntake(page, 'IND-BIZ-CREDIT')
  await typeField(page, 'borrower.name', '测试同名')
  await typeField(page, 'borrower.phone', '13800138000')
  await typeField(page, 'borrower.address', address)
  await page.keyboard.press('F4')
  const caseId = caseIdOf(page)
  await waitForAutosave(page, caseId, 'borrower.address', address as never)
  return caseId
}

test('a person with the name and phone of another case is shown beside it by Alt+D, judged another one for a reason, and the list says so', async ({
  browserName: _browser,
}, info) => {
  await typed('测试市测试区文三路 259 号')
  await typed('测试市测试区文三路 295 号')
  await page.getByTestId('check').click()
  await expect(page.getByTestId('duplicate-link').first()).toContainText('并排核对')
  const first = page.getByTestId('duplicate-link').first()
  await first.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByTestId('duplicate-form')
  await expect(page.getByTestId('duplicate-back')).toBeFocused()
  await expect(dialog.locator('thead')).toContainText('个体经营')
  await expect(page.getByTestId('trait-NAME')).toContainText('一致')
  await expect(page.getByTestId('trait-ID')).not.toContainText('一致')
  await expect(page.getByTestId('trait-PHONE')).toContainText('138****8000')
  await expect(page.getByTestId('trait-ADDRESS').locator('mark')).toHaveText(['295', '259'])
  await page.screenshot({ path: info.outputPath('side-by-side.png') })
  await heldDialog(page, dialog, async () => expect(await violations(page)).toEqual([]), first)
  await page.keyboard.press('Alt+d')
  await expect(dialog).toBeVisible()
  await expect(page.getByTestId('duplicate-other')).toBeDisabled()
  await page.locator('[name="duplicateReason"]').fill('同名，住址不同，本人说明')
  await page.getByTestId('duplicate-other').click()
  await expect(dialog).toBeHidden()
  await expect(page.getByTestId('duplicate-link').first()).toContainText('已判定：另一人')
  await page.screenshot({ path: info.outputPath('judged.png') })
})

test('an application of a person with another open case is not submitted before the two were judged, and the refusal leads there', async ({
  browserName: _browser,
}, info) => {
  const application = trader()
  const body = JSON.parse(JSON.stringify(application)) as never
  const open = () => expectBridge(page, 'intake.open', { productCode: application.productCode, body })
  await open()
  const { caseId } = await open()
  await page.evaluate(() => window.location.assign('#/cases'))
  await expect(page.getByTestId('new-intake')).toBeVisible()
  await page.evaluate((to) => window.location.assign(to), `#/intake/${caseId}`)
  await expect(page.locator('[name="borrower.name"]')).toHaveValue(application.borrower.name)
  await page.keyboard.press('F9')
  const error = page.getByTestId('error')
  await expect(error).toContainText('DUPLICATE_UNJUDGED')
  await expect(error).toContainText('Alt+D')
  const awaited = page.getByTestId('duplicate-link').filter({ hasText: '提交前须判定' })
  await expect(awaited).toHaveCount(1)
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: info.outputPath('awaited.png') })
  await page.keyboard.press('Alt+d')
  await page.getByTestId('duplicate-same').click()
  await expect(awaited).toHaveCount(0)
  await expect(error).toBeHidden()
  await page.keyboard.press('F9')
  await expect(error).toContainText('SUBMISSION_PAPERS_MISSING')
})

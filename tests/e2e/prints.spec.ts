import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import type { z } from 'zod'
import type { Calls } from '../../core/bridge/bridge.ts'
import { trader } from '../fixtures/applications.ts'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { hirePeople } from './pages/hire.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, auditor, teller } from './pages/people.ts'
import { connectPrinter, printedOn } from './pages/printer.ts'

/** What went to the printer of this counter, and how each kind of paper is printed at it. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-prints-'))
let app: ElectronApplication
let page: Page
let printed: { documentId: string; pages: number }

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await hirePeople(page, teller, auditor)
  await changePerson(page, teller)
  await connectPrinter(app, [true, ''], '大厅激光')
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** A counter form of a case just begun. */
async function makePaper(): Promise<{ documentId: string; pages: number }> {
  const body = JSON.parse(JSON.stringify(trader())) as z.input<Calls['intake.open']['input']>['body']
  const { caseId } = await expectBridge(page, 'intake.open', { productCode: trader().productCode, body })
  await expectBridge(page, 'intake.saveDraft', { caseId, version: 1, body })
  await expectBridge(page, 'papers.counterForm', { caseId, kind: 'SERVICE_ADDRESS', reason: '' })
  const { documents } = await expectBridge(page, 'cases.get', { caseId })
  return documents.find(({ kind }) => kind === 'SERVICE_ADDRESS') ?? Promise.reject(new Error('no paper'))
}
const print = async (reason: string): Promise<number> =>
  (await expectBridge(page, 'documents.print', { documentId: printed.documentId, copies: 2, drawn: printed.pages, reason })).printId

test('printer, sides and copies are set for a kind of paper at this counter, and go with the print', async () => {
  await page.evaluate(() => window.location.assign('#/settings'))
  const card = page.getByTestId('printer-card')
  await card.locator('[name="profile-kind"]').selectOption('SERVICE_ADDRESS')
  await card.locator('[name="profile-device"]').selectOption({ label: '大厅激光' })
  await card.locator('[name="profile-duplex"]').selectOption('LONG_EDGE')
  await card.locator('[name="profile-tray"]').fill('第二纸盒 带水印纸')
  await card.locator('[name="profile-copies"]').fill('3')
  await lookAt(page, 'settings-printers')
  await page.getByTestId('profile-save').click()
  await expect(card.getByRole('status')).toContainText('已保存')
  await expect(card.locator('option', { hasText: '●' })).toHaveCount(1)
  printed = await makePaper()
  expect(await expectBridge(page, 'documents.prints', { documentId: printed.documentId })).toMatchObject({ copies: 3, profile: { tray: '第二纸盒 带水印纸' } })
  await expectBridge(page, 'documents.printed', { printId: await print(''), outcome: 'PRINTED' })
  expect((await printedOn(app))[0]?.options).toMatchObject({ deviceName: '大厅激光', duplexMode: 'longEdge' })

  await card.locator('[name="profile-kind"]').selectOption('LOAN_CONTRACT')
  await expect(card.locator('[name="profile-device"]')).toHaveValue('')
  await card.locator('[name="profile-kind"]').selectOption('SERVICE_ADDRESS')
  await page.getByTestId('profile-clear').click()
  await expect(card.locator('[name="profile-device"]')).toHaveValue('')
})

test('the register names each print with its reason and outcome, by day and number, and leaves as a file', async () => {
  await print('客户遗失一份')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('打印登记')
  await page.keyboard.press('Enter')
  const rows = page.getByTestId('print-row')
  await expect(rows).toHaveCount(2)
  await expect(page.getByTestId('prints-found')).toHaveText('共 2 次打印')
  await expect(rows.first()).toContainText('客户遗失一份')
  await expect(rows.first()).toContainText('结果不明')
  await expect(rows.last()).toContainText('已打印')
  await lookAt(page, 'prints')
  await page.keyboard.press('F3')
  await page.keyboard.type('SQ9999', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('empty')).toContainText('没有符合条件的打印')
  await lookAt(page, 'prints-none')
  await page.getByTestId('prints-clear').click()
  await expect(rows).toHaveCount(2)
  const file = path.join(dataDir, 'register.csv')
  await app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: to })
  }, file)
  await page.keyboard.press('F8')
  await page.locator('[name="purpose"]').fill('月末对账')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('prints-found')).toContainText(file)
  expect(readFileSync(file, 'utf8')).toContain('客户遗失一份')
})

test('the auditor reads the register, and sets no printer', async () => {
  await changePerson(page, auditor)
  await page.evaluate(() => window.location.assign('#/prints'))
  await expect(page.getByTestId('print-row')).toHaveCount(2)
  await expect(page.getByTestId('print-row').getByRole('link')).toHaveCount(0)
  await expect(page.getByTestId('prints-page')).not.toContainText('客户遗失')
  await page.evaluate(() => window.location.assign('#/settings'))
  await expect(page.getByTestId('printer-card')).toHaveCount(0)
})

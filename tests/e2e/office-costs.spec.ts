import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { askByStick, bringUp } from './pages/by-stick.ts'
import { pickNext } from './pages/case-page.ts'
import { agreeCosts, COST_ROWS, COSTS } from './pages/deciding.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { type LineOffice, startLineOffice } from './pages/line-office.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branchManager, branch as branchOf, firstManager } from './pages/people.ts'
import { paperText } from './pages/saved-paper.ts'
import { doStep, openStep } from './pages/step-page.ts'

/** The costs of a case head office decided are entered where its decision is taken (ADR 0164). */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-costs-'))
const stick = mkdtempSync(path.join(tmpdir(), 'counter-costs-stick-'))
let app: ElectronApplication
let page: Page
let office: LineOffice
let caseId = ''
let terms = { amountFen: 0, rate: 0 }

test.beforeAll(async () => {
  office = await startLineOffice()
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  ;({ caseId, terms } = await askByStick(page, office))
  await pickNext(app, stick)
  await bringUp(page, office, stick)
  await office.approve({ branch: branchOf.branchCode, caseId, rev: 1, ...terms })
  await office.takeStick(stick)
  await expectBridge(page, 'sync.importUsb', {})
})
test.afterAll(async () => {
  await app.close()
  await office.close()
  for (const folder of [dataDir, stick]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('the manager enters the costs from the keyboard; figures of head office cannot be touched', async () => {
  await changePerson(page, branchManager)
  await page.evaluate(() => window.location.assign('#/batches'))
  await page.getByTestId('view-decisions').click()
  await page.getByTestId('take-decision').click()
  const form = page.getByTestId('own-password-form')
  await expect(form.getByTestId('own-password-rows')).toContainText(formatFen(terms.amountFen as Fen))
  await expect(form.locator('[name="amountFen"], [name="rate"], [name="conditions"]')).toHaveCount(0)
  await expect(form.getByTestId('cost-add'), 'what is entered here comes first').toBeFocused()
  await agreeCosts(page)
  await lookAt(page, 'sync-take-decision')
})

test('above the ceiling they are refused at their amount, or head office is asked again; a wrong password takes nothing', async () => {
  const form = page.getByTestId('own-password-form')
  const own = form.locator('[name="own-password"]')
  const [kind, figure] = [form.locator('[name="cost-kind-0"]'), form.locator('[name="cost-figure-0"]')]
  await kind.selectOption('ONCE_ON_PRINCIPAL')
  await figure.fill('60')
  await figure.blur()
  await expect(form.getByTestId('all-in-cost')).toContainText('超过上限')
  await own.fill(branchManager.password)
  await page.keyboard.press('F9')
  await expect(form.getByTestId('error')).toContainText('COST_ABOVE_CEILING')
  await expect(figure).toHaveAttribute('aria-invalid', 'true')
  await expect(figure).toBeFocused()
  await expect(own, 'a password is not kept').toHaveValue('')
  await lookAt(page, 'sync-take-above')
  await form.getByTestId('ask-dear').click()
  await expect(form).toHaveCount(0)
  await expect(page.getByTestId('reason-form')).toContainText('再报总行')
  await page.getByTestId('reason-back').click()
  await expect(page.getByTestId('reason-form')).toHaveCount(0)
  await page.getByTestId('take-decision').click()
  await agreeCosts(page)
  await own.fill('Kassel-wrong-Linde')
  await page.keyboard.press('F9')
  await expect(form.getByTestId('error')).toContainText('PASSWORD_WRONG')
  await expect(own).toBeFocused()
  await expect(figure).toHaveValue('50.00')
})

test('taken by the right one, they stand on the contract page and in the cost table the customer signs', async () => {
  await page.locator('[name="own-password"]').fill(branchManager.password)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('decision-card')).toHaveCount(0)
  await expect(page.getByTestId('sync-said')).toContainText('已接收')
  await openStep(page, firstManager, caseId, 'contract')
  for (const said of [...COSTS, formatFen(terms.amountFen as Fen)]) await expect(page.getByTestId('contract-page')).toContainText(said)
  await doStep(page, 'DISCLOSE')
  const table = await paperText(app, page, { caseId, kind: 'COST_DISCLOSURE', folder: dataDir })
  for (const row of COST_ROWS) expect(table).toMatch(row)
})

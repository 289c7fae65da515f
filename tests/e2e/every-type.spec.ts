import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { Application, type ApplicationInput } from '../../core/intake/application.ts'
import { launch, windowOf } from './app.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { caseIdOf, openIntake, typeField, typeFields, waitForAutosave } from './pages/intake-page.ts'
import { administrator, teller } from './pages/people.ts'
import { addPerson } from './pages/staff-page.ts'

/** An enterprise that a company guarantees, typed at the counter. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-types-'))
const file = path.join(import.meta.dirname, '../../scripts/demo/every-type.json')
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: { id: string; application: ApplicationInput }[] }
const found = cases.find(({ id }) => id === 'enterprise-guarantor-company')
const wanted = found && Application.parse(found.application)
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  test.setTimeout(120_000)
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await addPerson(page, teller)
  await changePerson(page, teller)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('an enterprise with guarantors is chosen from 25 products, typed whole and checked without a stop', async ({ browserName: _browser }, info) => {
  test.setTimeout(120_000)
  if (!wanted) throw new Error('the demonstration case is gone')
  await page.evaluate(() => window.location.assign('#/cases'))
  await page.getByTestId('new-intake').click()
  await expect(page.locator('[data-testid^="product-"]')).toHaveCount(25)
  await page.screenshot({ path: info.outputPath('picker.png') })
  await page.keyboard.press('Escape')
  await openIntake(page, wanted.productCode)
  const { productCode: _code, note: _note, guarantors, guarantorCompanies, borrower, loan, enterprise, spouse, business, declarations } = wanted
  await typeField(page, 'borrower.maritalStatus', borrower.maritalStatus)
  await typeField(page, 'loan.paymentMode', loan.paymentMode)
  await typeField(page, 'business.premises', business?.premises)
  await typeField(page, 'guarantors', guarantors.length)
  await typeField(page, 'guarantorCompanies', guarantorCompanies.length)
  for (const [index, { maritalStatus }] of guarantors.entries()) await typeField(page, `guarantors.${index}.maritalStatus`, maritalStatus)
  if (enterprise?.controller) await typeField(page, 'enterprise.controller', true)
  await typeFields(page, {
    borrower,
    spouse,
    business,
    enterprise,
    loan,
    declarations,
    guarantors: { ...guarantors },
    guarantorCompanies: { ...guarantorCompanies },
  })
  await page.screenshot({ path: info.outputPath('form.png') })
  await page.keyboard.press('F4')
  await waitForAutosave(page, caseIdOf(page), 'declarations.firstLoan', true as never)
  const checked = await page.evaluate(async (caseId) => {
    const draft = (await window.counter.invoke('intake.draft', { caseId })) as { value: { body: object } }
    return window.counter.invoke('intake.check', { caseId, body: draft.value.body })
  }, caseIdOf(page))
  expect(checked).toMatchObject({ ok: true, value: { issues: [] } })
})

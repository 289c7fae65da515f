import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { Application, type ApplicationInput } from '../../core/intake/application.ts'
import zhCN from '../../renderer/locales/zh-CN/messages.ts'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { hirePeople } from './pages/hire.ts'
import { caseIdOf, openIntake } from './pages/intake-page.ts'
import { administrator, firstManager, teller } from './pages/people.ts'
import { expectState } from './pages/step-page.ts'
import { judgeByKey, judgeRest, offerPapers, typeWhole } from './pages/whole-intake.ts'

/** One whole intake and check of each applicant: typed, papers offered as a pile, judged by another person, accepted or sent back. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-types-'))
const file = path.join(import.meta.dirname, '../../scripts/demo/every-type.json')
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: { id: string; application: ApplicationInput }[] }
const APPLICANTS = [
  { who: 'a consumer with a guarantor', id: 'consumer-guarantee', defective: [] },
  { who: 'a sole trader on a vehicle', id: 'trader-vehicle', defective: [] },
  { who: 'an enterprise guaranteed by a company', id: 'enterprise-guarantor-company', defective: [] },
  { who: 'a family farm on credit', id: 'family-farm', defective: ['D205'] },
  { who: 'a cooperative with a guarantor', id: 'cooperative', defective: [] },
] as const
/** So many papers of each case are judged by key; all of them in `npm run test:full`. */
const BY_KEY = process.env.TEST_FULL === '1' ? Number.POSITIVE_INFINITY : 3

let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await hirePeople(page, teller, firstManager)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('an intake is opened from 25 products', async () => {
  await changePerson(page, teller)
  await page.evaluate(() => window.location.assign('#/cases'))
  await page.getByTestId('new-intake').click()
  await expect(page.locator('[data-testid^="product-"]')).toHaveCount(25)
  await page.keyboard.press('Escape')
})

for (const { who, id, defective } of APPLICANTS) {
  test(`${who} is typed whole, the papers come in by a pile, another person judges them, and the case ${defective.length > 0 ? 'gets its notice' : 'is accepted'}`, async ({
    browserName: _browser,
  }, info) => {
    const found = cases.find((one) => one.id === id)
    if (!found) throw new Error('the demonstration case is gone')
    const wanted = Application.parse(found.application)
    if (info.title.startsWith('a consumer') === false) await changePerson(page, teller)
    await page.evaluate(() => window.location.assign('#/cases'))
    await openIntake(page, wanted.productCode)
    const caseId = caseIdOf(page)
    await typeWhole(page, wanted)
    await page.keyboard.press('F4')
    // Every field has its first value from the start or by typing: the draft is whole once nothing is asked for.
    await expect
      .poll(async () => {
        const draft = await expectBridge(page, 'intake.draft', { caseId })
        return (await expectBridge(page, 'intake.check', { caseId, body: draft.body as never })).issues
      })
      .toEqual([])
    await page.screenshot({ path: info.outputPath('form.png') })

    await offerPapers(page, app, caseId, path.join(dataDir, `${id}.pdf`))
    await page.screenshot({ path: info.outputPath('pile.png') })
    await page.evaluate((to) => window.location.assign(to), `#/intake/${caseId}`)
    await expect(page.getByTestId('submit')).toBeEnabled()
    await page.keyboard.press('F9')
    await expectState(page, 'DOC_CHECK')

    await changePerson(page, firstManager)
    const { items } = await expectBridge(page, 'cases.get', { caseId })
    await judgeByKey(page, caseId, Math.min(BY_KEY, items.filter(({ state }) => state === 'UNCHECKED').length), defective)
    await page.screenshot({ path: info.outputPath('check.png') })
    await judgeRest(page, caseId, defective)
    const open = (await expectBridge(page, 'cases.get', { caseId })).items.filter(
      ({ stage, severity, state }) => stage === 'INTAKE' && severity === 'BLOCK' && state !== 'OK',
    )
    expect(open.map(({ itemId, party, state, defects }) => [itemId, party, state, ...defects])).toEqual(
      defective.map((itemId) => [itemId, 'B', 'DEFECT', 'E07']),
    )
    await page.keyboard.press('F5')
    if (defective.length > 0) {
      await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}/notice`)
      await expect(page.getByTestId('notice-page')).toContainText('未盖章')
      await expect(page.getByTestId('step-run')).toBeEnabled()
      await page.keyboard.press('F9')
      await expectState(page, 'DEFICIENT')
      await expect(page.getByTestId('document-pick')).toContainText('补件通知书')
      return
    }
    await expect(page.getByTestId('main-action')).toContainText(zhCN.actions.ACCEPT)
    await page.keyboard.press('F9')
    await page.getByTestId('action-confirm').click()
    await expectState(page, 'ACCEPTED')
  })
}

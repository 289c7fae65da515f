import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { callBridge, expectBridge } from './pages/bridge-call.ts'
import { bundledSurvey, takeSurveyed } from './pages/busy-branch.ts'
import * as deciding from './pages/deciding.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { typeFields } from './pages/intake-page.ts'
import { changeBranch } from './pages/live-database.ts'
import { violations } from './pages/look.ts'
import { lookAt } from './pages/look-at.ts'
import {
  administrator,
  branchManager,
  firstArchivist,
  firstManager,
  officer,
  branch as ours,
  reviewer,
  secondArchivist,
  secondManager,
  teller,
  today,
} from './pages/people.ts'
import { printA4, printAgain } from './pages/printer.ts'
import { paperText } from './pages/saved-paper.ts'
import { contractsBack, seeEverySignature } from './pages/signed-pile.ts'
import { addLaterPeople, doStep, expectState, handIn, openStep } from './pages/step-page.ts'

/** A mortgage case from the visit to the archive on the pages of the steps, each step by the person who may. */
test.describe.configure({ mode: 'serial' })

const CONDITION = '放款前投保，保额不低于 50 万元'
const BASIS = '保险单 PDZA20261100042'
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-steps-'))
const PROOF = '京（2026）测试区不动产证明第0000001号'
let app: ElectronApplication
let page: Page
const branch = { surveyed: '' }

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  branch.surveyed = await takeSurveyed(page)
  await addLaterPeople(page)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
const goTo = (hash: string): Promise<unknown> => page.evaluate((to) => window.location.assign(to), `#${hash}`)
const audited = async (action: string): Promise<number> =>
  (await expectBridge(page, 'cases.get', { caseId: branch.surveyed })).events.filter((event) => event.action === action).length

test('the first manager records visit and callback; what he typed is kept as a draft', async () => {
  await openStep(page, firstManager, branch.surveyed, 'survey')
  await expect(page.getByTestId('step-action')).toHaveAttribute('data-action', 'RECORD_SURVEY')
  await page.locator('[name="call-note"]').fill('本人接听')
  await page.getByTestId('log-call').click()
  await expect(page.getByTestId('call-log')).toContainText('接通')
  await typeFields(page, { survey: bundledSurvey(today) })
  await expect(page.getByTestId('draft-status')).toContainText('草稿已存')
  await goTo(`/cases/${branch.surveyed}`)
  await goTo(`/cases/${branch.surveyed}/survey`)
  await expect(page.locator('[name="survey.visit.place"]')).not.toHaveValue('')
})

test('what was typed the moment before the counter is left or the person signs out is kept', async () => {
  const place = page.locator('[name="survey.visit.place"]')
  const typed = await place.inputValue()
  const kept = async () => (await expectBridge(page, 'investigation.draft', { caseId: branch.surveyed })).body?.visit
  await place.fill(`${typed}二层`)
  await page.keyboard.press('F11')
  await expect(page.getByTestId('locked')).toBeVisible()
  await page.locator('[name="password"]').fill(firstManager.password)
  await page.getByRole('button', { name: '继续' }).click()
  await expect(page.getByTestId('locked')).toBeHidden()
  expect(await kept()).toMatchObject({ place: `${typed}二层` })
  await place.fill(typed)
  await changePerson(page, firstManager)
  expect(await kept()).toMatchObject({ place: typed })
  await goTo(`/cases/${branch.surveyed}/survey`)
  await expect(place).toHaveValue(typed)
  await page.keyboard.press('F9')
  await expect.poll(() => audited('investigation.record')).toBe(1)
})

test('the second manager sees what was recorded before he confirms it, then it is scored', async () => {
  await openStep(page, secondManager, branch.surveyed, 'survey')
  await expect(page.getByText('实地考察').first()).toBeVisible()
  await doStep(page, 'CONFIRM_SURVEY')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('score-page')).toBeVisible()
  await doStep(page, 'SCORE')
  await expect(page.getByTestId('score-card')).toContainText('A')
  await doStep(page, 'TO_REVIEW')
  await expectState(page, 'REVIEW')
})

test('who surveyed the case may not judge it: the button is dead, the reason stands there, the bridge refuses (R1)', async () => {
  const { version } = await expectBridge(page, 'cases.get', { caseId: branch.surveyed })
  expect(await callBridge(page, 'approval.review', { caseId: branch.surveyed, version, outcome: 'AGREE', note: '', rejectionCodes: [] })).toMatchObject({
    error: { code: 'ROLE_MISSING' },
  })
  await changePerson(page, reviewer)
  await goTo('/approvals')
  await expect(page.getByTestId('four-eyes')).toContainText('不重合')
})

test('the reviewer agrees with F9, and the inbox is empty at once', async () => {
  await expect(page.getByTestId('agree')).toBeEnabled()
  await page.keyboard.press('F9')
  await expect(page.getByTestId('inbox-count')).toHaveText('0')
})

test('the manager sees amount and uppercase, refuses by no key, and F9 pressed twice decides once (K8, S7, R2)', async () => {
  await changePerson(page, branchManager)
  await goTo('/approvals')
  await expect(page.getByTestId('agree')).toBeEnabled()
  await deciding.typeHalfAMillion(page)
  await deciding.agreeFurther(page)
  await page.locator('[name="conditional"]').check()
  await page.locator('[name="conditions"]').fill(CONDITION)
  await deciding.agreeCosts(page)
  await deciding.refusedByNoKey(page)
  await page.locator('[name="reason"]').fill('还款来源可靠')
  await page.keyboard.press('F9')
  const own = page.locator('[name="own-password"]')
  await expect(own).toBeFocused()
  for (const said of ['500,000.00 元', ...deciding.FURTHER, ...deciding.COSTS, '年化综合融资成本'])
    await expect(page.getByTestId('own-password-form')).toContainText(said)
  await lookAt(page, 'approval-confirm')
  await expect(page.getByTestId('own-password-run')).toBeDisabled()

  // A wrong password decides nothing, and what was typed for the decision stands there as it was.
  await deciding.refusedByWrongPassword(page)
  await expect(page.getByTestId('inbox-count')).toHaveText('1')
  await expect(page.locator('[name="reason"]')).toHaveValue('还款来源可靠')
  await expect(page.locator('[name="amountFen"]')).toHaveValue(/500,?000/)
  expect(await audited('approval.decide')).toBe(0)
  await deciding.registrationIsOurs(page, branchManager.password)
  expect(await audited('approval.decide')).toBe(0)
  await page.keyboard.press('F9')
  await expect(own).toBeFocused()
  await own.fill(branchManager.password)
  await page.keyboard.press('F9')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('inbox-count')).toHaveText('0')
  await expect.poll(() => audited('approval.decide')).toBe(1)
})

test('before the contract is drawn up each of its clauses says which rule it answers and what brought it in', async () => {
  await openStep(page, firstManager, branch.surveyed, 'contract')
  for (const agreed of [...deciding.FURTHER, ...deciding.COSTS]) await expect(page.getByTestId('contract-page')).toContainText(agreed)
  await expect(page.locator('footer.keys [data-command="page:clauses"]')).toBeEnabled()
  await page.keyboard.press('Alt+c')
  const list = page.getByTestId('clause-list')
  await expect(list.getByTestId('clause-A02.4')).toContainText('因为：个人消费贷款')
  await expect(list.getByTestId('article-A01')).toContainText('民法典第六百六十八条')
  await expect(list.getByTestId('clause-A02.3')).toHaveCount(0)
  await list.getByTestId('clause-conditional').check()
  await expect(list.getByTestId('article-A01')).toHaveCount(0)
  await list.getByTestId('clause-paper').selectOption({ label: '抵押合同' })
  await expect(list).toContainText('MORTGAGE-HOUSE@3')
  await page.keyboard.press('F6')
  await expect(list).toHaveCount(0)
  await expect(page.getByTestId('contract-page')).toBeVisible()
})

test('what is no longer as approved is named field by field, both sides beside each other, and stops the step', async () => {
  await changeBranch(dataDir, 'DROP TRIGGER tr_decision_fixed', [])
  await changeBranch(dataDir, 'UPDATE decision SET annual_rate = annual_rate + 1000 WHERE case_id = ?', [branch.surveyed])
  await openStep(page, firstManager, branch.surveyed, 'contract')
  const differ = page.getByTestId('terms-differ')
  await expect(differ.locator('[data-path="loan.rate.annualRate"]')).toContainText(/年利率业务[\d.]+%[\d.]+%/)
  await expect(differ).toContainText('校验码')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('pick-DISCLOSE').click()
  await page.keyboard.press('F9')
  await expect(page.getByRole('alert').filter({ hasText: 'TERMS_DIFFER' })).toContainText('年利率')
  await changeBranch(dataDir, 'UPDATE decision SET annual_rate = annual_rate - 1000 WHERE case_id = ?', [branch.surveyed])
  await openStep(page, firstManager, branch.surveyed, 'contract')
  await expect(differ).toHaveCount(0)
})

test('the cost is disclosed, the contract drawn up and looked at page by page', async () => {
  await openStep(page, firstManager, branch.surveyed, 'contract')
  await expect(page.getByTestId('contract-page')).toContainText('500,000.00')
  await doStep(page, 'DISCLOSE')
  const table = await paperText(app, page, { caseId: branch.surveyed, kind: 'COST_DISCLOSURE', folder: dataDir })
  for (const row of deciding.COST_ROWS) expect(table).toMatch(row)
  await handIn(page, branch.surveyed, 'SIGN', ['D705', 'D706'])
  await openStep(page, firstManager, branch.surveyed, 'contract')
  await doStep(page, 'DRAW_UP')
  await expect(page.getByTestId('document-pick')).toContainText('借款合同')
  await expect(page.locator('.paper canvas')).toBeVisible()
})

test('a contract is printed as A4 sheets, one for each page and as many copies as it promises; it is on record before the print window opens', async () => {
  await printA4(app, page, audited)
})

test('a second print needs a reason, and one that was called off or left unsaid stays on record as well (D6)', async () => {
  await printAgain(app, page)
  expect(await audited('documents.print')).toBe(4)
  expect(await audited('documents.printed')).toBe(4)
})

test('the signing is registered by another person, each signer seen; both who look at the signatures confirm them, and the second with one key', async () => {
  await handIn(page, branch.surveyed, 'SIGN', ['D706'])
  await contractsBack(page, branch.surveyed)
  await openStep(page, officer, branch.surveyed, 'signing')
  await deciding.registerSigning(page)
  await expect(page.getByTestId('signed-set')).toContainText(teller.staffName)
  await seeEverySignature(page, () => page.keyboard.press('Alt+v'))
  await expect(page.getByTestId('signed-set')).toContainText('签名已由两人看过')
  await page.evaluate((to) => window.location.assign(to), `#/cases/${branch.surveyed}/disbursement`)
  await expect(page.getByTestId('condition-COLLATERAL_EFFECTIVE'), 'a state in words, not by its code').toContainText('未提交')
})

test('the registration runs through the registry; one archivist enters the proof, another confirms it; leaving what is typed asks first (S3)', async () => {
  await openStep(page, firstManager, branch.surveyed, 'collateral')
  await doStep(page, 'TO_REGISTRATION')
  await openStep(page, firstArchivist, branch.surveyed, 'collateral')
  for (const [to, word] of [
    ['SUBMITTED', '已提交'],
    ['PENDING', '审核中'],
    ['DONE', '已办结'],
  ] as const) {
    await page.locator('[name="to"]').selectOption(to)
    await page.keyboard.press('F9')
    await expect(page.locator('.layout .left')).toContainText(word)
  }
  await page.getByTestId('pick-PROVE_REGISTRATION').click()
  await page.locator('[name="proofNo"]').fill(PROOF)
  await expect(page.locator('[name="mortgagee"]')).toHaveValue(`${ours.bankName}${ours.branchName}`)
  await page.locator('[name="securedFen"]').fill('600000')
  await page.locator('[name="securedFen"]').blur()
  await goTo('/today')
  await expect(page.getByTestId('leave-stay')).toBeFocused()
  await expect(page.getByTestId('leave-dialog').locator('li')).toHaveText(['不动产登记证明号', '担保债权数额（元）'])
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('leave-dialog')).toBeHidden()
  await expect(page.locator('[name="proofNo"]')).toHaveValue(PROOF)
  await page.keyboard.press('F9')
  await expect(page.locator('.layout .left')).toContainText(PROOF)
  await openStep(page, secondArchivist, branch.surveyed, 'collateral')
  await page.locator('[name="proofNo"]').fill(PROOF)
  await doStep(page, 'CONFIRM_REGISTRATION')
  await expect(page.locator('.layout .left')).toContainText('已生效')
})

test('the money leaves when every condition is met, by two persons', async () => {
  await openStep(page, officer, branch.surveyed, 'disbursement')
  await doStep(page, 'MAKE_READY')
  await expect(page.getByTestId('condition-COLLATERAL_EFFECTIVE')).toContainText('已落实')
  await handIn(page, branch.surveyed, 'DISBURSE', ['D708', 'D710'])
  await openStep(page, officer, branch.surveyed, 'disbursement')
  await expect(page.getByTestId('step-action')).toHaveAttribute('data-action', 'PREPARE_RELEASE')
  // The cursor stands in the first condition; nothing is taken for met before somebody says by what.
  const basis = page.getByLabel(CONDITION)
  const own = page.getByTestId('own-conditions')
  await expect(basis).toBeFocused()
  await page.keyboard.press('F9')
  await expect(basis).toHaveAttribute('aria-invalid', 'true')
  await expect(own).toContainText('放款审核时办')
  await basis.fill(BASIS)
  await page.keyboard.press('F9')
  await expect(page.locator('[name="authorise-voucher"]')).toBeFocused()
  await expect(own).toContainText(`落实依据：${BASIS} · 确认人：${officer.staffName}`)
  await handIn(page, branch.surveyed, 'DISBURSE')
  await openStep(page, officer, branch.surveyed, 'disbursement')
  await page.locator('[name="authorise-voucher"]').fill('V20260001')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('second-form')).toContainText(BASIS)
  await page.locator('[name="secondNo"]').fill(officer.staffNo)
  await page.locator('[name="secondPassword"]').fill(officer.password)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('second-form').getByTestId('error')).toBeVisible()
  await page.locator('[name="secondNo"]').fill(branchManager.staffNo)
  await page.locator('[name="secondPassword"]').fill(branchManager.password)
  await page.keyboard.press('F9')
  await expectState(page, 'ACTIVE')
})

test('one archivist prepares the volume; without head office’s key another cannot file it, and is told why', async () => {
  await openStep(page, firstArchivist, branch.surveyed, 'filing')
  await doStep(page, 'PREPARE_VOLUME')
  await openStep(page, secondArchivist, branch.surveyed, 'filing')
  await expect(page.getByTestId('step-action')).toHaveAttribute('data-action', 'FILE')
  await expect(page.getByTestId('step-run')).toBeEnabled()
  await page.keyboard.press('F9')
  await expect(page.getByTestId('error')).toContainText('HEADOFFICE_NOT_ENROLLED')
})

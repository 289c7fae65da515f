import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { makeP12 } from '../fixtures/paper/p12.ts'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { takeSurveyed } from './pages/busy-branch.ts'
import { pickNext } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { toApproval, toContract, toProof, toRelease, toReview } from './pages/line-calls.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branch, branchManager, firstManager, officer, today } from './pages/people.ts'
import { addLaterPeople, openStep } from './pages/step-page.ts'

/** A mortgage from its signing to its end: the copies signed with the branch's certificate, settlement, release and dunning. */
test.describe.configure({ mode: 'serial' })
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-after-loan-'))
const PASSWORD = '证书口令 2026'
const DAY = 86_400_000
let app: ElectronApplication
let page: Page
let caseId = ''

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  caseId = await takeSurveyed(page)
  await addLaterPeople(page)
  await toReview(page, caseId)
  await toApproval(page, caseId)
  await toContract(page, caseId)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** The paper of this kind as the customer gets it, saved through the window, and its pages as pictures where poppler is here. */
async function saved(kind: string): Promise<string> {
  const { documents } = await expectBridge(page, 'cases.get', { caseId })
  const file = path.join(dataDir, `${kind}.pdf`)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await expectBridge(page, 'documents.save', { documentId: documents.find((one) => one.kind === kind)?.documentId ?? '' })
  if (process.env.LOOK_DIR) execFileSync('pdftoppm', ['-png', '-r', '70', file, path.join(process.env.LOOK_DIR, kind)])
  return file
}

test('the administrator sets the certificate; a wrong password says so and what was typed can be typed again', async () => {
  const file = path.join(dataDir, 'branch.p12')
  const [from, to] = [new Date(Date.now() - DAY), new Date(Date.now() + 365 * DAY)]
  writeFileSync(file, makeP12({ holder: '示例商业银行示例支行', password: PASSWORD, from, to }))
  await changePerson(page, administrator)
  await page.evaluate(() => window.location.assign('#/settings'))
  const card = page.getByTestId('certificate-card')
  await expect(card).toContainText('尚未设置')
  await pickNext(app, file)
  await card.locator('[name="certificate-password"]').fill('wrong')
  await page.getByTestId('set-certificate').click()
  await expect(card).toContainText('证书口令不对')
  await card.locator('[name="certificate-password"]').fill(PASSWORD)
  await page.getByTestId('set-certificate').click()
  await expect(page.getByTestId('certificate-holder')).toHaveText('示例商业银行示例支行')
  await lookAt(page, 'settings-certificate')
})

test('after the signing on paper the officer signs the electronic copies, and the page says who signed them', async () => {
  await toProof(page, caseId, `${branch.bankName}${branch.branchName}`)
  await openStep(page, officer, caseId, 'signing')
  const copies = page.getByTestId('signed-copies')
  await copies.locator('[name="certificate-password"]').fill(PASSWORD)
  await page.getByTestId('sign-copies').click()
  await expect(page.getByTestId('copy-signed').first()).toContainText('示例商业银行示例支行')
  await expect(copies).toContainText('已签署 2 份合同')
  await lookAt(page, 'signing-copies')
  const contract = await saved('LOAN_CONTRACT')
  if (spawnSync('pdfsig', ['-v']).error === undefined)
    expect(execFileSync('pdfsig', ['-nocert', contract], { encoding: 'utf8' })).toContain('Signature is Valid')
})

test('once the money is out the manager makes settlement certificate and release application; a loan that is not overdue is not dunned', async () => {
  await toRelease(page, caseId)
  await expectBridge(page, 'session.signIn', { staffNo: branchManager.staffNo, password: branchManager.password })
  const { version } = await expectBridge(page, 'cases.get', { caseId })
  await expectBridge(page, 'disbursement.release', { caseId, version, voucherNo: 'V20260001', password: branchManager.password })
  await changePerson(page, firstManager)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}`)

  await page.getByTestId('paper-menu').click()
  await page.getByTestId('paper-menu-dun').click()
  const form = page.getByTestId('after-loan-form')
  await form.locator('[name="payBy"]').fill('2030-01-31')
  await page.getByTestId('after-loan-make').click()
  await expect(form).toContainText('从第几期起未还有误：未到期或没有这一期')
  await lookAt(page, 'case-dunning-refused')
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()

  await page.getByTestId('paper-menu').click()
  await page.getByTestId('paper-menu-settle').click()
  await expect(form.locator('[name="settledOn"]')).toHaveValue(today)
  await form.locator('[name="reference"]').fill('核心回单 20261126-001')
  await lookAt(page, 'case-settle')
  await page.getByTestId('after-loan-make').click()
  await expect(page.getByTestId('document-pick')).toContainText('结清证明')
  await expect(page.getByTestId('document-pick')).toContainText('解除抵押')
  await expect(page.locator('.paper canvas').first()).toBeVisible()
  await lookAt(page, 'case-settled-papers')
  for (const kind of ['SETTLEMENT_CERTIFICATE', 'RELEASE_APPLICATION']) await saved(kind)
  await page.keyboard.press('F6')
  await expect(page.getByTestId('document-pick')).toBeHidden()
})

test('only the administrator is offered to set the certificate', async () => {
  await changePerson(page, officer)
  await page.evaluate(() => window.location.assign('#/settings'))
  await expect(page.getByTestId('settings-page')).toBeVisible()
  await expect(page.getByTestId('certificate-card')).toHaveCount(0)
})

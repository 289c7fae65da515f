import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { takeSurveyed } from './pages/busy-branch.ts'
import { pickNext } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { toApproval, toReview } from './pages/line-calls.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branchManager, firstManager, officer, teller, today } from './pages/people.ts'
import { printedContracts, sheetsOf } from './pages/signed-pile.ts'
import { addLaterPeople, handIn, openStep } from './pages/step-page.ts'

/** A signed contract comes back from the scanner on the page of the signing register. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-scan-back-'))
let app: ElectronApplication
let page: Page
let caseId = ''
const at = async () => ({ caseId, version: (await expectBridge(page, 'cases.get', { caseId })).version })

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  caseId = await takeSurveyed(page)
  await addLaterPeople(page)
  await toReview(page, caseId)
  await toApproval(page, caseId)
  await expectBridge(page, 'session.signIn', { staffNo: branchManager.staffNo, password: branchManager.password })
  const terms = { amountFen: 50_000_000, rate: 41_000 }
  await expectBridge(page, 'approval.decide', {
    ...(await at()),
    ...terms,
    outcome: 'APPROVED',
    conditions: [],
    reason: '同意',
    rejectionCodes: [],
    password: branchManager.password,
  })
  await expectBridge(page, 'session.signIn', { staffNo: firstManager.staffNo, password: firstManager.password })
  await expectBridge(page, 'contract.disclose', { ...(await at()), signedOn: today })
  await handIn(page, caseId, 'SIGN', ['D705', 'D706'])
  await expectBridge(page, 'session.signIn', { staffNo: firstManager.staffNo, password: firstManager.password })
  await expectBridge(page, 'contract.drawUp', { ...(await at()), valueDate: today })
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** The loan contract as it was printed, of these pages only, as a file of the scanner. */
async function scanned(pages: (all: number) => readonly number[]): Promise<string> {
  const [contract = Buffer.of()] = await printedContracts(page, caseId)
  const file = path.join(dataDir, 'signed.pdf')
  writeFileSync(file, await sheetsOf(contract, pages))
  return file
}

test('the board names the page that is missing and the one that came twice, shows the places to sign, and takes the ticks of two persons', async () => {
  await openStep(page, teller, caseId, 'signing')
  const board = page.getByTestId('signed-set')
  await expect(board).toContainText('一页不缺才能放款')
  await pickNext(app, await scanned((all) => [1, 1, ...Array.from({ length: all - 2 }, (_, n) => n + 3)]))
  await page.getByTestId('signed-set-pick').click()
  await expect(page.getByTestId('signed-set-missing').first()).toContainText('借款合同')
  await expect(page.getByTestId('signed-set-missing').first()).toContainText('缺第 2 页')
  await expect(page.getByTestId('signed-set-DOUBLED')).toContainText('重复')
  await lookAt(page, 'signing-set')
  await page.getByTestId('take-away').click()
  await expect(page.getByTestId('signed-set-DOUBLED')).toHaveCount(0)
  const crops = page.locator('[data-testid^="crops-LOAN_CONTRACT"]').first()
  await expect(crops.locator('img').first()).toHaveJSProperty('complete', true)
  await crops.getByTestId('tick-signature').click()
  await expect(crops).toContainText('还须另一人看')
  await changePerson(page, officer)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}/signing`)
  await crops.getByTestId('tick-signature').click()
  await expect(crops).toContainText(`${teller.staffName}、${officer.staffName}`)
  await lookAt(page, 'signing-set-ticked')
})

test('a form of the counter is made from the case’s papers menu, looked at and ready to print', async () => {
  await changePerson(page, teller)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}`)
  await page.getByTestId('paper-menu').click()
  await lookAt(page, 'case-paper-menu')
  const form = page.getByTestId('paper-menu-SERVICE_ADDRESS')
  // Looking in another size or language closes a menu, as it should.
  if (!(await form.isVisible())) await page.getByTestId('paper-menu').click()
  await form.click()
  await expect(page.getByTestId('document-pick')).toContainText('送达地址确认书')
  await expect(page.locator('.paper canvas').first()).toBeVisible()
  await lookAt(page, 'case-paper-window')
  await page.keyboard.press('F10')
  await expect(page.getByTestId('print-form')).toBeVisible()
  await lookAt(page, 'case-paper-print')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('print-form')).toBeHidden()
})

test('the same form is made again for a reason only', async () => {
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}`)
  await page.keyboard.press('F6')
  await expect(page.getByTestId('document-pick')).toBeHidden()
  await page.getByTestId('paper-menu').click()
  await page.getByTestId('paper-menu-SERVICE_ADDRESS').click()
  const why = page.getByTestId('reason-form')
  await expect(why).toContainText('先前一版作废')
  await expect(page.getByTestId('reason-confirm')).toBeDisabled()
  await why.locator('[name="reason"]').click()
  await page.keyboard.press('Control+1')
  await lookAt(page, 'case-paper-again')
  await page.getByTestId('reason-confirm').click()
  await expect(page.getByTestId('document-pick')).toContainText('送达地址确认书')
  const { events } = await expectBridge(page, 'cases.get', { caseId })
  // One sheet for each party who signs it, and the reason beside each.
  const reasons = events.filter(({ action }) => action === 'documents.remade').map(({ reason }) => reason)
  expect(new Set(reasons)).toEqual(new Set(['前一版内容有误，已更正。']))
})

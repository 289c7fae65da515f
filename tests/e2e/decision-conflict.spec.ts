import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { fen, formatFen } from '../../core/kernel/fen.ts'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { askByStick, bringUp } from './pages/by-stick.ts'
import { pickNext } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { type LineOffice, startLineOffice } from './pages/line-office.ts'
import { changeBranch } from './pages/live-database.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branchManager, branch as branchOf, teller } from './pages/people.ts'

/** Head office decides on one version of a case while the branch goes on to the next: nothing is overwritten by itself (features 4.17). */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-conflict-'))
const stick = mkdtempSync(path.join(tmpdir(), 'counter-conflict-stick-'))
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
})
test.afterAll(async () => {
  await app.close()
  await office.close()
  for (const folder of [dataDir, stick]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const as = ({ staffNo, password }: typeof teller) => expectBridge(page, 'session.signIn', { staffNo, password })
const at = async () => ({ caseId, version: (await expectBridge(page, 'cases.get', { caseId })).version })
/** Head office decides on what it was shown; the stick brings it back, and the manager opens the decisions. */
async function decided(rev: number): Promise<void> {
  await office.approve({ branch: branchOf.branchCode, caseId, rev, ...terms })
  await office.takeStick(stick)
  await as(branchManager)
  const { taken } = await expectBridge(page, 'sync.importUsb', {})
  expect(taken).toMatchObject({ decisions: 1, stopped: null })
  await changePerson(page, branchManager)
  await page.evaluate(() => window.location.assign('#/batches'))
  await page.getByTestId('view-decisions').click()
  await expect(page.getByTestId('decision-card')).toHaveAttribute('data-stale', 'true')
}
async function settle(how: 'ask-again' | 'set-aside', reason: string): Promise<void> {
  await page.getByTestId(how).click()
  await page.getByTestId('reason-form').locator('textarea').fill(reason)
  await page.getByTestId('reason-confirm').click()
  await expect(page.getByTestId('decision-card')).toHaveCount(0)
}

test('both sides stand beside each other; the version head office never saw is asked about again, and cannot be set aside', async () => {
  const { version: seen } = await at()
  await bringUp(page, office, stick)
  // Nothing a person of this release does to a case that waits for head office leaves it waiting: an earlier one could.
  await changeBranch(dataDir, 'UPDATE loan_case SET version = version + 1 WHERE id = ?', [caseId])
  await decided(1)
  const card = page.getByTestId('decision-card')
  await expect(card).toContainText('与本行现状不一致')
  await expect(card).toContainText(`总行所见：第 ${seen} 版`)
  await expect(card).toContainText(formatFen(fen(terms.amountFen)))
  await expect(card).toContainText(`本行现状：第 ${seen + 1} 版`)
  await expect(card).toContainText('请按现状再报')
  await expect(page.getByTestId('take-decision')).toHaveCount(0)
  await expect(page.getByTestId('set-aside')).toHaveCount(0)
  await lookAt(page, 'sync-conflict-ask')
  await settle('ask-again', '资料已更新')
  expect(await at()).toEqual({ caseId, version: seen + 2 })
})

test('a decision on a case the customer has withdrawn meanwhile is set aside, and says what the branch did', async () => {
  const { version: seen } = await at()
  await bringUp(page, office, stick)
  await as(teller)
  await expectBridge(page, 'case.withdraw', { ...(await at()), reason: '客户不再需要' })
  await decided(2)
  const card = page.getByTestId('decision-card')
  await expect(card).toContainText(`总行所见：第 ${seen} 版`)
  await expect(card).toContainText(`本行现状：第 ${seen + 1} 版，已撤回`)
  await expect(card.locator('section').last().locator('li')).toHaveText([new RegExp(`${teller.staffName} 撤回申请`)])
  await expect(card).toContainText('搁置后业务保持现状')
  await expect(page.getByTestId('ask-again')).toHaveCount(0)
  await lookAt(page, 'sync-conflict-aside')
  await settle('set-aside', '客户已撤回')
  await page.keyboard.press('F5')
  await expect(page.getByTestId('decision-card')).toHaveCount(0)
  const { state, version } = await expectBridge(page, 'cases.get', { caseId })
  expect([state, version]).toEqual(['WITHDRAWN', seen + 1])
})

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { type BusyBranch, fillBranch } from './pages/busy-branch.ts'
import { pickNext } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { falseOffice } from './pages/false-office.ts'
import { toApproval, toReview } from './pages/line-calls.ts'
import { type LineOffice, startLineOffice } from './pages/line-office.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branchManager, branch as branchOf, firstManager, type Person, teller } from './pages/people.ts'
import { doStep, openStep } from './pages/step-page.ts'

/** The line to head office on screen: over the wire, without it by stick, and what comes back (S23). */
test.describe.configure({ mode: 'serial' })

/** Who asks in the accepted case of the filled branch (scripts/demo/cases.json). */
const SOLE_TRADER = '330199198502150034'
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-sync-'))
const stick = mkdtempSync(path.join(tmpdir(), 'counter-stick-'))
let app: ElectronApplication
let page: Page
let branch: BusyBranch
let office: LineOffice

test.beforeAll(async () => {
  office = await startLineOffice()
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  branch = await fillBranch(page)
})
test.afterAll(async () => {
  await app.close()
  await office.close()
  for (const folder of [dataDir, stick]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function openAs(person: Person): Promise<void> {
  await changePerson(page, person)
  await page.evaluate(() => window.location.assign('#/batches'))
  await expect(page.getByTestId('line-card')).toBeVisible()
}
const standing = (word: string): Promise<void> => expect(page.getByTestId('line-card')).toHaveAttribute('data-standing', word)
/** Gathered by the teller, sealed by the manager, who stays at the window. */
async function sealNext(): Promise<void> {
  await openAs(teller)
  await expect(page.getByTestId('propose')).toBeEnabled()
  await page.keyboard.press('F9')
  await expect(page.getByTestId('step-note')).toContainText('须由另一人复核封存')
  await expect(page.getByTestId('seal')).toBeDisabled()
  await openAs(branchManager)
  await expect(page.getByTestId('seal')).toBeEnabled()
  await page.keyboard.press('F9')
  await expect(page.getByTestId('flow-toSeal')).toContainText('0')
}

test('a branch that is not enrolled is told so, and what waits is counted', async () => {
  for (const caseId of [branch.surveyed, branch.accepted]) await expectBridge(page, 'sync.sendAgain', { caseId })
  await openAs(teller)
  await standing('NOT_ENROLLED')
  await expect(page.getByTestId('propose')).toBeDisabled()
  await expect(page.getByTestId('flow-waiting')).toContainText('未编批22条')
  await page.getByTestId('view-outbox').click()
  await lookAt(page, 'sync-not-enrolled')
  await expect(page.getByTestId('outbox-row').first()).toContainText('等编批')
})

test('what one person was refused is not held against the next', async () => {
  await pickNext(app, path.join(stick, 'not-there'))
  await page.getByTestId('import-usb').click()
  await expect(page.getByTestId('error')).toBeVisible()
  await openAs(branchManager)
  await expect(page.getByTestId('error')).toHaveCount(0)
})

test('the manager enrols it over the line with the code and the fingerprint', async () => {
  await openAs(branchManager)
  await page.getByTestId('line-set-up').click()
  await page.locator('[name="line-address"]').fill('ftp://nowhere')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('line-form').getByTestId('error')).toContainText('https')
  await lookAt(page, 'sync-line')
  await page.locator('[name="line-address"]').fill(office.url)
  await page.locator('[name="line-code"]').fill(await office.code(branchOf.branchCode))
  await page.locator('[name="line-fingerprint"]').fill(office.fingerprint)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('line-form')).toBeHidden()
  await expect(page.getByTestId('sync-said')).toContainText('示例农商银行总行')
})

test('the manager asks for new keys, which go with the next batch; asked again, nothing more is made', async () => {
  await page.getByTestId('enrol').click()
  await page.getByTestId('turn-keys').click()
  await expect(page.getByTestId('enrolled')).toHaveText('新密钥随下一批报总行；总行答复后，此后各批改用新密钥')
  await lookAt(page, 'sync-turn-keys')
  await page.getByTestId('turn-keys').click()
  await expect(page.getByTestId('enrolled')).toHaveText('新密钥已在等总行答复，不必再换')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('turn-keys')).toBeHidden()
  expect(await office.deviceKeys(branchOf.branchCode)).toHaveLength(1)
})

test('an enrolment by a key nobody knows as head office’s asks for a second person, and says why', async () => {
  const { file, fingerprint } = await falseOffice(page, app, stick)
  await page.getByTestId('enrol').click()
  await expect(page.locator('[name="secondNo"]')).toHaveCount(0)
  await pickNext(app, file)
  await page.locator('[name="fingerprint"]').fill(fingerprint)
  await page.getByTestId('install-enrolment').click()
  await expect(page.getByTestId('error')).toContainText(`指纹 ${fingerprint}`)
  await expect(page.getByTestId('error')).toContainText('须两人办理')
  await expect(page.getByTestId('install-enrolment')).toBeDisabled()
  await lookAt(page, 'sync-other-office')
  await page.locator('[name="secondNo"]').fill(branchManager.staffNo)
  await page.locator('[name="secondPassword"]').fill(branchManager.password)
  await page.getByTestId('install-enrolment').click()
  await expect(page.getByTestId('error')).toContainText('不得为同一人')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('install-enrolment')).toBeHidden()
})

test('two persons send a batch, and its receipt stands on the screen, with what head office found across branches', async () => {
  await office.elsewhere(SOLE_TRADER)
  await sealNext()
  await expect(page.getByTestId('send')).toBeEnabled()
  await page.keyboard.press('F9')
  await expect(page.getByTestId('batch-1-1')).toHaveAttribute('data-state', 'ACKED')
  await standing('IN_TOUCH')
  expect(await office.deviceKeys(branchOf.branchCode)).toHaveLength(2)
  await page.getByTestId('view-outbox').click()
  await page.getByTestId('outbox-RECEIVED').click()
  await expect(page.getByTestId('outbox-row').first()).toContainText('资料已齐')
  await lookAt(page, 'sync-in-touch')
  await page.getByTestId('view-findings').click()
  await expect(page.getByTestId('finding-row')).toHaveCount(1)
  await expect(page.getByTestId('finding-row')).toContainText('同一申请人')
  await expect(page.getByTestId('finding-row')).toContainText('其他网点 1 家，共 1 笔')
  await expect(page.getByTestId('cross-list')).toContainText('共 1 项')
  await lookAt(page, 'sync-findings')
  await page.getByTestId('finding-row').getByRole('link').click()
  await expect(page.getByTestId('case-record').first()).toHaveAttribute('data-state', 'RECEIVED')
  await expect(page.getByTestId('case-finding')).toContainText('核对征信与负债')
  await expect(page.getByTestId('elsewhere-found')).toHaveText('此人在其他网点有未结清贷款')
  await lookAt(page, 'case-at-office')
})

test('head office goes over to new keys of its own, and the next batch is answered as ever', async () => {
  await office.turnKeys()
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  await expectBridge(page, 'sync.sendAgain', { caseId: branch.accepted })
  await sealNext()
  // Who has the case open all the while sees it arrive.
  await page.evaluate((id) => window.location.assign(`#/cases/${id}`), branch.accepted)
  await expect(page.getByTestId('case-record').first()).toHaveAttribute('data-state', 'PACKED')
  await expectBridge(page, 'sync.start', {})
  await expect(page.getByTestId('case-record').first()).toHaveAttribute('data-state', 'RECEIVED')
  await page.evaluate(() => window.location.assign('#/batches'))
  await expect(page.getByTestId('batch-1-2')).toHaveAttribute('data-state', 'ACKED')
  await standing('IN_TOUCH')
})

test('reference data of head office is in force or refused with its reason, and the cases it stops are named', async () => {
  const listed = { list: 'FRAUD', key: SOLE_TRADER, name: '名单所列', reason: '伪造流水', until: null }
  await office.publish('LPR', { name: 'lpr.yaml', text: 'lpr: [{ publishedOn: 2026-01-20, oneYear: 28000, fiveYear: 33000 }]\n' })
  await office.publish('RISK_LISTS', { name: 'bank.ndjson', text: `${JSON.stringify(listed)}\n` })
  await office.publish('CALENDAR', { name: '2099.json', text: JSON.stringify({ year: 2099, holidays: [], workdays: [] }) })
  await openAs(branchManager)
  await expectBridge(page, 'sync.start', {})
  await standing('IN_TOUCH')
  await expect.poll(async () => (await expectBridge(page, 'sync.packs', {})).packs.length).toBe(3)
  await page.keyboard.press('F5')
  await page.getByTestId('view-packs').click()
  await expect(page.getByTestId('pack-LPR-1')).toContainText(/(?<!待)生效/)
  const calendar = page.getByTestId('pack-CALENDAR-1')
  await expect(calendar).toContainText('工作日历第 1 版未采用：与现有年份之间缺了年份。', { useInnerText: true })
  await expect(calendar).toContainText('请告知总行，改正后以更大的版本号重发。')
  // The words of the program are for who is asked to help.
  await expect(calendar).not.toContainText('years follow each other', { useInnerText: true })
  await calendar.getByText('原文（报修用）').click()
  await expect(calendar).toContainText('DATA_FILE_INVALID CALENDAR 1  years follow each other')
  await calendar.getByText('原文（报修用）').click()
  await expect(page.getByTestId('pack-listed').getByRole('row')).toHaveCount(1)
  await expect(page.getByTestId('pack-listed')).toContainText('借款人在风险名单 FRAUD 上')
  await lookAt(page, 'sync-packs')
})

test('a head office that answers with an error or breaks off takes nothing from this computer, and the page counts what is there (S6)', async () => {
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  await expectBridge(page, 'sync.sendAgain', { caseId: branch.accepted })
  await sealNext()
  const batch = page.getByTestId('batch-1-3')
  for (const how of ['error', 'cut'] as const) {
    office.fail(how)
    await expect(page.getByTestId('send')).toBeEnabled()
    await page.keyboard.press('F9')
    await expect(page.getByTestId('line-card')).not.toHaveAttribute('data-standing', 'IN_TOUCH')
    await page.keyboard.press('F5')
    await expect(batch).not.toHaveAttribute('data-state', 'ACKED')
    const { undeliveredBatches, batches } = { ...(await expectBridge(page, 'sync.status', {})), batches: existsSync(path.join(dataDir, 'outbound')) }
    expect([undeliveredBatches, batches]).toEqual([1, true])
    await expect(page.getByTestId('flow-undelivered')).toContainText('1')
  }
  office.fail(null)
  await page.keyboard.press('F9')
  await expect(batch).toHaveAttribute('data-state', 'ACKED')
  await standing('IN_TOUCH')
})

test('without the line every page says so, work is saved here, and the stick carries what waits (S6)', async () => {
  await toReview(page, branch.surveyed)
  await toApproval(page, branch.surveyed)
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  await expectBridge(page, 'sync.sendAgain', { caseId: branch.accepted })
  await office.unplug()
  await sealNext()
  await expect(page.getByTestId('send')).toBeEnabled()
  await page.keyboard.press('F9')
  await standing('CUT')
  await expect(page.getByTestId('line-card')).toContainText('没有丢失')
  await lookAt(page, 'sync-cut')
  // Stopped by a person it says so, and when it goes on.
  await page.keyboard.press('F9')
  await expect(page.getByTestId('sync-cancel')).toHaveText('停止')
  await expect(page.getByTestId('line-card')).not.toContainText('下次自动联系')
  await page.getByTestId('sync-cancel').click()
  await standing('STOPPED')
  await expect(page.getByTestId('line-card')).toContainText('下次自动联系')
  await lookAt(page, 'sync-stopped')
  await page.keyboard.press('F9')
  await standing('CUT')
  await page.evaluate(() => window.location.assign('#/cases'))
  const line = await expectBridge(page, 'sync.status', {})
  await expect(page.getByTestId('offline-strip')).toContainText(`待报 ${line.waitingRecords} 条，待送 ${line.undeliveredBatches} 批`)
  await lookAt(page, 'case-list-offline')
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  const body = { productCode: 'IND-BIZ-CREDIT', borrower: { name: '断线时所存' } }
  const { caseId } = await expectBridge(page, 'intake.open', { productCode: body.productCode, body })
  await expectBridge(page, 'intake.saveDraft', { caseId, version: 1, body })
  expect((await expectBridge(page, 'intake.draft', { caseId })).body).toMatchObject(body)
  await expectBridge(page, 'session.signIn', { staffNo: branchManager.staffNo, password: branchManager.password })
  await page.getByTestId('offline-strip').getByRole('link').click()
  await expect(page.getByTestId('export-usb')).toBeVisible()
  await pickNext(app, stick)
  await page.getByTestId('export-usb').click()
  await expect(page.getByTestId('sync-said')).toContainText('已导出 1 批')
  await office.takeStick(stick)
  await page.getByTestId('import-usb').click()
  await expect(page.getByTestId('sync-said')).toContainText('已导入 1 批')
  await expect(page.getByTestId('batch-1-4')).toHaveAttribute('data-state', 'ACKED')
})

test('head office decides on a case above the branch; where the branch moved on, both sides are shown', async () => {
  const { offer, version } = await expectBridge(page, 'cases.get', { caseId: branch.surveyed })
  const terms = { amountFen: offer?.limitFen ?? 0, rate: offer?.defaultRate ?? 0 }
  await expectBridge(page, 'approval.decide', {
    caseId: branch.surveyed,
    version,
    ...terms,
    outcome: 'ESCALATED',
    conditions: [],
    reason: '超出支行把握',
    rejectionCodes: [],
    password: branchManager.password,
  })
  await sealNext()
  await page.getByTestId('export-usb').click()
  await expect(page.getByTestId('sync-said')).toContainText('已导出')
  await office.takeStick(stick)
  await office.approve({ branch: branchOf.branchCode, caseId: branch.surveyed, rev: 1, ...terms })
  await office.takeStick(stick)
  await page.getByTestId('import-usb').click()
  await expect(page.getByTestId('sync-said')).toContainText('决定 1 项')
  await page.getByTestId('view-decisions').click()
  await expect(page.getByTestId('decision-card')).toContainText('同意')
  await lookAt(page, 'sync-decision')
  await page.getByTestId('take-decision').click()
  await page.locator('[name="own-password"]').fill(branchManager.password)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('decision-card')).toBeHidden()
  await expect(page.getByTestId('sync-said')).toContainText('已接收')
  // And the case goes on from its own page, as one that the branch approved.
  await openStep(page, firstManager, branch.surveyed, 'contract')
  await doStep(page, 'DISCLOSE')
})

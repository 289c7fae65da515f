import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CaseEventBody } from '../../../core/batch/case-event.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordsOfCase } from '../../../db/repositories/outbox.ts'
import type { OpenHost } from '../../../electron/open-host.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { giveNotice, resumeCheck } from '../../../electron/usecases/completeness/give-notice.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { openCase } from '../../../electron/usecases/intake/open-case.ts'
import { submitApplication, withdrawCase } from '../../../electron/usecases/intake/submit-application.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { recordPlace } from '../../../headoffice/import/split-record.ts'
import { handInOpen } from '../../../scripts/demo/paper-file.ts'
import { readCaseFile } from '../../../scripts/demo/read-case-file.ts'
import { stepsOf } from '../../../scripts/demo/step.ts'
import { APP_ROOT, backUpNow, enrolAt, newFolder, openOn, passwordOf, restoreTo, setUpWorking, type WorkingBranch } from './working-branch.ts'

const CASES = path.join(APP_ROOT, 'scripts/demo/cases.json')

interface AtWork {
  readonly counter: Counter
  readonly administrator: Session
  readonly teller: Session
  readonly manager: Session
}
let root: Awaited<ReturnType<typeof newFolder>>
let headOffice: HeadOffice
let old: WorkingBranch
let caseId: CaseId
let hosts: OpenHost[]
beforeEach(async () => {
  root = await newFolder()
  old = await setUpWorking(path.join(root.folder, 'branch'))
  hosts = [old.host]
  headOffice = await enrolAt(path.join(root.folder, 'office'), old)
  caseId = await submitted(old)
}, 120_000)
afterEach(async () => {
  await hosts.at(-1)?.close()
  await headOffice.close()
  await root.remove()
})

/** A case handed in with papers lacking: it waits in the check of its papers. */
async function submitted({ counter, staff }: WorkingBranch): Promise<CaseId> {
  const file = await readCaseFile(CASES, counter.packs)
  const entry = file.cases.find(({ id }) => id === 'deficient-1') ?? expect.fail('no such case')
  const run = stepsOf(entry.id, () => undefined)
  const opened = await run('open', openCase(counter, staff.teller, { productCode: entry.application.productCode, body: entry.application }))
  const desk = {
    counter,
    tray: makeScanTray(),
    seenBy: [staff.teller],
    entry,
    caseId: opened.caseId,
    folder: path.dirname(CASES),
    today: file.businessDate,
    run,
  }
  await handInOpen(desk, staff.teller, ['INTAKE'], [], true)
  const { version } = expectOk(await viewCase(counter, staff.teller, opened.caseId))
  const at = { caseId: opened.caseId, version, body: entry.application, warningsReason: 'synthetic case' }
  await run('submit', submitApplication(counter, staff.teller, at))
  return opened.caseId
}

const at = async ({ counter, teller }: AtWork) => ({ caseId, version: expectOk(await viewCase(counter, teller, caseId)).version })
const notice = async (branch: AtWork) => expectOk(await giveNotice(branch.counter, branch.teller, { ...(await at(branch)), newItemReasons: {} }))
const resume = async (branch: AtWork) => expectOk(await resumeCheck(branch.counter, branch.teller, await at(branch)))
const withdraw = async (branch: AtWork) => expectOk(await withdrawCase(branch.counter, branch.teller, { ...(await at(branch)), reason: '客户撤回' }))

async function report({ counter, teller, manager }: AtWork): Promise<void> {
  expectOk(await sealProposedBatch(counter, manager, expectOk(await proposeBatch(counter, teller)).seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, manager))
}

/** Another PC with what the backup holds; it is enrolled when the test says so. */
async function restored(backup: string, pc: number): Promise<AtWork> {
  await hosts.at(-1)?.close()
  const folder = path.join(root.folder, `branch-${pc}`)
  expectOk(await restoreTo(backup, folder))
  const host = await openOn(folder, pc)
  hosts.push(host)
  const signed = async (staffNo: string) => expectOk(await signIn(host, { staffNo, password: passwordOf(staffNo) }))
  const { counter, session: administrator } = await signed('S0001')
  return { counter, administrator, teller: (await signed('T0101')).session, manager: (await signed('B0401')).session }
}
async function enrol({ counter, administrator }: AtWork): Promise<void> {
  const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
}

/** The steps of the case that stand at head office, in its order. */
async function steps(): Promise<string[]> {
  const rows = await headOffice.query<{ branch_id: string; rev: number; sealed: string }>(
    "select branch_id, rev, sealed from record where type = 'case.event' and id = $1 order by rev",
    [caseId],
  )
  return rows.map(({ branch_id, rev, sealed }) => {
    const place = recordPlace(branch_id, { type: 'case.event', id: caseId, rev })
    const { event, from, to } = CaseEventBody.parse(JSON.parse(headOffice.office.seal.open(place, sealed)))
    return `${event} ${from}-${to}`
  })
}
const head = async () => (await headOffice.query<{ status: string }>('select status from case_head where case_id = $1', [caseId]))[0]?.status
/** What head office said of each record of the case that the branch sent. */
async function open({ counter }: AtWork): Promise<string[]> {
  const records = await counter.database.read((reader) => recordsOfCase(reader, counter.vault, caseId))
  return records.flatMap(({ type, rev, result, complete }) =>
    (result === 'applied' || result === 'duplicate') && complete ? [] : [`${type} ${rev} ${result} ${complete}`],
  )
}
const SUBMIT = 'intake.submit DRAFT-DOC_CHECK'
const NOTICE = 'completeness.notice DOC_CHECK-DEFICIENT'
const RESUME = 'completeness.resume DEFICIENT-DOC_CHECK'
const WITHDRAW = 'case.withdraw DOC_CHECK-WITHDRAWN'

it('after a restore every step of both lives of a case stands at head office, the older ones once', async () => {
  const first: AtWork = { ...old, ...old.staff }
  const backup = await backUpNow(old)
  // The old PC went on, and head office has what the backup does not know.
  await notice(first)
  await resume(first)
  await report(first)

  const branch = await restored(backup, 2)
  await withdraw(branch)
  await enrol(branch)
  await report(branch)
  expect(await steps()).toEqual([SUBMIT, NOTICE, RESUME, WITHDRAW])
  expect(await head()).toBe('WITHDRAWN')
  expect(await open(branch)).toEqual([])
  expect(await headOffice.query('select reason from quarantine')).toEqual([])
  expect((await headOffice.verify()).projectionMatches).toBe(true)
}, 120_000)

it('nor does a second restore of the same backup take the revisions of the first', async () => {
  const backup = await backUpNow(old)
  const second = await restored(backup, 2)
  await notice(second)
  await enrol(second)
  await report(second)

  // The third PC cannot know that there was a second before head office says so.
  const third = await restored(backup, 3)
  await withdraw(third)
  await enrol(third)
  expect(third.counter.branch.epoch).toBe(3)
  await report(third)
  expect(await steps()).toEqual([SUBMIT, NOTICE, WITHDRAW])
  expect(await head()).toBe('WITHDRAWN')
  expect(await open(third)).toEqual([])
  expect(await headOffice.query('select reason from quarantine')).toEqual([])
}, 120_000)

import path from 'node:path'
import { expect } from 'vitest'
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
import { type HeadOffice, initHeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { recordPlace } from '../../../headoffice/import/split-record.ts'
import { handInOpen } from '../../../scripts/demo/paper-file.ts'
import { readCaseFile } from '../../../scripts/demo/read-case-file.ts'
import { stepsOf } from '../../../scripts/demo/step.ts'
import { layEmptyStore } from '../empty-store.ts'
import { APP_ROOT, newFolder, openOn, passwordOf, restoreTo, setUpWorking, type WorkingBranch } from './working-branch.ts'

const CASES = path.join(APP_ROOT, 'scripts/demo/cases.json')

export interface AtWork {
  readonly counter: Counter
  readonly administrator: Session
  readonly teller: Session
  readonly manager: Session
}
/** A case that lives on at one PC after another, each restored from a backup of the one before, and the head office it is reported to. */
export interface Lives {
  readonly headOffice: HeadOffice
  /** The PC the branch was set up on; nobody has enrolled it. */
  readonly old: WorkingBranch
  readonly first: AtWork
  notice(branch: AtWork): Promise<unknown>
  resume(branch: AtWork): Promise<unknown>
  withdraw(branch: AtWork): Promise<unknown>
  enrol(branch: AtWork): Promise<void>
  /** All that waits goes up, and what head office says of it comes back. */
  report(branch: AtWork): Promise<void>
  /** Another PC with what the backup holds; it is enrolled when the test says so. */
  restored(backup: string, pc: number): Promise<AtWork>
  /** The steps of the case that stand at head office, in its order. */
  steps(): Promise<string[]>
  /** Where the case stands there. */
  head(): Promise<string | undefined>
  /** What head office said of each record of the case that the branch sent, where it is not that it has it. */
  open(branch: AtWork): Promise<string[]>
  /** The revisions the steps of the case have at the branch, in the order they were made. */
  revisions(branch: AtWork): Promise<number[]>
  remove(): Promise<void>
}

export const SUBMIT = 'intake.submit DRAFT-DOC_CHECK'
export const NOTICE = 'completeness.notice DOC_CHECK-DEFICIENT'
export const RESUME = 'completeness.resume DEFICIENT-DOC_CHECK'
export const WITHDRAW = 'case.withdraw DOC_CHECK-WITHDRAWN'

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

export async function startLives(): Promise<Lives> {
  const root = await newFolder()
  const old = await setUpWorking(path.join(root.folder, 'branch'))
  const hosts: OpenHost[] = [old.host]
  const office = path.join(root.folder, 'office')
  layEmptyStore(office)
  expectOk(await initHeadOffice(office, 'Head Office'))
  const headOffice = expectOk(await openHeadOffice(office))
  const caseId = await submitted(old)
  const at = async ({ counter, teller }: AtWork) => ({ caseId, version: expectOk(await viewCase(counter, teller, caseId)).version })
  const records = ({ counter }: AtWork) => counter.database.read((reader) => recordsOfCase(reader, counter.vault, caseId))
  return {
    headOffice,
    old,
    first: { ...old, ...old.staff },
    notice: async (branch) => expectOk(await giveNotice(branch.counter, branch.teller, { ...(await at(branch)), newItemReasons: {} })),
    resume: async (branch) => expectOk(await resumeCheck(branch.counter, branch.teller, await at(branch))),
    withdraw: async (branch) => expectOk(await withdrawCase(branch.counter, branch.teller, { ...(await at(branch)), reason: '客户撤回' })),
    async enrol({ counter, administrator }) {
      const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
      expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
    },
    async report({ counter, teller, manager }) {
      expectOk(await sealProposedBatch(counter, manager, expectOk(await proposeBatch(counter, teller)).seq))
      expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
      expectOk(await takeReceipts(counter, manager))
    },
    async restored(backup, pc) {
      await hosts.at(-1)?.close()
      const folder = path.join(root.folder, `branch-${pc}`)
      expectOk(await restoreTo(backup, folder))
      const host = await openOn(folder, pc)
      hosts.push(host)
      const signed = async (staffNo: string) => expectOk(await signIn(host, { staffNo, password: passwordOf(staffNo) }))
      const { counter, session: administrator } = await signed('S0001')
      return { counter, administrator, teller: (await signed('T0101')).session, manager: (await signed('B0401')).session }
    },
    async steps() {
      const rows = await headOffice.query<{ branch_id: string; rev: number; sealed: string }>(
        "select branch_id, rev, sealed from record where type = 'case.event' and id = $1 order by rev",
        [caseId],
      )
      return rows.map(({ branch_id, rev, sealed }) => {
        const place = recordPlace(branch_id, { type: 'case.event', id: caseId, rev })
        const { event, from, to } = CaseEventBody.parse(JSON.parse(headOffice.office.seal.open(place, sealed)))
        return `${event} ${from}-${to}`
      })
    },
    head: async () => (await headOffice.query<{ status: string }>('select status from case_head where case_id = $1', [caseId]))[0]?.status,
    open: async (branch) =>
      (await records(branch)).flatMap(({ type, rev, result, complete }) =>
        (result === 'applied' || result === 'duplicate') && complete ? [] : [`${type} ${rev} ${result} ${complete}`],
      ),
    revisions: async (branch) => (await records(branch)).flatMap(({ type, rev }) => (type === 'case.event' ? [rev] : [])),
    async remove() {
      await hosts.at(-1)?.close()
      await headOffice.close()
      await root.remove()
    },
  }
}

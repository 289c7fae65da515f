import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { auditSeals } from '../../../db/repositories/audit-seals.ts'
import { syncCounts } from '../../../db/repositories/outbox-view.ts'
import type { OpenHost } from '../../../electron/open-host.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { backUp } from '../../../electron/usecases/people/make-backup.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { backUpNow, enrolAt, newFolder, openOn, passwordOf, restoreTo, setUpWorking, type WorkingBranch } from './working-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let headOffice: HeadOffice
let old: WorkingBranch
let host: OpenHost
beforeAll(async () => {
  root = await newFolder()
  old = await setUpWorking(path.join(root.folder, 'branch'))
  headOffice = await enrolAt(path.join(root.folder, 'office'), old)
})
afterAll(async () => {
  await host?.close()
  await headOffice?.close()
  await root.remove()
})

/** A branch at work: the counter, and who carries what waits to head office and its answer back. */
interface AtWork {
  readonly counter: Counter
  readonly administrator: Session
  readonly teller: Session
  readonly manager: Session
}
async function endDay({ counter, administrator, manager }: AtWork): Promise<void> {
  expectOk(await backUp(counter, administrator))
  expectOk(await closeDay(counter, manager))
}
async function report({ counter, teller, manager }: AtWork): Promise<void> {
  expectOk(await sealProposedBatch(counter, manager, expectOk(await proposeBatch(counter, teller)).seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, manager))
}
const cosigned = async ({ counter }: AtWork): Promise<boolean[]> => (await counter.database.read(auditSeals)).map(({ cosignedNote }) => cosignedNote !== null)

it('a day closed before a restore and sent in the new epoch is cosigned, and so is the day after it', async () => {
  const first = { counter: old.counter, administrator: old.administrator, teller: old.staff.teller, manager: old.staff.manager }
  await endDay(first)
  await report(first)
  expectOk(await openDay(old.counter, old.staff.manager, '2026-11-24'))
  await endDay(first)
  const backup = await backUpNow(old)
  await old.host.close()

  expectOk(await restoreTo(backup, path.join(root.folder, 'branch')))
  host = await openOn(path.join(root.folder, 'branch'), 2)
  const signed = async (staffNo: string) => expectOk(await signIn(host, { staffNo, password: passwordOf(staffNo) }))
  const { counter, session: administrator } = await signed('S0001')
  const branch = { counter, administrator, teller: (await signed('T0101')).session, manager: (await signed('B0401')).session }
  expectOk(await openDay(counter, branch.manager, '2026-11-25'))
  await endDay(branch)
  const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
  expect(await cosigned(branch)).toEqual([true, false, false])
  await report(branch)
  expectOk(await openDay(counter, branch.manager, '2026-11-26'))
  await endDay(branch)
  await report(branch)
  expect(await cosigned(branch)).toEqual([true, true, true, true])
  expect((await counter.database.read(syncCounts)).unwitnessed).toBe(0)
  expect(await headOffice.query('select reason from quarantine')).toEqual([])
  expect((await headOffice.verify()).projectionMatches).toBe(true)
})

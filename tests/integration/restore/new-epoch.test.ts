import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { listBatches } from '../../../db/repositories/batches.ts'
import type { OpenHost } from '../../../electron/open-host.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { backUpNow, carryOne, enrolAt, newFolder, openOn, passwordOf, restoreTo, setUpWorking, type WorkingBranch } from './working-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let headOffice: HeadOffice
let old: WorkingBranch
let host: OpenHost
let counter: Counter
const people: Record<'administrator' | 'teller' | 'manager', Session | null> = { administrator: null, teller: null, manager: null }
const who = (name: keyof typeof people): Session => {
  const session = people[name]
  if (!session) throw new Error('not signed in')
  return session
}
const NEEDS_ENROLMENT = { ok: false, error: { code: 'BRANCH_RESTORED_NEEDS_ENROLMENT' } }

const importFrom = async (from: Counter): Promise<string[]> => {
  const report = expectOk(await headOffice.importBatches(from.folders.outbound, { receiptsTo: from.folders.inbound }))
  return report.batches.map((batch) => ('outcome' in batch ? batch.outcome.state : batch.refusal.code))
}

beforeAll(async () => {
  root = await newFolder()
  old = await setUpWorking(path.join(root.folder, 'branch'))
  headOffice = await enrolAt(path.join(root.folder, 'office'), old)
  await carryOne(old, 1)
  // The backup holds a proposed batch; afterwards the old PC seals it and head office takes it.
  const { seq } = expectOk(await proposeBatch(old.counter, old.staff.teller))
  const backup = await backUpNow(old)
  expectOk(await sealProposedBatch(old.counter, old.staff.manager, seq))
  expect(await importFrom(old.counter)).toEqual(['applied'])
  await old.host.close()

  expectOk(await restoreTo(backup, path.join(root.folder, 'branch')))
  host = await openOn(path.join(root.folder, 'branch'), 2)
  for (const [name, staffNo] of [
    ['administrator', 'S0001'],
    ['teller', 'T0101'],
    ['manager', 'B0401'],
  ] as const) {
    const signedIn = expectOk(await signIn(host, { staffNo, password: passwordOf(staffNo) }))
    people[name] = signedIn.session
    counter = signedIn.counter
  }
})
afterAll(async () => {
  await host?.close()
  await headOffice?.close()
  await root.remove()
})

it('refuses to propose, seal and answer in the old epoch, whose numbers it may have forgotten', async () => {
  expect(await proposeBatch(counter, who('teller'))).toMatchObject(NEEDS_ENROLMENT)
  expect(await sealProposedBatch(counter, who('manager'), 1)).toMatchObject(NEEDS_ENROLMENT)
  expect(await takeReceipts(counter, who('manager'))).toMatchObject(NEEDS_ENROLMENT)
})

it('does not take the old enrolment again', async () => {
  const before = Buffer.from(expectOk(await headOffice.enrol(Buffer.from(keyRequest(old.counter)))).text)
  expect(await installEnrolment(counter, who('administrator'), before, headOffice.fingerprint)).toMatchObject({
    ok: false,
    error: { code: 'ENROLMENT_NOT_OURS' },
  })
})

it('sends again in a new epoch once head office has enrolled its new keys, and what head office had comes back as known', async () => {
  const archive = counter.keys.archive.identity
  const enrolment = Buffer.from(expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter)))).text)
  expectOk(await installEnrolment(counter, who('administrator'), enrolment, headOffice.fingerprint))
  expect([counter.branch.epoch, counter.nextKeys, counter.keys.archive.identity]).toEqual([2, null, archive])
  expectOk(await installEnrolment(counter, who('administrator'), enrolment, headOffice.fingerprint))

  expect((await batchStatus(counter)).waiting).toBeGreaterThan(0)
  const { seq } = expectOk(await proposeBatch(counter, who('teller')))
  expectOk(await sealProposedBatch(counter, who('manager'), seq))
  expect(await importFrom(counter)).toEqual(['applied'])
  expect(expectOk(await takeReceipts(counter, who('manager')))).toMatchObject({ rejected: 0 })
  const sent = await counter.database.read((reader) => listBatches(reader))
  expect(sent.map(({ epoch, seq: n, state }) => [epoch, n, state])).toEqual([[2, 1, 'ACKED']])
})

it('keeps working in the new epoch after the application was started again', async () => {
  await host.close()
  host = await openOn(path.join(root.folder, 'branch'), 2)
  const signedIn = expectOk(await signIn(host, { staffNo: 'T0101', password: passwordOf('T0101') }))
  counter = signedIn.counter
  expect(counter.branch.epoch).toBe(2)
  expect(await proposeBatch(counter, signedIn.session)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_SEND' } })
  expect((await headOffice.verify()).projectionMatches).toBe(true)
})

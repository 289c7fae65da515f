import path from 'node:path'
import { expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { queueRecord } from '../usecases/queue-record.ts'
import { recordsOnly } from '../usecases/records-only.ts'
import { backUpNow, enrolAt, newFolder, openOn, passwordOf, restoreTo, setUpWorking } from './working-branch.ts'

it('papers the line lost in the epoch before a restore go again in the new one', async () => {
  const root = await newFolder()
  const old = await setUpWorking(path.join(root.folder, 'branch'))
  const headOffice = await enrolAt(path.join(root.folder, 'office'), old)
  const { papers } = await queueRecord(old, [3000, 4000])
  expectOk(await sealProposedBatch(old.counter, old.staff.manager, expectOk(await proposeBatch(old.counter, old.staff.teller)).seq))
  await recordsOnly({ ...old, headOffice })
  const backup = await backUpNow(old)
  await old.host.close()

  expectOk(await restoreTo(backup, path.join(root.folder, 'branch-2')))
  const host = await openOn(path.join(root.folder, 'branch-2'), 2)
  const signed = async (staffNo: string) => expectOk(await signIn(host, { staffNo, password: passwordOf(staffNo) }))
  const { counter, session: administrator } = await signed('S0001')
  const [teller, manager] = [(await signed('T0101')).session, (await signed('B0401')).session]
  const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
  expectOk(await sealProposedBatch(counter, manager, expectOk(await proposeBatch(counter, teller)).seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, manager))
  expect(await headOffice.query('select count(*)::int as n from blob')).toEqual([{ n: papers.length }])
  expect(await counter.database.read((reader) => reader.all('SELECT result, complete FROM outbox'))).toEqual([{ result: 'applied', complete: 1 }])
  await host.close()
  await headOffice.close()
  await root.remove()
})

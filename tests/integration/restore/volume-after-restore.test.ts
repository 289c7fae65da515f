import path from 'node:path'
import { expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { writeBag } from '../../../headoffice/import/write-bag.ts'
import { backUpNow, carryOne, enrolAt, newFolder, openOn, passwordOf, restoreTo, setUpWorking } from './working-branch.ts'

it('a volume that was filed and not sent goes up from another PC after a restore, and the backup after it was sent holds it no more', async () => {
  const root = await newFolder()
  const old = await setUpWorking(path.join(root.folder, 'branch'))
  const headOffice = await enrolAt(path.join(root.folder, 'office'), old)
  await carryOne(old, 1)
  const filed = await old.counter.database.read((reader) =>
    reader.get<{ no: string }>('SELECT archive_no AS no FROM archive_volume WHERE checked_at IS NOT NULL'),
  )
  const papersBefore = (await old.counter.papers.list()).length
  const backup = await backUpNow(old)
  const held = (await old.counter.papers.list()).length
  expect(held).toBeGreaterThan(papersBefore + 5)
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
  expect((await batchStatus(counter)).owed).toEqual([])
  expect(await counter.database.read((reader) => reader.all("SELECT result, complete FROM outbox WHERE type = 'archive.bag'"))).toEqual([
    { result: 'applied', complete: 1 },
  ])
  // Head office gives the branch its folder back.
  expectOk(await writeBag(headOffice.office, counter.branch.code, filed?.no ?? '', path.join(root.folder, 'given-back')))

  await backUpNow({ counter, administrator })
  expect((await counter.papers.list()).length).toBe(papersBefore)
  expect((await counter.papers.verifyAll()).damaged).toEqual([])
  await host.close()
  await headOffice.close()
  await root.remove()
})

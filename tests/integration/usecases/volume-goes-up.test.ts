import { readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { enrolAnew } from '../../../electron/usecases/batch/restored-branch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { writeBag } from '../../../headoffice/import/write-bag.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { entryOf, startWalk, walkTo } from './walk.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

describe('a branch in its second epoch', () => {
  it('sends the first volume it files, and head office holds it as it was sealed', async () => {
    const { counter, staff, administrator, headOffice, folder } = branch
    await counter.database.write(async (tx) => ok(await enrolAnew(counter, tx, administrator)))
    await counter.reloadBranch()
    const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
    expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
    expect(counter.branch.epoch).toBe(2)
    await walkTo(await startWalk(branch, entryOf(branch, 'sole-trader-1')), 'fileVolume')
    const volume = await counter.database.read((reader) => reader.get<{ no: number; folder: string }>('SELECT volume_no AS no, folder FROM archive_volume'))
    const record = await counter.database.read((reader) => reader.get<{ rev: number }>("SELECT rev FROM outbox WHERE type = 'archive.bag'"))
    expect([volume?.no, record?.rev]).toEqual([1, 10_001])

    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
    expectOk(await takeReceipts(counter, staff.teller))
    const open = await counter.database.read((reader) => reader.all("SELECT type, rev, result FROM outbox WHERE result IS NOT 'applied' OR complete = 0"))
    expect(open).toEqual([])
    const written = expectOk(await writeBag(headOffice.office, counter.branch.code, volume?.folder ?? '', path.join(folder, 'from-head-office')))
    const seal = 'tagmanifest-sha256.txt'
    expect(await readFile(path.join(written, seal))).toEqual(await readFile(path.join(counter.folders.archive, volume?.folder ?? '', seal)))
  })
})

describe('a volume whose folder is gone', () => {
  const send = async (): Promise<void> => {
    const { counter, headOffice, staff } = branch
    expectOk(await sealProposedBatch(counter, staff.manager, expectOk(await proposeBatch(counter, staff.teller)).seq))
    expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
    expectOk(await takeReceipts(counter, staff.teller))
  }
  const openRecords = () =>
    branch.counter.database.read((reader) => reader.all("SELECT type, result FROM outbox WHERE result IS NOT 'applied' OR complete = 0 AND blobs <> '[]'"))

  it('as on another PC after a restore, holds back nothing else of the bank; it goes once its folder is back', async () => {
    const { counter, headOffice, folder } = branch
    const walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    await walkTo(walk, 'fileVolume')
    await rename(counter.folders.archive, `${counter.folders.archive}-on-the-lost-pc`)
    await send()
    expect(await openRecords()).toEqual([{ type: 'archive.bag', result: 'applied' }])
    const [owed, ...more] = (await batchStatus(counter)).owed
    expect(more).toEqual([])
    expect(owed).toMatchObject({ caseId: walk.caseId, volume: expect.stringMatching(/^F001-/u), papers: [] })
    const archiveNo = owed?.volume ?? ''
    const early = await writeBag(headOffice.office, counter.branch.code, archiveNo, path.join(folder, 'early'))
    expect(early).toMatchObject({ ok: false, error: { code: 'BAG_NOT_COMPLETE' } })

    await rename(`${counter.folders.archive}-on-the-lost-pc`, counter.folders.archive)
    await send()
    expect(await openRecords()).toEqual([])
    expect((await batchStatus(counter)).owed).toEqual([])
    expectOk(await writeBag(headOffice.office, counter.branch.code, archiveNo, path.join(folder, 'whole')))
  })
})

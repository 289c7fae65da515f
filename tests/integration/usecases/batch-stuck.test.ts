import { mkdir, rename, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { findBatch } from '../../../db/repositories/batches.ts'
import { countForClosing } from '../../../db/repositories/day-counts.ts'
import { openCounter } from '../../../electron/open-counter.ts'
import { sealBatch } from '../../../electron/services/batch-writer.ts'
import { dropBatch } from '../../../electron/usecases/batch/drop-batch.ts'
import { enrolmentOf } from '../../../electron/usecases/batch/enrolment-of.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { caseRecord } from '../batch/counter.ts'
import { queueRecord } from './queue-record.ts'
import { refusedWhole, wholeStick } from './tally.ts'
import { appRoot, openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

const batchOf = (seq: number) => branch.counter.database.read((reader) => findBatch(reader, 1, seq))
const take = async () => {
  const { counter, headOffice, staff } = branch
  const report = expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.teller))
  return report.batches.map((batch) => ('outcome' in batch ? [batch.outcome.hash, batch.outcome.state, batch.outcome.replay] : batch.refusal.code))
}

describe('a batch that is sealed while READY cannot be written', () => {
  const offer: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['the batches are looked at', () => batchStatus(branch.counter)],
    ['it is sealed again', async () => expectOk(await sealProposedBatch(branch.counter, branch.staff.manager, 2))],
    [
      'the branch is opened again',
      async () =>
        expectOk(await openCounter({ ...branch.counter, userData: branch.userData, templates: path.join(appRoot, 'templates') }, branch.counter.dataKey)),
    ],
  ]
  it.each(offer.map(([when, again], index) => ({ when, again, seq: index + 1 })))('is offered with the same bytes when $when', async ({ again, seq }) => {
    const { counter, staff } = branch
    await queueRecord(branch, [1000])
    expect(expectOk(await proposeBatch(counter, staff.teller)).seq).toBe(seq)
    const ready = path.join(counter.folders.outbound, 'HOB', 'READY')
    // After the first batch READY is there; nobody reads it while a folder stands in its place.
    if (seq > 1) await rename(ready, `${ready}.aside`)
    await mkdir(ready, { recursive: true })
    const sealed = await sealProposedBatch(counter, staff.manager, seq)
    expect(sealed).toMatchObject({ ok: false, error: { code: 'BATCH_NOT_OFFERED', details: { seq } } })
    const { envelopeSha256, state } = (await batchOf(seq)) ?? {}
    expect(state).toBe('SEALED')
    await rmdir(ready)
    if (seq > 1) await rename(`${ready}.aside`, ready)
    await again()
    expect((await take()).at(-1)).toEqual([envelopeSha256, 'applied', false])
    expect((await batchOf(seq))?.state).toBe('ACKED')
  })
})

describe('a batch that cannot be sealed', () => {
  it('is not proposed while head office does not know the keys of the branch', async () => {
    const { counter, staff } = branch
    await queueRecord(branch, [1000])
    await refusedWhole(counter, () => proposeBatch({ ...counter, branch: { ...counter.branch, epoch: 9 } }, staff.teller), 'HEADOFFICE_NOT_ENROLLED')
  })

  it('is dropped so that the day can be closed; its records go with the next', async () => {
    const { counter, staff } = branch
    await queueRecord(branch, [1000, 2000])
    const { seq, records } = expectOk(await proposeBatch(counter, staff.teller))
    expect(expectOk(await dropBatch(counter, staff.manager, seq))).toEqual({ records })
    const counts = await counter.database.read((reader) => countForClosing(reader, { backupMade: true }))
    expect(counts).toMatchObject({ uncheckedMakerItems: 0, sealedUnsentBatches: 0 })
    await refusedWhole(counter, () => dropBatch(counter, staff.manager, seq), 'BATCH_NOT_FOUND')
    expect((await batchStatus(counter)).waiting).toBe(records)

    expect(expectOk(await proposeBatch(counter, staff.teller))).toEqual({ seq, records })
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    expect((await take()).at(-1)).toEqual([(await batchOf(seq))?.envelopeSha256, 'applied', false])
    expect((await batchStatus(counter)).waiting).toBe(0)
    await refusedWhole(counter, () => dropBatch(counter, staff.manager, seq), 'BATCH_NOT_FOUND')
  })
})

describe('a receipt', () => {
  it('for a copy that signed the same number is refused: none of its answers is taken', async () => {
    const { counter, staff, headOffice, folder } = branch
    await queueRecord(branch, [1000])
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    const prev = (await batchOf(seq))?.prev ?? ''
    const copy = path.join(folder, 'copy')
    const place = { keys: counter.keys.device, enrolment: expectOk(await counter.database.read((reader) => enrolmentOf(counter, reader))), folder: copy }
    const people = { preparedBy: '1001', sealedBy: '1002', app: '0.1.0', createdAt: '2026-11-23T08:00:00Z' }
    expectOk(await sealBatch({ ...place, ...people, records: [caseRecord()], blobs: [], alloc: async () => ({ seq, prev }), sealed: async () => undefined }))
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    expectOk(await headOffice.importBatches(copy, { receiptsTo: counter.folders.inbound }))
    expect(await refusedWhole(counter, () => wholeStick(takeReceipts(counter, staff.teller)), 'RECEIPT_FOR_OTHER_BATCH')).toEqual({ seq })
    expect((await batchOf(seq))?.state).toBe('SEALED')
  })
})

import { rm, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../core/kernel/ids.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { outboundBatches } from '../../../db/repositories/outbound-batches.ts'
import { disposalAt } from '../../../electron/usecases/batch/dispose-batches.ts'
import { dropBatch } from '../../../electron/usecases/batch/drop-batch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { queueRecord } from './queue-record.ts'
import { refusedWhole } from './tally.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeEach(async () => {
  branch = await openWholeBank()
})
afterEach(() => branch.remove())

const fileOf = (paper: Buffer | undefined): string => {
  const { papers } = branch.counter
  return papers.pathOf(papers.refOf(sha256(sha256Hex(paper ?? Buffer.alloc(0)))))
}
const propose = async () => expectOk(await proposeBatch(branch.counter, branch.staff.teller))
const seal = (seq: number) => sealProposedBatch(branch.counter, branch.staff.manager, seq)
async function deliver(): Promise<void> {
  const { counter, headOffice, staff } = branch
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.teller))
}
const answers = () => branch.counter.database.read((reader) => reader.all('SELECT result, complete FROM outbox ORDER BY serial'))
const owed = async () => (await batchStatus(branch.counter)).owed
const disposals = async () => {
  const { counter } = branch
  const inAYear = branch.counter.clock.now().replace('2026', '2027') as ReturnType<typeof counter.clock.now>
  return (await counter.database.read((reader) => outboundBatches(reader, counter.branch.epoch))).map((batch) => disposalAt(batch, inAYear))
}

describe('a paper the branch cannot read any more', () => {
  it.each([
    ['damaged', (file: string) => writeFile(file, 'damaged')],
    ['gone', (file: string) => rm(file)],
  ])('since it is %s holds back no record, neither its own nor that of another case, and goes once it was restored', async (_how, lose) => {
    const { counter, headOffice, staff } = branch
    const { papers } = await queueRecord(branch, [1000, 2000])
    await queueRecord(branch, [3000])
    await lose(fileOf(papers[1]))
    const first = await propose()
    expect(first).toEqual({ seq: 1, records: 2 })
    expectOk(await seal(1))
    await deliver()
    expect(await answers()).toEqual([
      { result: 'applied', complete: 0 },
      { result: 'applied', complete: 1 },
    ])
    expect(await owed()).toEqual([{ caseId: null, applicationNo: null, volume: null, files: 1, papers: ['D101.1'] }])
    expect((await batchStatus(counter)).waiting).toBe(0)

    // Nothing else waits: it is tried, and named again. What was sealed is kept for as long as it takes.
    expect(await proposeBatch(counter, staff.teller)).toMatchObject({ ok: false, error: { code: 'BATCH_PAPER_DAMAGED', details: { paper: 'D101.1' } } })
    expect(await disposals()).toEqual(['NOT_YET'])
    await queueRecord(branch, [])
    expect(await propose()).toEqual({ seq: 2, records: 1 })
    expectOk(await seal(2))
    await deliver()
    expect((await owed()).length).toBe(1)

    expectOk(await counter.papers.put(papers[1] ?? Buffer.alloc(0)))
    expect(await propose()).toEqual({ seq: 3, records: 0 })
    expect(await owed()).toEqual([])
    expectOk(await seal(3))
    await deliver()
    expect((await answers()).slice(0, 2)).toEqual([
      { result: 'applied', complete: 1 },
      { result: 'applied', complete: 1 },
    ])
    expect(await disposals()).toEqual(['BY_ITSELF', 'BY_ITSELF', 'BY_ITSELF'])
    expect(await headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  })

  it('is left out of a batch that was gathered before it was lost, and owed with the next', async () => {
    const { papers } = await queueRecord(branch, [1000, 2000])
    const { seq } = await propose()
    await rm(fileOf(papers[0]))
    expectOk(await seal(seq))
    await deliver()
    expect(await answers()).toEqual([{ result: 'applied', complete: 0 }])
    expect(await owed()).toMatchObject([{ files: 1, papers: ['D101.0'] }])
    expectOk(await branch.counter.papers.put(papers[0] ?? Buffer.alloc(0)))
    expectOk(await seal((await propose()).seq))
    await deliver()
    expect(await answers()).toEqual([{ result: 'applied', complete: 1 }])
  })

  it('keeps a batch of nothing else from being sealed; the draft stands and can be dropped', async () => {
    const { counter, staff } = branch
    const { papers } = await queueRecord(branch, [1000])
    await rm(fileOf(papers[0]))
    expectOk(await seal((await propose()).seq))
    await deliver()
    expectOk(await counter.papers.put(papers[0] ?? Buffer.alloc(0)))
    const { seq } = await propose()
    await rm(fileOf(papers[0]))
    const details = await refusedWhole(counter, () => seal(seq), 'BATCH_PAPER_DAMAGED')
    expect(details).toEqual({ applicationNo: '', paper: 'D101.0' })
    expectOk(await dropBatch(counter, staff.manager, seq))
  })
})

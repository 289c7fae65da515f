import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

const queue = async (papers: number): Promise<string> => (await queueRecord(branch, Array<number>(papers).fill(12 << 20))).id
const completeRecords = async (): Promise<string[]> =>
  (await branch.counter.database.read((reader) => reader.all<{ id: string }>('SELECT id FROM outbox WHERE complete = 1 ORDER BY serial'))).map((row) => row.id)

describe('a case larger than a batch', () => {
  it('is complete at head office once the batch with the rest of its papers has come', async () => {
    const { counter, staff, headOffice } = branch
    const cases = [await queue(1), await queue(6)]
    const complete: string[][] = []
    const sizes: number[] = []
    const waiting: number[] = []
    for (;;) {
      waiting.push((await batchStatus(counter)).waiting)
      const proposed = await proposeBatch(counter, staff.teller)
      if (!proposed.ok) {
        expect(proposed.error.code).toBe('NOTHING_TO_SEND')
        break
      }
      sizes.push(proposed.value.records)
      expectOk(await sealProposedBatch(counter, staff.manager, proposed.value.seq))
      expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
      expectOk(await takeReceipts(counter, staff.teller))
      complete.push(await completeRecords())
    }
    // The records do not wait; the last batch carries papers only.
    expect(sizes).toEqual([2, 0])
    expect(waiting).toEqual([2, 1, 0])
    expect(complete).toEqual([cases.slice(0, 1), cases])
  })
})

import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { body } from '../batch/counter.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

/** Queues a case with so many papers of 12 MiB. */
async function queue(papers: number): Promise<string> {
  const { counter } = branch
  const id = randomUUID()
  const blobs = []
  for (let n = 0; n < papers; n++) {
    const { sha256, bytes } = expectOk(await counter.papers.put(randomBytes(12 << 20)))
    blobs.push({ sha256, bytes, media: 'application/pdf', role: `D101.${n}` })
  }
  const record = { id, caseId: null, type: 'case.sealed', rev: 1, schema: 1, blobs, madeAt: instant('2026-11-23T01:00:00.000Z'), body: { ...body } }
  expectOk(
    await counter.database.write(async (tx) => {
      await outbox(tx, counter.vault).add(record)
      return ok(null)
    }),
  )
  return id
}
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
    // The last carries papers only.
    expect(sizes).toEqual([1, 1, 0])
    expect(waiting).toEqual([2, 1, 1, 0])
    expect(complete).toEqual([cases.slice(0, 1), cases.slice(0, 1), cases])
  })
})

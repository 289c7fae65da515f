import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

/** A PC whose memory turns one bit of a paper over after it was read and before it is encrypted. */
function withBadMemory(counter: Counter): Counter {
  const sealer: Counter['sealer'] = {
    ...counter.sealer,
    seal(plain, compress, recipients) {
      const bytes = Buffer.from(plain)
      if (!compress) bytes[600] = (bytes[600] ?? 0) ^ 1
      return counter.sealer.seal(bytes, compress, recipients)
    },
  }
  return Object.create(counter, { sealer: { value: sealer } })
}
const send = async (counter: Counter) => {
  const { headOffice, staff } = branch
  const { seq, records } = expectOk(await proposeBatch(counter, staff.teller))
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.teller))
  return { seq, records }
}
const outboxRows = () => branch.counter.database.read((reader) => reader.all('SELECT result, complete FROM outbox ORDER BY serial'))

it('papers head office cannot read are listed again by themselves, and the case is complete once they came', async () => {
  const { counter, headOffice } = branch
  await queueRecord(branch, [5000, 7000])
  expect(await send(withBadMemory(counter))).toEqual({ seq: 1, records: 1 })
  expect(await outboxRows()).toEqual([{ result: 'applied', complete: 0 }])
  const bad = await batchStatus(counter)
  expect(bad.batches[0]).toMatchObject({ seq: 1, state: 'PARTIAL', papersBad: true })
  expect(bad.waiting).toBe(1)

  // The next batch carries papers only; what comes in between says the same again and changes nothing.
  expect(await send(counter)).toEqual({ seq: 2, records: 0 })
  expect(await outboxRows()).toEqual([{ result: 'applied', complete: 1 }])
  expect((await batchStatus(counter)).batches).toEqual([
    expect.objectContaining({ seq: 2, state: 'ACKED', papersBad: false }),
    expect.objectContaining({ seq: 1, state: 'PARTIAL', papersBad: true }),
  ])
  expect((await batchStatus(counter)).waiting).toBe(0)
  expect(await headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})

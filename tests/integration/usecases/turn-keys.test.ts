import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { turnKeys } from '../../../electron/usecases/batch/turn-keys.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

/** One batch out by two persons, into head office, and its receipt back. @returns the id of the key that signed it */
async function day(): Promise<string> {
  const { counter, headOffice, staff } = branch
  const { seq } = expectOk(await proposeBatch(counter, staff.officer))
  const key = counter.keys.device.sign.keyId
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
  const report = expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expect(report.batches.at(-1)).toMatchObject({ outcome: { state: 'applied' } })
  expectOk(await takeReceipts(counter, staff.manager))
  return key
}

it('a branch changes its keys: the old ones sign the batch that says so, the new ones every batch after head office has answered', async () => {
  const { counter, headOffice, staff } = branch
  const enrolled = counter.keys.device.sign.keyId
  expect(expectOk(await turnKeys(counter, staff.manager))).toEqual({ asked: true })
  expect(expectOk(await turnKeys(counter, staff.manager))).toEqual({ asked: false })
  expect(await day()).toBe(enrolled)
  const next = counter.keys.device.sign.keyId
  expect(next).not.toBe(enrolled)
  await queueRecord(branch, [])
  expect(await day()).toBe(next)
  expect(await headOffice.query('select key_id, from_seq, until_seq from device_key order by coalesce(from_seq, 0)')).toEqual([
    { key_id: enrolled, from_seq: null, until_seq: 1 },
    { key_id: next, from_seq: 2, until_seq: null },
  ])
  await counter.reloadBranch()
  expect(counter.keys.device.sign.keyId).toBe(next)
  // Once more, on top of the first change.
  expect(expectOk(await turnKeys(counter, staff.manager))).toEqual({ asked: true })
  expect(await day()).toBe(next)
  await queueRecord(branch, [])
  expect(await day()).toBe(counter.keys.device.sign.keyId)
  expect(counter.keys.device.sign.keyId).not.toBe(next)
})

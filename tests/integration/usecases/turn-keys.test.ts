import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { syncCounts } from '../../../db/repositories/outbox-view.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { enrolAnew } from '../../../electron/usecases/batch/restored-branch.ts'
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

/** New keys of this device, as after a restore, which head office enrols. */
async function anew(): Promise<void> {
  const { counter, headOffice, administrator } = branch
  await counter.database.write(async (tx) => ok(await enrolAnew(counter, tx, administrator)))
  await counter.reloadBranch()
  const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
}
it.each([
  ['waited', async (): Promise<void> => undefined],
  [
    'was in a batch head office never had',
    async (): Promise<void> => {
      const { counter, staff } = branch
      expectOk(await sealProposedBatch(counter, staff.manager, expectOk(await proposeBatch(counter, staff.officer)).seq))
    },
  ],
] as const)('a change of keys that %s when head office enrolled the device anew is over: nothing comes back, and keys change as before', async (_, before) => {
  const { counter, staff } = branch
  expectOk(await turnKeys(counter, staff.manager))
  await before()
  await anew()
  await queueRecord(branch, [])
  const enrolled = counter.keys.device.sign.keyId
  await day()
  const { waiting, returned } = await counter.database.read(syncCounts)
  expect([waiting, returned, counter.keys.device.sign.keyId]).toEqual([0, 0, enrolled])
  const open = 'SELECT count(*) AS n FROM branch_key_turn WHERE from_seq IS NULL AND refused = 0'
  expect(await counter.database.read((reader) => reader.get(open))).toEqual({ n: 0 })
  expect(expectOk(await turnKeys(counter, staff.manager))).toEqual({ asked: true })
  expect(await day()).toBe(enrolled)
  expect(counter.keys.device.sign.keyId).not.toBe(enrolled)
})

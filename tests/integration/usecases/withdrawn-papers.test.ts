import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { BlobReference } from '../../../core/batch/record-line.ts'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { countCarried } from '../../../db/repositories/batch-blobs.ts'
import { undeliveredBatches } from '../../../db/repositories/custodies.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { withdrawSealed } from '../../../electron/usecases/batch/withdraw-batch.ts'
import { exportToFolder } from '../../../electron/usecases/sync/carry.ts'
import { body } from '../batch/counter.ts'
import { queueRecord } from './queue-record.ts'
import { recordsOnly } from './records-only.ts'
import { openWholeBank, PASSWORD, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeEach(async () => {
  branch = await openWholeBank()
})
afterEach(() => branch.remove())

async function seal(): Promise<number> {
  const { seq } = expectOk(await proposeBatch(branch.counter, branch.staff.teller))
  expectOk(await sealProposedBatch(branch.counter, branch.staff.manager, seq))
  return seq
}
/** The same papers under a record that holds. */
async function correct(): Promise<void> {
  const { counter } = branch
  const [row] = await counter.database.read((reader) => reader.all<{ blobs: string }>('SELECT blobs FROM outbox'))
  const blobs: BlobReference[] = JSON.parse(row?.blobs ?? '[]')
  expect(blobs).toHaveLength(1)
  const corrected = {
    id: randomUUID(),
    caseId: null,
    type: 'case.sealed',
    rev: 1,
    schema: 1,
    blobs,
    madeAt: instant('2026-11-23T01:00:00.000Z'),
    body: { ...body },
  }
  await counter.database.write(async (tx) => ok(await outbox(tx, counter.vault).add(corrected)))
}
async function standing(): Promise<unknown> {
  expect(await branch.counter.database.read(countCarried)).toBe(0)
  return await branch.counter.database.read((reader) => reader.all('SELECT result, complete FROM outbox ORDER BY serial'))
}
const DONE = [
  { result: 'rejected', complete: 0 },
  { result: 'applied', complete: 1 },
]

it('papers of a batch whose record was returned go again once the corrected record waits for them', async () => {
  const { counter, staff, headOffice } = branch
  await queueRecord(branch, [3000], { tenorMonths: 0 })
  const first = await seal()
  await recordsOnly(branch)
  await correct()
  await seal()
  const stick = path.join(branch.folder, 'stick')
  const progress = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }
  expect(expectOk(await exportToFolder(counter, staff.teller, stick, progress)).batches).toBe(2)
  expectOk(await headOffice.importBatches(stick, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.teller))
  expect(await standing()).toEqual(DONE)
  expect((await counter.database.read((reader) => undeliveredBatches(reader, 1))).map(({ seq }) => seq)).not.toContain(first)
})

it('papers of a batch that was withdrawn before they went come with the corrected record', async () => {
  const { host, counter, staff, headOffice } = branch
  await queueRecord(branch, [3000], { tenorMonths: 0 })
  const first = await seal()
  await recordsOnly(branch)
  const second = { staffNo: staff.manager.staffNo, password: PASSWORD }
  expectOk(await withdrawSealed(host, counter, staff.teller, { seq: first, reason: '更正后重报', second }))
  await correct()
  await seal()
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.teller))
  expect(await standing()).toEqual(DONE)
})

import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { offerSealed } from '../../../electron/usecases/batch/offer-sealed.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { entryOf, startWalk, walkTo } from './walk.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
  await walkTo(await startWalk(branch, entryOf(branch, 'sole-trader-1')), 'release')
})
afterAll(() => branch.remove())

it('a batch that was sealed and never offered, for the power went, is offered again', async () => {
  const { counter, staff, headOffice } = branch
  const { outbound } = counter.folders
  const { seq } = expectOk(await proposeBatch(counter, staff.teller))
  // The plug is pulled the moment the batch is on record: READY cannot be written.
  const unplugged = { ...counter, database: { ...counter.database, write: pulled(branch) } }
  await expect(sealProposedBatch(unplugged, staff.manager, seq)).rejects.toThrow('power')
  expect(await headOffice.importBatches(outbound)).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^BATCH_NOT_/) } })

  expect(await proposeBatch(counter, staff.teller)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_SEND' } })
  const report = expectOk(await headOffice.importBatches(outbound))
  expect(report.batches).toEqual([expect.objectContaining({ outcome: expect.objectContaining({ state: 'applied', seq: 1 }) })])
  expect(await offerSealed(counter)).toBe(0)

  // Offered batches and those whose files were taken away are left alone.
  await rm(path.join(outbound, 'HOB'), { recursive: true })
  expect(await offerSealed(counter)).toBe(0)
})

/** Writes, and then fails as if the process had ended there. */
function pulled({ counter }: WholeBank): WholeBank['counter']['database']['write'] {
  return async (work) => {
    await counter.database.write(work)
    throw new Error('power')
  }
}

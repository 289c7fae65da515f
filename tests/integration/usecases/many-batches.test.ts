import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { batchStatus } from '../../../electron/usecases/batch/take-receipt.ts'
import { SyncDesk } from '../../../electron/usecases/sync/desk.ts'
import { viewSync } from '../../../electron/usecases/sync/view-sync.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'

const BATCHES = 240
const AT = '2026-11-20T01:00:00.000Z'
let branch: TestBranch

/** A branch of some years: its first batch was skipped at head office, its second never answered, all others came to their end. */
beforeAll(async () => {
  branch = await openTestBranch()
  const { database } = branch.counter
  const { teller, manager } = branch.staff
  const made = await database.write(async (tx) => {
    for (let seq = 1; seq <= BATCHES; seq++) {
      await tx.run("INSERT INTO batch (epoch, seq, batch_no, state, prev, maker, created_at, records) VALUES (1, ?, ?, 'DRAFT', 'p', ?, ?, 1)", [
        seq,
        `B${seq}`,
        teller.staffId,
        AT,
      ])
      const [state, disposedAt] = seq === 1 ? ['REJECTED', null] : seq === 2 ? ['SENT', null] : ['ACKED', AT]
      await tx.run(
        `UPDATE batch SET state = ?, checker = ?, sealed_at = ?, sent_at = ?, receipt_at = ?, envelope_sha256 = ?, folder = 'f', disposed_at = ? WHERE seq = ?`,
        [state, manager.staffId, AT, AT, state === 'SENT' ? null : AT, `e${seq}`, disposedAt, seq],
      )
    }
    return ok(null)
  })
  expectOk(made)
})
afterAll(() => branch.remove())
const seqs = async (newest?: number) => (await batchStatus(branch.counter, branch.staff.teller, newest)).batches.map(({ seq }) => seq)

it('of many batches the newest hundred are listed, and behind them each that is not at its end', async () => {
  const listed = await seqs()
  expect(listed.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, n) => BATCHES - n))
  expect(listed.slice(100)).toEqual([2, 1])
  const { batches } = await batchStatus(branch.counter, branch.staff.teller)
  expect(batches.at(-1)).toMatchObject({ seq: 1, files: 'WITHDRAWABLE' })
})
it('it is said how many there are, so that a page knows what it does not list, and older ones are listed when asked for', async () => {
  expect((await batchStatus(branch.counter, branch.staff.teller)).total).toBe(BATCHES)
  expect(await seqs(200)).toHaveLength(202)
  expect(await seqs(300)).toEqual(Array.from({ length: BATCHES }, (_, n) => BATCHES - n))
})
it('a batch whose receipt is due is counted however old it is', async () => {
  const { awaitingBatches } = await viewSync(branch.counter, branch.staff.teller, new SyncDesk(() => expect.fail('no line')))
  expect(awaitingBatches).toBe(1)
})

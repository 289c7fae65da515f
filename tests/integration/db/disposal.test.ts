import { afterEach, beforeEach, expect, it } from 'vitest'
import { ok } from '../../../core/kernel/result.ts'
import { outbound } from '../../../db/repositories/outbound-batches.ts'
import type { Writer } from '../../../db/sql.ts'
import { AT, type Branch, later, makeBranch } from './branch-fixture.ts'

let branch: Branch
beforeEach(async () => {
  branch = await makeBranch()
})
afterEach(() => branch.remove())

const write = (work: (tx: Writer) => Promise<unknown>) =>
  branch.database.write(async (tx) => {
    await work(tx)
    return ok(null)
  })
/** A sealed batch and what became of its one record. */
async function batch(state: string, result: string, complete: 0 | 1, blobs = '[]'): Promise<void> {
  const { teller, manager } = branch.people
  await write(async (tx) => {
    await tx.run(
      `INSERT INTO batch (epoch, seq, batch_no, state, prev, maker, created_at, checker, sealed_at, envelope_sha256, folder, records)
       VALUES (1, 1, 'B1', ?, 'p', ?, ?, ?, ?, 'e', 'f', 1)`,
      [state, teller, AT, manager, AT],
    )
    await tx.run(
      `INSERT INTO outbox (id, type, rev, schema, sealed_body, blobs, made_at, batch_epoch, batch_seq, result, complete)
       VALUES ('r', 'case.sealed', 1, 1, ?, ?, ?, 1, 1, ?, ?)`,
      [new Uint8Array([1]), blobs, AT, result, complete],
    )
  })
}
const dispose = (at = AT) => write((tx) => outbound(tx).disposed(1, 1, at))
const withdraw = () => write((tx) => outbound(tx).withdrawn({ epoch: 1, seq: 1, askedBy: branch.people.teller, authorisedBy: branch.people.manager, at: AT }))

it('the files of a batch of which something was returned go only with the word of two people', async () => {
  await batch('PARTIAL', 'rejected', 0)
  await expect(dispose()).rejects.toThrow('withdrawal_needed')
  await withdraw()
  await expect(dispose(later(1))).rejects.toThrow('withdrawal_needed')
  await dispose()
})

it('the files of a skipped batch go only with the word of two people', async () => {
  await batch('REJECTED', 'applied', 1)
  await expect(dispose()).rejects.toThrow('withdrawal_needed')
})

it('the files of a batch whose papers are still to come go with nobody less', async () => {
  await batch('ACKED', 'applied', 0, '[{"sha256":"a"}]')
  await expect(dispose()).rejects.toThrow('withdrawal_needed')
})

it('the files of a batch that head office has wholly go by themselves, and nobody withdraws what is gone', async () => {
  await batch('ACKED', 'applied', 0)
  await dispose()
  await expect(withdraw()).rejects.toThrow('not_sealed')
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { ok } from '../../../core/kernel/result.ts'
import { custodies, undeliveredBatches } from '../../../db/repositories/custodies.ts'
import { AT, type Branch, makeBranch } from './branch-fixture.ts'

let branch: Branch
beforeEach(async () => {
  branch = await makeBranch()
})
afterEach(() => branch.remove())

const run = (sql: string, values: readonly (string | number | Uint8Array)[] = []) =>
  branch.database.write(async (tx) => {
    await tx.run(sql, [...values])
    return ok(null)
  })
const waiting = async (): Promise<number[]> => (await branch.database.read((reader) => undeliveredBatches(reader, 1))).map(({ seq }) => seq)

/** Head office has the records and said so; whether it has the papers, the record tells. */
async function answered(complete: 0 | 1): Promise<void> {
  await run(
    `INSERT INTO batch (epoch, seq, batch_no, state, prev, maker, created_at, checker, sealed_at, envelope_sha256, folder, records)
     VALUES (1, 1, 'B1', 'ACKED', 'p', ?, ?, ?, ?, 'e', 'f', 1)`,
    [branch.people.teller, AT, branch.people.manager, AT],
  )
  await run(
    `INSERT INTO outbox (id, type, rev, schema, sealed_body, blobs, made_at, batch_epoch, batch_seq, result, complete)
     VALUES ('r', 'case.sealed', 1, 1, ?, '[]', ?, 1, 1, 'applied', ?)`,
    [new Uint8Array([1]), AT, complete],
  )
}

it('a batch answered by stick, papers and all, is offered no more', async () => {
  await answered(1)
  expect(await waiting()).toEqual([])
})

it('a batch answered before its custody receipt came is offered until its papers are there', async () => {
  await answered(0)
  expect(await waiting()).toEqual([1])
  await branch.database.write(async (tx) => {
    await custodies(tx).keep({ epoch: 1, seq: 1, receipt: 'c', takenAt: AT })
    await custodies(tx).delivered(1, 1)
    return ok(null)
  })
  expect(await waiting()).toEqual([])
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { ok } from '../../../core/kernel/result.ts'
import { custodies, undeliveredBatches } from '../../../db/repositories/custodies.ts'
import { AT, type Branch, insertCase, makeBranch } from './branch-fixture.ts'

let branch: Branch
let caseId: string
beforeEach(async () => {
  branch = await makeBranch()
  caseId = (await insertCase(branch)).caseId
})
afterEach(() => branch.remove())

const run = (sql: string, values: readonly (string | number | Uint8Array)[] = []) =>
  branch.database.write(async (tx) => {
    await tx.run(sql, [...values])
    return ok(null)
  })
const waiting = async (): Promise<number[]> => (await branch.database.read((reader) => undeliveredBatches(reader, 1))).map(({ seq }) => seq)

const PAPER = 'a'.repeat(64)
const NAMED = JSON.stringify([{ sha256: PAPER, bytes: 9, media: 'application/pdf', role: 'D101' }])

/** An answered batch that carries the papers, and what head office said of each record; its custody receipt never came. */
async function batch(seq: number, papers: readonly string[] = []): Promise<void> {
  await run(`INSERT INTO batch (epoch, seq, batch_no, state, prev, maker, created_at, records) VALUES (1, ?, ?, 'DRAFT', 'p', ?, ?, 1)`, [
    seq,
    `B${seq}`,
    branch.people.teller,
    AT,
  ])
  for (const paper of papers) await run('INSERT INTO batch_blob (epoch, seq, sha256) VALUES (1, ?, ?)', [seq, paper])
  await run(`UPDATE batch SET state = 'ACKED', checker = ?, sealed_at = ?, envelope_sha256 = 'e', folder = 'f' WHERE seq = ?`, [branch.people.manager, AT, seq])
}
async function record(id: string, seq: number, result: string | null, complete: 0 | 1, blobs = '[]'): Promise<void> {
  await run(
    `INSERT INTO outbox (id, case_id, type, rev, schema, sealed_body, blobs, made_at, batch_epoch, batch_seq, result, complete)
     VALUES (?, ?, 'case.sealed', 1, 1, ?, ?, ?, 1, ?, nullif(?, ''), ?)`,
    [id, caseId, new Uint8Array([1]), blobs, AT, seq, result ?? '', complete],
  )
}
/** Head office has the records and said so; whether it has the papers, the record tells. */
async function answered(complete: 0 | 1): Promise<void> {
  await batch(1)
  await record('r', 1, 'applied', complete)
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

it('a batch whose record head office parked is offered until the papers of that record are there', async () => {
  await batch(1, [PAPER])
  await record('parked', 1, 'parked', 0, NAMED)
  expect(await waiting()).toEqual([1])
  await run("UPDATE outbox SET result = 'applied', complete = 1")
  expect(await waiting()).toEqual([])
})

it('a parked record without papers keeps no batch waiting', async () => {
  await batch(1)
  await record('parked', 1, 'parked', 0)
  expect(await waiting()).toEqual([])
})

it('a batch whose record was returned is offered while the record that corrects it waits for the papers', async () => {
  await batch(1, [PAPER])
  await record('returned', 1, 'rejected', 0, NAMED)
  expect(await waiting()).toEqual([])
  await batch(2)
  await record('corrected', 2, null, 0, NAMED)
  expect(await waiting()).toEqual([1])
  await run("UPDATE outbox SET result = 'applied', complete = 1 WHERE id = 'corrected'")
  expect(await waiting()).toEqual([])
})

it('papers that head office has with one record of the case are not offered again for the next', async () => {
  await batch(1, [PAPER])
  await record('first', 1, 'applied', 1, NAMED)
  await batch(2)
  await record('second', 2, null, 0, NAMED)
  expect(await waiting()).toEqual([])
})

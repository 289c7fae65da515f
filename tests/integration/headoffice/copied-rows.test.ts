import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesToCopy } from '../../../headoffice/store/copy-lines.ts'
import { CopyRows } from '../../../headoffice/store/copy-rows.ts'
import { type Database, type Queries, SCHEMA } from '../../../headoffice/store/database.ts'
import { openPostgres, takesCopy } from '../../../headoffice/store/postgres.ts'
import type { TakenLine } from '../../../headoffice/store/take-lines.ts'
import { blobOf, blobRef, caseRecord, NOW, removeFolders } from '../batch/counter.ts'
import { postgres, stopPostgres } from './engines.ts'

let database: Database
beforeAll(async () => {
  database = await openPostgres(await (await postgres()).database())
  await database.script('create table sample (t text, i int, b bigint, w timestamptz, u uuid, j jsonb, n text)')
})
afterAll(async () => {
  await database.close()
  await stopPostgres()
  removeFolders()
})

const copy = async (tx: Queries, table: string, rows: CopyRows): Promise<void> => {
  const taken = rows.taken()
  if (taken) await tx.copy?.([{ table, rows: taken }])
}
/** No NUL, which no text of the engine holds and no record brings. */
const text = fc.string({ unit: 'binary', maxLength: 300 }).map((some) => some.replaceAll('\0', '\\\t\n\r'))
const sample = fc.record({
  t: fc.oneof({ weight: 30, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom('贷'.repeat(50_000), 'a'.repeat(5_000_000)) }),
  i: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  b: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  w: fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`),
  u: fc.uuid(),
  j: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null))),
})

describe('rows that are copied', () => {
  it('are those a statement writes, whatever is in them and however many they are', async () => {
    const rows = new CopyRows()
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 40 }), async (samples) => {
        const differ = await database.transaction(async (tx) => {
          await tx.query('truncate sample')
          rows.begin()
          for (const { t, i, b, w, u, j } of samples) rows.row(7).text(t).int(i).bigint(b).instant(w).uuid(u).json(JSON.stringify(j)).nothing()
          await copy(tx, 'sample', rows)
          const values = JSON.stringify(samples.map((one) => ({ ...one, b: String(one.b) })))
          const wanted = 'select t, i, b, w, u, j, null::text from jsonb_to_recordset($1::jsonb) as x(t text, i int, b bigint, w timestamptz, u uuid, j jsonb)'
          return await tx.query(`(${wanted} except all table sample) union all (table sample except all ${wanted})`, [values])
        })
        expect(differ).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('are all there or none, and the connection goes on, when one of them is there already', async () => {
    await database.script('create table once (id int primary key); create table beside (id int)')
    const take = (ids: readonly number[], careful: boolean[]): Promise<void> =>
      database.transaction(async (tx) => {
        careful.push(tx.careful ?? false)
        if (tx.careful) return
        const rows = new CopyRows()
        for (const id of ids) rows.row(1).int(id)
        const taken = rows.taken() ?? Buffer.alloc(0)
        await tx.copy?.(['beside', 'once', 'beside'].map((table) => ({ table, rows: taken })))
      })
    const tries: boolean[] = []
    for (const ids of [
      [1, 2],
      [3, 2],
      [3, 4],
    ])
      await take(ids, tries)
    expect(tries).toEqual([false, false, true, false])
    expect(await database.query('select array_agg(id order by id)::text as ids from once')).toEqual([{ ids: '{1,2,3,4}' }])
    expect(await database.query('select array_agg(id order by id)::text as ids from beside')).toEqual([{ ids: '{1,1,2,2,3,3,4,4}' }])
  })

  it('are told as failed when the connection is lost', async () => {
    const lost = database.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      await database.query('select pg_terminate_backend($1)', [pid])
      await copy(tx, 'sample', new CopyRows().row(7))
    })
    await expect(lost).rejects.toThrow()
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('go to PostgreSQL alone: what only speaks like it gets the statement', () => {
    expect(takesCopy('PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu')).toBe(true)
    expect(takesCopy('CockroachDB CCL v25.1.0 (x86_64-pc-linux-gnu)')).toBe(false)
    expect(takesCopy('PostgreSQL 11.2-YB-2.21.0.0-b0 on x86_64-pc-linux-gnu')).toBe(false)
  })

  it('have a value for each column of their table', () => {
    const record = caseRecord({ blobs: [blobRef(blobOf(Buffer.from('scan')))] })
    const stored = { state: 'complete' as const, doc: '{}', sealed: 'x', keys: [['NAME', 'h'] as const], head: true }
    const line: TakenLine = { line: 1, hash: 'e'.repeat(64), outcome: 'applied', code: null, field: null, record, stored }
    const copied = linesToCopy({ branch: 'BR0001', epoch: 1, seq: 1, hash: 'f'.repeat(64), at: NOW }, [line], true)
    expect(copied.map(({ table }) => table)).toEqual(['record', 'record_blob', 'completion', 'receipt', 'case_head', 'cross_key'])
    for (const { table, rows } of copied) {
      const columns = new RegExp(`create table ${table} \\(([\\s\\S]*?)(?:,\\s*primary key|\\);)`).exec(SCHEMA)?.[1]?.split(',').length
      expect(Buffer.from(rows).readInt16BE(19), table).toBe(columns)
    }
  })
})

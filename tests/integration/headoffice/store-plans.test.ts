import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { UNTOLD } from '../../../headoffice/store/blobs.ts'
import { STORED_HASHES } from '../../../headoffice/store/records.ts'
import { type TakenLine, takeLines } from '../../../headoffice/store/take-lines.ts'
import { body, Counter, caseRecord, NOW, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

it('a batch is compared with what is stored key by key, however many records the branch has and whatever plan was kept', async () => {
  const { office } = await officeOn('PostgreSQL')
  const counter = await Counter.enrol(office)
  const lookUp = (): Promise<string> =>
    office.office.database.transaction(async (tx) => {
      await tx.query('set local plan_cache_mode = force_generic_plan')
      await tx.query(`prepare stored(text, jsonb) as ${STORED_HASHES}`)
      const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain execute stored('BR0001', '[{"type":"case.sealed","id":"${caseRecord().id}","rev":1}]')`)
      await tx.query('deallocate stored')
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  for (const records of [0, 3, 300]) {
    if (records > 0) {
      await counter.seal(Array.from({ length: records }, () => caseRecord()))
      expectOk(await office.importBatches(counter.outbox))
    }
    const plan = await lookUp()
    expect(plan, `after ${records} more`).toContain('record_pkey')
    expect(plan).not.toMatch(/(Seq|Bitmap Heap) Scan on record/)
  }
  await office.close()
})

it('what is still to be told is found without reading what was told', async () => {
  const { office } = await officeOn('PostgreSQL')
  const { database } = office.office
  await database.query(
    `insert into completion select 'BR0001', 'case.sealed', gen_random_uuid(), 1, case when n % 5000 = 0 then 0 else 1 end from generate_series(1, 20000) n`,
  )
  await database.query(`insert into record select branch_id, type, id, rev, 'hash', 1, 1, 1, 1, '{}', '', '', 'complete' from completion`)
  await database.script('analyze completion; analyze record')
  const asked = UNTOLD.replace('$1', "'BR0001'").replaceAll('$2', '1').replaceAll('$3', '1').replace('$4', '500')
  const rows = await database.query<{ 'QUERY PLAN': string }>(`explain ${asked}`)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('ix_completion_untold')
  expect(plan).not.toContain('Seq Scan on completion')
  await office.close()
})

it.each(ENGINES)('the rows of a batch are written all of them, or none, on %s', async (engine) => {
  const { office } = await officeOn(engine)
  const place = { branch: 'BR0001', epoch: 1, seq: 1, hash: 'f'.repeat(64), at: NOW }
  const line = (number: number, amountFen: string): TakenLine => {
    const record = caseRecord({ body: { ...body, amountFen } })
    const stored = {
      state: 'complete' as const,
      doc: JSON.stringify(record.body),
      sealed: 'x',
      keys: [['APPLICANT', 'h'] as const],
      head: true,
    }
    return { line: number, hash: 'e'.repeat(64), outcome: 'applied', code: null, field: null, record, stored }
  }
  const take = (lines: TakenLine[]) => office.office.database.transaction((tx) => takeLines(tx, place, lines))
  const counts = () =>
    office.query(`select (select count(*) from record) as records, (select count(*) from case_head) as heads, (select count(*) from cross_key) as keys,
      (select count(*) from completion) as completions, (select count(*) from receipt) as receipts`)
  await take([])
  await expect(take([line(1, '30000000'), line(2, 'no money')])).rejects.toThrow()
  expect(await counts()).toEqual([{ records: 0, heads: 0, keys: 0, completions: 0, receipts: 0 }])
  await take([line(1, '30000000'), line(2, '40000000')])
  expect(await counts()).toEqual([{ records: 2, heads: 2, keys: 2, completions: 2, receipts: 2 }])
  await office.close()
})

it.each(ENGINES)('a row that was taken for new and is there is seen when the batch is written once more, on %s', async (engine) => {
  const { office } = await officeOn(engine)
  const { database } = office.office
  const id = randomUUID()
  const line = (rev: number, number: number): TakenLine => {
    const record = caseRecord({ id, rev })
    const stored = { state: 'complete' as const, doc: JSON.stringify(record.body), sealed: 'x', keys: [['APPLICANT', 'h'] as const], head: true }
    return { line: number, hash: 'e'.repeat(64), outcome: 'applied', code: null, field: null, record, stored }
  }
  let tries = 0
  const take = (seq: number, lines: TakenLine[]) =>
    database.transaction((tx) => {
      tries++
      return takeLines(tx, { branch: 'BR0001', epoch: 1, seq, hash: 'f'.repeat(64), at: NOW }, lines)
    })
  const stored = () =>
    office.query(`select (select string_agg(rev::text, ' ' order by rev) from record) as records, (select rev from case_head) as head,
      (select count(*) from cross_key) as keys, (select count(*) from completion) as completions, (select count(*) from receipt) as receipts`)
  await take(1, [line(2, 1)])
  await take(2, [line(3, 1)])
  expect(tries, 'a revised case is expected to have a head').toBe(2)
  await take(3, [line(1, 1)])
  expect(tries, 'its first revision is not').toBe(4)
  expect(await stored()).toEqual([{ records: '1 2 3', head: 3, keys: 1, completions: 3, receipts: 3 }])
  await take(3, [line(1, 1), line(4, 2)])
  expect(tries).toBe(6)
  expect(await stored()).toEqual([{ records: '1 2 3 4', head: 4, keys: 1, completions: 4, receipts: 4 }])
  await office.close()
})

it.each(ENGINES)('a key that is there however careful one is, is told and not tried for ever, on %s', async (engine) => {
  const { office } = await officeOn(engine)
  let tries = 0
  const twice = office.office.database.transaction(async (tx) => {
    tries++
    for (const name of ['One', 'Two']) await tx.query(`insert into branch values ('BR0009', $1, 'open')`, [name])
  })
  await expect(twice).rejects.toMatchObject({ code: '23505' })
  expect(tries).toBe(2)
  await office.close()
})

it.each(ENGINES)('a batch that was kept while the database failed is there before the same batch is judged again, on %s', async (engine) => {
  const { office } = await officeOn(engine)
  const { database } = office.office
  const counter = await Counter.enrol(office)
  await counter.seal([caseRecord(), caseRecord()])
  const work = database.transaction
  database.transaction = () => Promise.reject(new Error('disk full'))
  await expect(office.importBatches(counter.outbox)).rejects.toThrow('disk full')
  database.transaction = work
  const again = expectOk(await office.importBatches(counter.outbox))
  expect(again.batches).toMatchObject([{ outcome: { state: 'applied', replay: true } }])
  await counter.seal([caseRecord()])
  expect(expectOk(await office.importBatches(counter.outbox)).batches).toMatchObject([
    { outcome: { replay: true } },
    { outcome: { state: 'applied', replay: false } },
  ])
  expect(await office.query('select count(*) as records from record')).toEqual([{ records: 3 }])
  expect((await office.verify()).projectionMatches).toBe(true)
  await office.close()
})

import { afterAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { STORED_HASHES } from '../../../headoffice/store/records.ts'
import { type Writing, writeTogether } from '../../../headoffice/store/write-together.ts'
import { Counter, caseRecord, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

it('a batch is compared with what is stored key by key, however many records the branch has and whatever plan was kept', async () => {
  const { office } = await officeOn('PostgreSQL')
  const counter = await Counter.enrol(office)
  await counter.seal(Array.from({ length: 300 }, () => caseRecord()))
  expectOk(await office.importBatches(counter.outbox))
  const plan = await office.office.database.transaction(async (tx) => {
    await tx.query('set local plan_cache_mode = force_generic_plan')
    await tx.query(`prepare stored(text, jsonb) as ${STORED_HASHES}`)
    const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain execute stored('BR0001', '[{"type":"case.sealed","id":"${caseRecord().id}","rev":1}]')`)
    await tx.query('deallocate stored')
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  expect(plan).toContain('record_pkey')
  expect(plan).not.toMatch(/(Seq|Bitmap Heap) Scan on record/)
  await office.close()
})

it.each(ENGINES)('rows of several tables are written in one statement, or none of them, on %s', async (engine) => {
  const { office } = await officeOn(engine)
  const { database } = office.office
  const branch = (branch_id: string): Writing => ({
    rows: [{ branch_id, name: 'One', state: 'open' }],
    sql: (json) => `insert into branch select * from jsonb_populate_recordset(null::public.branch, ${json})`,
  })
  const completion = (rev: number | null): Writing => ({
    rows: [{ branch_id: 'BR0001', type: 'case.sealed', id: caseRecord().id, rev, told: 0 }],
    sql: (json) => `insert into completion select * from jsonb_populate_recordset(null::public.completion, ${json})`,
  })
  const counts = () => office.query('select (select count(*) from branch) as branches, (select count(*) from completion) as completions')
  await database.transaction((tx) => writeTogether(tx, [{ rows: [], sql: () => 'no statement' }]))
  await expect(database.transaction((tx) => writeTogether(tx, [branch('BR0001'), completion(null)]))).rejects.toThrow()
  expect(await counts()).toEqual([{ branches: 0, completions: 0 }])
  await database.transaction((tx) => writeTogether(tx, [branch('BR0001'), completion(1)]))
  expect(await counts()).toEqual([{ branches: 1, completions: 1 }])
  await office.close()
})

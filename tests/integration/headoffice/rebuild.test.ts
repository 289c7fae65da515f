import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { projectionHash, type Queries, type Row, type SqlValue } from '../../../headoffice/store/database.ts'
import { Counter, caseRecord, NOW, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('the database of head office on %s', (engine) => {
  it('is made again though what stands cannot be read any more', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    await counter.seal([caseRecord()])
    await office.importBatches(counter.outbox)
    const hash = await office.projectionHash()
    await office.query('drop table merkle_day')
    expect(await office.rebuild()).toEqual({ before: null, after: hash })
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await office.close()
  })

  it('is made again at the start though tables of it are missing, whichever', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    await counter.seal([caseRecord()])
    await office.importBatches(counter.outbox)
    const hash = await office.projectionHash()
    let standing = office
    // A database of others' without `meta` is not known to be ours, and left alone.
    for (const table of engine === 'PGlite' ? ['progress', 'office_key', 'meta'] : ['progress', 'office_key']) {
      await standing.query(`drop table ${table}`)
      await standing.close()
      standing = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl === undefined ? {} : { databaseUrl }))
      expect(await standing.projectionHash(), table).toBe(hash)
    }
    expect(await standing.rebuild()).toEqual({ before: hash, after: hash })
    await standing.close()
  })

  it('is compared by every row, and however many it has, never more than 4,096 lines of a table are asked for', async () => {
    const { office } = await officeOn(engine)
    const { database } = office.office
    let most = 0
    const counting: Queries = {
      query: async <T extends Row>(sql: string, values?: readonly SqlValue[]) => {
        const rows = await database.query<T>(sql, values)
        most = Math.max(most, rows.length)
        return rows
      },
    }
    await database.query(`insert into audit select n, '2026-11-23T08:00:00Z', 'who', 'act', 'subject ' || n, '' from generate_series(1, 20000) n`)
    const hash = await projectionHash(counting)
    expect(most).toBeGreaterThan(1000)
    expect(most).toBeLessThanOrEqual(4096)
    await database.query(`update audit set subject = 'other' where n = 12345`)
    expect(await projectionHash(counting)).not.toBe(hash)
    await database.query(`update audit set subject = 'subject 12345' where n = 12345`)
    expect(await projectionHash(counting)).toBe(hash)
    await database.query('delete from audit where n = 1')
    expect(await projectionHash(counting)).not.toBe(hash)
    await office.close()
  })
})

it('an embedded database that does not even open any more is made again at the start', async () => {
  const { office, folder } = await officeOn('PGlite')
  const counter = await Counter.enrol(office)
  await counter.seal([caseRecord()])
  await office.importBatches(counter.outbox)
  const hash = await office.projectionHash()
  await office.close()
  rmSync(path.join(folder, 'store', 'global'), { recursive: true })
  const again = expectOk(await openHeadOffice(folder, () => NOW))
  expect(await again.projectionHash()).toBe(hash)
  await again.close()
})

import { afterAll, describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { Counter, caseRecord, NOW, newFolder, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('an upgrade of head office on %s', (engine) => {
  it('reads records again that an older release had parked, and tells the branch in a later receipt', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    await counter.seal([caseRecord(), caseRecord({ type: 'case.rated' })])
    await office.importBatches(counter.outbox)
    const { database } = office.office
    // What a release that did not know the schema of the first record has left behind.
    await database.query(`update record set state = 'parked' where type = 'case.sealed'`)
    await database.query(`update receipt set kind = 'parked', code = 'SCHEMA_UNKNOWN' where line_no = 1`)
    for (const table of ['case_head', 'cross_key', 'completion']) await database.query(`delete from ${table}`)
    await office.close()
    const newer = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    expect(await newer.query('select type, state from record order by type')).toEqual([
      { type: 'case.rated', state: 'parked' },
      { type: 'case.sealed', state: 'complete' },
    ])
    expect(await newer.query('select status from case_head')).toEqual([{ status: 'ACTIVE' }])
    const back = newFolder()
    await newer.importBatches(counter.outbox, { receiptsTo: back })
    const received = expectOk(
      await readReceipts({ folder: back, keys: counter.keys, enrolment: counter.enrolment, down: { appliedSeq: 0, head: NO_PREVIOUS } }),
    )
    expect(received.map((down) => down.receipts[0]?.results.map((result) => result.outcome))).toEqual([['applied', 'parked'], ['applied']])
    expect(await newer.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await newer.close()
    const again = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    expect(await again.query(`select count(*) as n from batch where dir = 'down'`)).toEqual([{ n: 2 }])
    await again.close()
  })
})

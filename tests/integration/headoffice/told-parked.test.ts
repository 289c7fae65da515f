import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { blobOf, blobRef, body, Counter, caseRecord, NOW, newFolder, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { ENGINES, officeOn, stopPostgres, type TestOffice } from './engines.ts'

/** Types of records the release that runs does not know. */
const unknown = vi.hoisted(() => new Set<string>())
vi.mock('../../../core/batch/record-types.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../../core/batch/record-types.ts')>()
  return { ...real, bodySchema: (type: string, schema: number) => (unknown.has(type) ? null : real.bodySchema(type, schema)) }
})
beforeEach(() => {
  unknown.clear()
  unknown.add('case.sealed')
  unknown.add('case.escalated')
})
afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

/** How the older release ended: the newer one reads its rows, or makes all of them anew. */
const ENDINGS = ['it stopped cleanly', 'its tables are made anew'] as const

async function upgraded({ office, folder, databaseUrl }: TestOffice, ending: (typeof ENDINGS)[number], known: readonly string[]): Promise<TestOffice> {
  if (ending === 'its tables are made anew') await office.office.database.query('update meta set version = 1')
  await office.close()
  if (ending === 'its tables are made anew' && !databaseUrl) writeFileSync(path.join(folder, 'store.dirty'), 'open\n')
  for (const type of known) unknown.delete(type)
  const url = databaseUrl ? { databaseUrl } : {}
  return { office: expectOk(await openHeadOffice(folder, () => NOW, url)), folder, ...url }
}

/** Every receipt so far: its answers, and how many complete records it names. */
async function told({ office }: TestOffice, counter: Counter): Promise<unknown[]> {
  const back = newFolder()
  await office.importBatches(counter.outbox, { receiptsTo: back })
  const downs = expectOk(await readReceipts({ folder: back, keys: counter.keys, enrolment: counter.enrolment, down: { appliedSeq: 0, head: NO_PREVIOUS } }))
  return downs.flatMap((down) => down.receipts.map(({ seq, results, complete }) => [seq, ...results.map((result) => result.outcome), complete.length]))
}

describe.each(ENGINES)('a record an older release had parked, on %s', (engine) => {
  it.each(ENDINGS)('is told as taken and complete by the release that knows it, once, when %s', async (ending) => {
    let at = await officeOn(engine)
    const counter = await Counter.enrol(at.office)
    const paper = blobOf(Buffer.from('paper'))
    await counter.seal([caseRecord({ blobs: [blobRef(paper)] }), caseRecord({ type: 'case.rated' })], [paper])
    await at.office.importBatches(counter.outbox)
    await counter.seal([caseRecord({ type: 'case.rated' })])
    expect(await told(at, counter)).toEqual([
      [1, 'parked', 'parked', 0],
      [2, 'parked', 0],
    ])
    at = await upgraded(at, ending, ['case.sealed'])
    const whole = [
      [1, 'parked', 'parked', 0],
      [2, 'parked', 0],
      [1, 'applied', 'parked', 0],
      [2, 1],
    ]
    expect(await told(at, counter)).toEqual(whole)
    expect(await at.office.query(`select state from record where type = 'case.sealed'`)).toEqual([{ state: 'complete' }])
    expect(await at.office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    // Whatever else is made anew, nothing is told twice.
    at = await upgraded(at, 'its tables are made anew', [])
    expect(await told(at, counter)).toEqual(whole)
    await at.office.close()
  })

  it('and rejected by the release that knows it, leaves nothing of its papers; the branch is told why', async () => {
    let at = await officeOn(engine)
    const counter = await Counter.enrol(at.office)
    const paper = blobOf(Buffer.from('paper'))
    await counter.seal([caseRecord({ body: { ...body, amountFen: 'much' }, blobs: [blobRef(paper)] })], [paper])
    expect(await told(at, counter)).toEqual([[1, 'parked', 0]])
    at = await upgraded(at, 'it stopped cleanly', ['case.sealed'])
    expect(await told(at, counter)).toEqual([
      [1, 'parked', 0],
      [1, 'rejected', 0],
    ])
    expect(await at.office.query('select (select count(*) from record) as records, (select count(*) from record_blob) as papers')).toEqual([
      { records: 0, papers: 0 },
    ])
    expect(await at.office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await at.office.close()
  })
})

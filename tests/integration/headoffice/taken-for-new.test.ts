import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { RecordLine } from '../../../core/batch/record-line.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { writeSettled } from '../../../headoffice/import/apply-batch.ts'
import { judgeAlone, judgeToWrite, numbered } from '../../../headoffice/import/judge-lines.ts'
import { completeRecords } from '../../../headoffice/store/blobs.ts'
import { carefully, type Database, projectionHash, type Queries } from '../../../headoffice/store/database.ts'
import { openPglite } from '../../../headoffice/store/pglite.ts'
import { openPostgres } from '../../../headoffice/store/postgres.ts'
import { rowSeal } from '../../../headoffice/store/row-seal.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import type { BatchLine } from '../../../protocol/hob-records.ts'
import { blobOf, blobRef, body, Counter, caseRecord, NOW, removeFolders } from '../batch/counter.ts'
import { ENGINES, type Engine, officeOn, postgres, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

const seal = rowSeal(Buffer.alloc(32, 7).toString('base64'))
const lineOf = (record: unknown): BatchLine => {
  const bytes = Buffer.from(JSON.stringify(record))
  return { bytes, hash: sha256Hex(bytes) }
}
const openOn = async (engine: Engine): Promise<Database> => (engine === 'PGlite' ? await openPglite() : await openPostgres(await (await postgres()).database()))

/** Writes one batch; the answers to its lines, and how often the transaction was made. */
async function taken(database: Database, seq: number, records: readonly unknown[], writing = (tx: Queries): Queries => tx) {
  const place = { branch: 'BR0001', epoch: 1, seq, hash: sha256Hex(String(seq)), at: NOW }
  const judged = await judgeAlone(place, numbered(records.map(lineOf)), seal)
  let tries = 0
  const answers = await database.transaction(async (tx) => {
    tries++
    const settled = await judgeToWrite(writing(tx), place.branch, judged)
    if (await writeSettled(writing(tx), place, settled, seal)) await completeRecords(tx, place)
    return settled.map(({ judgement: { outcome } }) => outcome)
  })
  return { answers, tries }
}

const [loan, house, later, paged, unknown] = [
  caseRecord(),
  caseRecord(),
  randomUUID(),
  caseRecord({ blobs: [blobRef(blobOf(Buffer.from('scan')))] }),
  randomUUID(),
]
const ofTomorrow = (said: string): RecordLine => ({ type: 'case.foreseen', schema: 1, id: unknown, rev: 1, body: { said }, blobs: [] })
const changed = (record: RecordLine): RecordLine => ({ ...record, body: { ...body, amountFen: '99900' } })
const withoutBody = (record: RecordLine): RecordLine => ({ ...record, body: {} })

/** Batches of one branch in order, with what is to be answered, and whether a record in it was there. */
const BATCHES: readonly { readonly what: string; readonly records: readonly unknown[]; readonly answers: readonly string[]; readonly there: boolean }[] = [
  { what: 'new cases', records: [loan, caseRecord(), paged], answers: ['applied', 'applied', 'applied'], there: false },
  { what: 'a case that came before, among new ones', records: [house, loan, caseRecord()], answers: ['applied', 'duplicate', 'applied'], there: true },
  { what: 'the whole of it again', records: [loan, house, paged], answers: ['duplicate', 'duplicate', 'duplicate'], there: true },
  { what: 'another content under a known key', records: [changed(loan), caseRecord()], answers: ['conflict', 'applied'], there: true },
  { what: 'the next revision of a case', records: [caseRecord({ id: loan.id, rev: 2 })], answers: ['applied'], there: false },
  { what: 'a third revision that comes before the second', records: [caseRecord({ id: later, rev: 3 })], answers: ['applied'], there: false },
  { what: 'the first behind the third', records: [caseRecord({ id: later, rev: 1 })], answers: ['applied'], there: true },
  { what: 'the second behind the third', records: [caseRecord({ id: later, rev: 2 })], answers: ['applied'], there: false },
  { what: 'a record of a type to come', records: [ofTomorrow('a'), caseRecord()], answers: ['parked', 'applied'], there: false },
  { what: 'the parked record again and another under its key', records: [ofTomorrow('a'), ofTomorrow('b')], answers: ['duplicate', 'conflict'], there: true },
  {
    what: 'one new case three times, once with other content',
    records: ((one) => [one, one, changed(one)])(caseRecord()),
    answers: ['applied', 'duplicate', 'conflict'],
    there: false,
  },
  {
    what: 'a known case three times, once with other content',
    records: [changed(house), house, changed(house)],
    answers: ['conflict', 'duplicate', 'conflict'],
    there: true,
  },
  {
    what: 'a spoilt copy of a known case',
    records: [withoutBody(loan), 'no record', caseRecord()],
    answers: ['rejected', 'rejected', 'applied'],
    there: false,
  },
  { what: 'a spoilt copy beside the known case', records: [withoutBody(loan), loan], answers: ['rejected', 'duplicate'], there: true },
]

describe.each(ENGINES)('records taken for new, on %s', (engine) => {
  it('are answered and stored as when each is asked for first, and only a batch with one that is there is made twice', async () => {
    const [trusting, asking] = [await openOn(engine), await openOn(engine)]
    for (const [index, { what, records, answers, there }] of BATCHES.entries()) {
      const told = await taken(trusting, index + 1, records)
      expect(told, what).toEqual({ answers, tries: there ? 2 : 1 })
      expect(await taken(asking, index + 1, records, carefully), what).toEqual({ answers, tries: 1 })
      expect(await projectionHash(trusting), what).toBe(await projectionHash(asking))
    }
    await trusting.close()
    await asking.close()
  })

  it('that their sender calls possible duplicates are asked for at once', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const records = [caseRecord(), caseRecord()]
    await counter.seal(records)
    expectOk(await office.importBatches(counter.outbox))
    const { database } = office.office
    const work = database.transaction
    let tries = 0
    database.transaction = (one) =>
      work((tx) => {
        tries++
        return one(tx)
      })
    const again = await counter.seal([...records, caseRecord()], [], undefined, true)
    expectOk(await office.importBatches(again.folder))
    const said = tries
    tries = 0
    const unsaid = await counter.seal([...records, caseRecord()])
    expectOk(await office.importBatches(unsaid.folder))
    expect(tries - said, 'not said: made twice').toBe(1)
    const receipts = await office.query<{ kinds: string }>(`select string_agg(kind, ' ' order by line_no) as kinds from receipt group by seq order by seq`)
    expect(receipts.map((row) => row.kinds)).toEqual(['applied applied', 'duplicate duplicate applied', 'duplicate duplicate applied'])
    expect((await office.verify()).projectionMatches).toBe(true)
    await office.close()
  })
})

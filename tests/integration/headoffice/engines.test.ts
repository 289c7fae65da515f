import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { TABLES } from '../../../headoffice/store/database.ts'
import { blobOf, blobRef, body, Counter, caseRecord, NOW, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, postgres, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('head office on %s', (engine) => {
  it('takes 499 records of a batch of 500 though one is poisoned, and keeps that one with its reason', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const records = Array.from({ length: 500 }, () => caseRecord())
    const poisoned = { ...caseRecord({ body: { ...body, tenorMonths: 0 } }) }
    records[250] = poisoned
    await counter.seal(records)
    expect(expectOk(await office.importBatches(counter.outbox)).batches[0]).toMatchObject({ outcome: { state: 'applied' } })
    expect(await office.query('select state, count(*) as n from record group by state')).toEqual([{ state: 'complete', n: 499 }])
    expect(await office.query('select line_no, reason, field from quarantine')).toEqual([{ line_no: 251, reason: 'BODY_INVALID', field: 'tenorMonths' }])
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await office.close()
  })

  it('gives the same rows when the database is made again, and from a batch brought a hundred times', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const paper = blobOf(randomBytes(5000))
    await counter.seal([caseRecord({ blobs: [blobRef(paper)] }), caseRecord()], [paper])
    await office.importBatches(counter.outbox)
    const hash = await office.projectionHash()
    for (let time = 0; time < 100; time++) expect(expectOk(await office.importBatches(counter.outbox)).batches[0]).toMatchObject({ outcome: { replay: true } })
    expect(await office.projectionHash()).toBe(hash)
    expect(await office.rebuild()).toEqual({ before: hash, after: hash })
    await office.close()
  })

  it('keeps in the clear no name, no number of a person, a house or a registration, and nothing that somebody wrote', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const house = { caseVersion: 1, collateral: [{ kind: 'REAL_ESTATE' as const, key: '京海淀0001234' }] }
    const registration = { state: 'EFFECTIVE', proofNo: '证明0005678', effectiveOn: null }
    const told = { ...body, ...house, registration, firstLoan: { ...body.firstLoan, basis: '本人自述' } }
    const asked = caseRecord({ schema: 2, body: told })
    await counter.seal([asked, caseRecord({ body: { ...body, state: '' } }), caseRecord({ type: 'case.rated' }), caseRecord({ schema: 9, body: told })])
    await office.importBatches(counter.outbox)
    const [wrong] = await office.query<{ env_hash: string; line_no: number }>('select env_hash, line_no from quarantine')
    await recordAct(office.office, 'olga', {
      type: 'quarantine.settle',
      branch: 'BR0001',
      envelope: wrong?.env_hash ?? '',
      line: wrong?.line_no ?? 0,
      note: '电话问过李四',
    })
    await office.query(
      `insert into escalation values ('BR0001', $1, 1, 'h', 'HEAD_OFFICE_COMMITTEE', 'open', 1, 'SQ1', 'P', 1, '2026-11-26T00:00:00Z', null, null, null, null, null)`,
      [asked.id],
    )
    const proposal = { outcome: 'REJECTED' as const, amountFen: null, annualRate: null, conditions: [], reasonCodes: [], reason: '王五担保不符' }
    await recordAct(office.office, 'olga', { type: 'decision.propose', branch: 'BR0001', caseId: asked.id, rev: 1, proposal })
    const secrets = /11010519491231002|测试甲|0001234|0005678|自述|李四|王五/
    for (const table of TABLES) {
      const rows = await office.query<{ line: string }>(`select t::text as line from ${table} t`)
      if (['record', 'case_head', 'cross_key', 'quarantine', 'receipt', 'escalation'].includes(table)) expect(rows.length, table).toBeGreaterThan(0)
      expect(rows.map((row) => row.line).join('\n'), table).not.toMatch(secrets)
    }
    await office.close()
  })

  it('notices the same person, the same house and a split loan across branches, however they are written', async () => {
    const { office } = await officeOn(engine)
    const [one, two] = [await Counter.enrol(office, 'BR0001'), await Counter.enrol(office, 'BR0002')]
    const house = (key: string) => ({ caseVersion: 3, collateral: [{ kind: 'REAL_ESTATE' as const, key }] })
    const first = caseRecord({ schema: 2, body: { ...body, ...house('京(2026)海淀区不动产权第0001234号') } })
    const again = caseRecord({
      schema: 2,
      body: { ...body, applicant: { ...body.applicant, idNumber: '11010519491231002x' }, ...house('京（2026）海淀区不动产权第 0001234 号') },
    })
    await one.seal([first])
    await two.seal([again, caseRecord({ body: { ...body, applicant: { ...body.applicant, idNumber: 'other' } } })])
    await office.importBatches(one.outbox)
    await office.importBatches(two.outbox)
    const sent = await office.query<{ records: number }>(`select records from batch where branch_id = 'BR0002' and dir = 'down'`)
    // The receipt, and three findings about the one case.
    expect(sent).toEqual([{ records: 4 }])
    expect(await office.query(`select records from batch where branch_id = 'BR0001' and dir = 'down'`)).toEqual([{ records: 1 }])
    await office.close()
  })
})

describe('the two engines', () => {
  it('hold the very same rows from one spool', async () => {
    const { office, folder } = await officeOn('PGlite')
    const counter = await Counter.enrol(office)
    const paper = blobOf(randomBytes(100))
    await counter.seal(
      [caseRecord({ blobs: [blobRef(paper)] }), caseRecord({ body: { ...body, amountFen: 'x' } }), caseRecord({ type: 'case.rated' })],
      [paper],
    )
    await office.importBatches(counter.outbox)
    const hash = await office.projectionHash()
    await office.close()
    const databaseUrl = await (await postgres()).database()
    const other = expectOk(await openHeadOffice(folder, () => NOW, { databaseUrl }))
    expect(await other.projectionHash()).toBe(hash)
    await other.close()
  })

  it('are not mixed up: a database of another head office is refused and left alone', async () => {
    const { office, databaseUrl = '' } = await officeOn('PostgreSQL')
    const counter = await Counter.enrol(office)
    await counter.seal([caseRecord({ id: randomUUID() })])
    await office.importBatches(counter.outbox)
    const hash = await office.projectionHash()
    const other = await officeOn('PGlite')
    await other.office.close()
    expect(await openHeadOffice(other.folder, () => NOW, { databaseUrl })).toMatchObject({ ok: false, error: { code: 'HEAD_OFFICE_DATABASE_OTHER' } })
    expect(await office.projectionHash()).toBe(hash)
    await office.close()
  })
})

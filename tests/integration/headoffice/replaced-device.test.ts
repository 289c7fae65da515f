import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BATCH_LIMITS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { keepPackFile } from '../../../headoffice/down/packs.ts'
import { createMetrics } from '../../../headoffice/http/metrics.ts'
import { judgePlace } from '../../../headoffice/import/custody.ts'
import { findingsOf } from '../../../headoffice/store/cross-checks.ts'
import { body, Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('a device that is replaced, on %s', (engine) => {
  it('leaves its batches behind a gap to be looked at; nothing is waited for any more', async () => {
    const { office } = await officeOn(engine)
    const old = await Counter.enrol(office)
    await old.seal([caseRecord()])
    await office.importBatches(old.outbox)
    await old.seal([caseRecord()], [], newFolder())
    const behind = newFolder()
    const { batch } = await old.seal([caseRecord()], [], behind)
    await office.importBatches(behind)
    const metrics = createMetrics(office.office)
    const metric = async (name: string) => (await metrics.registry.getSingleMetric(name)?.get())?.values.map(({ value }) => value)
    expect([await metric('headoffice_batches_waiting'), await metric('headoffice_branch_applied_seq')]).toEqual([[1], [1]])
    const fresh = await Counter.enrol(office)
    expect(await office.query(`select epoch, seq, state, code from batch where dir = 'up' and state <> 'applied'`)).toEqual([
      { epoch: 1, seq: 3, state: 'quarantined', code: 'BATCH_EPOCH_CLOSED' },
    ])
    expect(await office.query('select env_hash, line_no, reason, state from quarantine')).toEqual([
      { env_hash: batch.hash, line_no: 0, reason: 'EPOCH_CLOSED_WAITING', state: 'open' },
    ])
    await fresh.seal([caseRecord()])
    await fresh.seal([caseRecord()])
    await office.importBatches(fresh.outbox)
    expect([await metric('headoffice_batches_waiting'), await metric('headoffice_branch_applied_seq')]).toEqual([[], [2]])
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await office.close()
  })
})

it('fifty cases that are over do not hide the one that lives, on the same vehicle', async () => {
  const { office } = await newHeadOffice()
  const [ended, live, own] = [await Counter.enrol(office, 'BRAA'), await Counter.enrol(office, 'BRZZ'), await Counter.enrol(office, 'BRMM')]
  const on = (state: string, idNumber: string) =>
    caseRecord({
      schema: 2,
      body: { ...body, state, applicant: { ...body.applicant, idNumber }, caseVersion: 1, collateral: [{ kind: 'VEHICLE', key: 'LSVAA4187C2184841' }] },
    })
  const mine = on('ACTIVE', 'M1')
  await ended.seal(Array.from({ length: 50 }, (_, n) => on('WITHDRAWN', `A${n}`)))
  await live.seal([on('ACTIVE', 'Z1')])
  await own.seal([mine])
  for (const counter of [ended, live, own]) await office.importBatches(counter.outbox)
  expect(await findingsOf(office.office.database, 'BRMM', mine.id)).toMatchObject([{ kind: 'COLLATERAL', otherCases: 1, otherBranches: 1 }])
  await office.close()
})

it('verify reads the files of packs as well: each branch enrolled later gets them from there', async () => {
  const { office, folder } = await newHeadOffice()
  const file = await keepPackFile(office.office, 'lpr.yaml', 'lpr: []\n')
  await recordAct(office.office, 'lin', { type: 'pack.draft', kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 't', note: '', files: [file] })
  expect((await office.verify()).damaged).toEqual([])
  writeFileSync(path.join(folder, 'spool', 'objects', file.ref.slice(0, 2), file.ref), 'rotten')
  expect((await office.verify()).damaged).toEqual([file.ref])
  await office.close()
})

it('a batch whose parts are larger than any batch may be is refused before a byte of it is kept', async () => {
  const { office } = await newHeadOffice()
  const counter = await Counter.enrol(office)
  const { batch } = await counter.seal([caseRecord()])
  const [part] = batch.envelope.parts
  const parts = Array.from({ length: 40 }, (_, n) => ({ n, lane: n === 0 ? (0 as const) : (2 as const), bytes: 8 << 20, sha256: part?.sha256 ?? '' }))
  const refused = await judgePlace(office.office, { ...batch, envelope: { ...batch.envelope, parts } })
  expect(refused).toEqual({ ok: false, error: { code: 'BATCH_TOO_LARGE', details: { what: 'parts', limit: BATCH_LIMITS.batchPartsBytes } } })
  expect(expectOk(await judgePlace(office.office, batch))).toEqual({ act: 'apply' })
  await office.close()
})

import { mkdirSync, rmSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import type { ImportReport } from '../../../headoffice/head-office.ts'
import { partFile } from '../../../protocol/hob-layout.ts'
import { body, Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'

afterAll(removeFolders)

const said = (report: ImportReport) =>
  report.batches.map((batch) =>
    'outcome' in batch ? [batch.outcome.seq, batch.outcome.state, ...batch.outcome.results.map((result) => result.outcome)] : [batch.refusal.code],
  )

it('a dry run over several batches says of each what becomes of it after those before', async () => {
  const { office } = await newHeadOffice()
  const counter = await Counter.enrol(office)
  const record = caseRecord()
  const later = newFolder()
  await counter.seal([record])
  await counter.seal([caseRecord()])
  // The fourth is there already, behind the gap; the fifth follows it.
  await counter.seal([{ ...record, body: { ...body, amountFen: '1' } }])
  await counter.seal([caseRecord()], [], later)
  await office.importBatches(later)
  await counter.seal([record])
  const dry = said(expectOk(await office.importBatches(counter.outbox, { dryRun: true })))
  expect(dry).toEqual([
    [1, 'would-apply', 'applied'],
    [2, 'would-apply', 'applied'],
    [3, 'would-apply', 'conflict'],
    [5, 'would-apply', 'duplicate'],
  ])
  expect(await office.query(`select seq, state from batch where dir = 'up'`)).toEqual([{ seq: 4, state: 'waiting' }])
  await office.importBatches(counter.outbox)
  expect(await office.query('select seq, kind from receipt order by seq')).toEqual([
    { seq: 1, kind: 'applied' },
    { seq: 2, kind: 'applied' },
    { seq: 3, kind: 'conflict' },
    { seq: 4, kind: 'applied' },
    { seq: 5, kind: 'duplicate' },
  ])
  await office.close()
})

it('a batch of which a part cannot be read keeps the other batches of the stick from nothing', async () => {
  const { office } = await newHeadOffice()
  const [first, second] = [await Counter.enrol(office, 'BRAA'), await Counter.enrol(office, 'BRBB')]
  const stick = newFolder()
  const { batch } = await first.seal([caseRecord()], [], stick)
  await second.seal([caseRecord()], [], stick)
  const part = partFile(stick, batch.envelope.parts[0]?.sha256 ?? '')
  // A folder in the place of a file cannot be read, as a bad sector cannot.
  rmSync(part)
  mkdirSync(part)
  expect(said(expectOk(await office.importBatches(stick, { receiptsTo: newFolder() })))).toEqual([['BATCH_PART_MISSING'], [1, 'applied']])
  await office.close()
})

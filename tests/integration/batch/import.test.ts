import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { type HeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { blobOf, blobRef, body, Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from './counter.ts'
import { readReceipts } from './read-receipts.ts'

let office: HeadOffice
let home: string
beforeAll(async () => {
  const made = await newHeadOffice()
  office = made.office
  home = made.folder
})
afterAll(async () => {
  await office.close()
  removeFolders()
})
const start = { appliedSeq: 0, head: NO_PREVIOUS }
const first = async (target: string) => expectOk(await office.importBatches(target)).batches[0]
const states = async (counter: Counter) =>
  (await office.query<{ state: string }>('select state from record where branch_id = $1 order by seq, line_no', [counter.enrolment.branch])).map(
    (row) => row.state,
  )

describe('a batch at head office', () => {
  it('is applied, answered by a signed receipt, and importing it twice changes nothing', async () => {
    const counter = await Counter.enrol(office, 'BR0001')
    const paper = blobOf(randomBytes(9_000_000))
    const record = caseRecord({ blobs: [blobRef(paper)] })
    await counter.seal([record], [paper])
    const report = expectOk(await office.importBatches(counter.outbox))
    expect(report.batches[0]).toMatchObject({ outcome: { state: 'applied', replay: false } })
    const received = expectOk(await readReceipts({ folder: report.receipts ?? '', keys: counter.keys, enrolment: counter.enrolment, down: start }))
    expect(received[0]?.receipts[0]).toMatchObject({
      state: 'applied',
      seq: 1,
      results: [{ outcome: 'applied', key: { id: record.id } }],
      complete: [{ id: record.id }],
    })
    const before = await office.projectionHash()
    const again = expectOk(await office.importBatches(counter.outbox))
    expect(again.batches[0]).toMatchObject({ outcome: { state: 'applied', replay: true } })
    expect(await office.projectionHash()).toBe(before)
    const stored = expectOk(await readReceipts({ folder: again.receipts ?? '', keys: counter.keys, enrolment: counter.enrolment, down: start }))
    expect(stored).toEqual(received)
    const done = { appliedSeq: received[0]?.seq ?? 0, head: received[0]?.hash ?? '' }
    expect(expectOk(await readReceipts({ folder: again.receipts ?? '', keys: counter.keys, enrolment: counter.enrolment, down: done }))).toEqual([])
  })

  it('for another head office is refused by name, and nothing is kept', async () => {
    const other = await newHeadOffice()
    const stranger = await Counter.enrol(other.office, 'BR0009')
    await other.office.close()
    await stranger.seal([caseRecord()])
    const before = await office.projectionHash()
    expect(await first(stranger.outbox)).toMatchObject({ refusal: { code: 'BATCH_FOR_OTHER_HEAD_OFFICE' } })
    expect(await office.projectionHash()).toBe(before)
  })

  it('waits in custody behind a gap and is applied when the gap fills', async () => {
    const counter = await Counter.enrol(office, 'BR0002')
    const missing = newFolder()
    await counter.seal([caseRecord()], [], missing)
    await counter.seal([caseRecord()])
    expect(await first(counter.outbox)).toMatchObject({ outcome: { state: 'waiting', nextSeq: 1, code: 'BATCH_SEQUENCE_GAP' } })
    expect(await states(counter)).toEqual([])
    const report = expectOk(await office.importBatches(missing))
    expect(await states(counter)).toEqual(['complete', 'complete'])
    const received = expectOk(await readReceipts({ folder: report.receipts ?? '', keys: counter.keys, enrolment: counter.enrolment, down: start }))
    expect(received.map((down) => down.receipts[0]?.seq)).toEqual([1, 2])
  })

  it('with a number used before for other content is a fork: refused, kept as evidence, the books unchanged', async () => {
    const counter = await Counter.enrol(office, 'BR0003')
    const twin = counter.clone()
    await counter.seal([caseRecord()])
    await twin.seal([caseRecord()])
    await first(counter.outbox)
    expect(await first(twin.outbox)).toMatchObject({ refusal: { code: 'BATCH_FORK', details: { seq: 1 } } })
    expect(await first(twin.outbox)).toMatchObject({ refusal: { code: 'BATCH_FORK' } })
    expect(await states(counter)).toEqual(['complete'])
    expect(await office.query("select reason from quarantine where branch_id = 'BR0003'")).toEqual([{ reason: 'BATCH_FORK' }])
  })

  it('of an epoch that a newly enrolled machine closed is refused', async () => {
    const old = await Counter.enrol(office, 'BR0004')
    await old.seal([caseRecord()])
    await first(old.outbox)
    const fresh = await Counter.enrol(office, 'BR0004')
    expect(fresh.enrolment).toMatchObject({ epoch: 2, closes: { epoch: 1, lastSeq: 1 } })
    const late = newFolder()
    await old.seal([caseRecord()], [], late)
    expect(await first(late)).toMatchObject({ refusal: { code: 'BATCH_EPOCH_CLOSED' } })
    await fresh.seal([caseRecord()])
    expect(await first(fresh.outbox)).toMatchObject({ outcome: { state: 'applied' } })
  })

  it('applies its good records though one is poisoned, one of an unknown schema, one in conflict and one a duplicate', async () => {
    const counter = await Counter.enrol(office, 'BR0005')
    const known = caseRecord()
    await counter.seal([known])
    await first(counter.outbox)
    const poisoned = caseRecord({ body: { ...body, amountFen: '1e9' } })
    const conflict = { ...known, body: { ...body, tenorMonths: 12 } }
    const later = newFolder()
    await counter.seal([poisoned, caseRecord({ type: 'case.rated' }), conflict, known, caseRecord(), caseRecord({ body: { ...body, state: '\0' } })], [], later)
    const report = expectOk(await office.importBatches(later))
    const received = expectOk(await readReceipts({ folder: report.receipts ?? '', keys: counter.keys, enrolment: counter.enrolment, down: start }))
    expect(received[1]?.receipts[0]?.results.map((result) => result.outcome)).toEqual(['rejected', 'parked', 'conflict', 'duplicate', 'applied', 'rejected'])
    expect(received[1]?.receipts[0]?.results[0]).toMatchObject({ code: 'BODY_INVALID', field: 'amountFen' })
    expect(await states(counter)).toEqual(['complete', 'parked', 'complete'])
  })

  it('completes a case only when its last paper has come in a later batch', async () => {
    const counter = await Counter.enrol(office, 'BR0006')
    const [one, two] = [blobOf(randomBytes(1000)), blobOf(randomBytes(2000))]
    await counter.seal([caseRecord({ blobs: [blobRef(one), blobRef(two, 'D102')] })], [one])
    await first(counter.outbox)
    expect(await states(counter)).toEqual(['applied'])
    const later = newFolder()
    await counter.seal([], [two], later)
    await first(later)
    expect(await states(counter)).toEqual(['complete'])
  })

  it('in a dry run is judged but not taken', async () => {
    const counter = await Counter.enrol(office, 'BR0007')
    await counter.seal([caseRecord()])
    const before = await office.projectionHash()
    const report = expectOk(await office.importBatches(counter.outbox, { dryRun: true }))
    expect(report).toMatchObject({ receipts: null, batches: [{ outcome: { state: 'would-apply', results: [{ outcome: 'applied' }] } }] })
    expect(await office.projectionHash()).toBe(before)
  })
})

describe('the spool is the truth', () => {
  it('gives the same database again when it is rebuilt, and verify says so', async () => {
    const { before, after } = await office.rebuild()
    expect(after).toBe(before)
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  })

  it('is held by one process at a time, and a copy taken in mid-flight opens to the same database', async () => {
    expect(await openHeadOffice(home)).toMatchObject({ ok: false, error: { code: 'HEAD_OFFICE_BUSY' } })
    const copy = newFolder()
    cpSync(home, copy, { recursive: true, filter: (source) => !source.includes(`${home}/store/`) && !source.endsWith('/lock') })
    const twin = expectOk(await openHeadOffice(copy))
    expect(await twin.projectionHash()).toBe(await office.projectionHash())
    await twin.close()
  })
})

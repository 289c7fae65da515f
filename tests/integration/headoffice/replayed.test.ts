import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { BATCH_LIMITS } from '../../../core/batch/limits.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import type { SealedBatch } from '../../../protocol/hob-build.ts'
import { blobOf, blobRef, Counter, caseRecord, removeFolders } from '../batch/counter.ts'
import { Device, serve } from './device.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

const TIMES = process.env.TEST_FULL ? 100 : 3
/** The same every run: a failing order is seen again. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
  return [...list]
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** Four batches of one branch: two with scans of several parts, one with a record given a second time. */
async function fourBatches(counter: Counter): Promise<SealedBatch[]> {
  const batches: SealedBatch[] = []
  const revised = caseRecord()
  for (let at = 0; at < 4; at++) {
    const papers = at % 2 === 0 ? [blobOf(randomBytes(200_000)), blobOf(randomBytes(220_000))] : []
    const records = [caseRecord({ blobs: papers.map((paper) => blobRef(paper)) }), at < 2 ? { ...revised, rev: at + 1 } : caseRecord()]
    batches.push((await counter.seal(records, papers, counter.outbox, false, BATCH_LIMITS.partLeastBytes)).batch)
  }
  return batches
}
const records = (office: HeadOffice) => office.query('select seq, line_no, rev, state from record order by seq, line_no')

describe.each(ENGINES)('batches that come again and in pieces on %s', (engine) => {
  it(`each ${TIMES} times in any order, change nothing at head office`, async () => {
    const { office } = await officeOn(engine)
    const service = await serve(office)
    const counter = await Counter.enrol(office)
    const batches = await fourBatches(counter)
    const device = new Device(service.url, counter)
    await device.hello()
    for (const batch of batches) await device.send(batch)
    const [hash, journal] = [await office.projectionHash(), office.office.spool.journal.length]
    const again = Array.from({ length: TIMES }, () => batches).flat()
    for (const batch of shuffled(again, 20261127)) expect(await device.send(batch)).toMatchObject({ standing: 'applied', missing: [] })
    expect(await office.projectionHash()).toBe(hash)
    expect(office.office.spool.journal).toHaveLength(journal)
    await service.app.close()
    await office.close()
  })

  it('cut after every part and begun in any order, end as if they had come whole and in turn', async () => {
    const { office } = await officeOn(engine)
    const service = await serve(office)
    const counter = await Counter.enrol(office)
    const batches = await fourBatches(counter)
    const cuts = batches.flatMap((batch) => batch.envelope.parts.map((_, sent) => ({ batch, sent })))
    expect(cuts.length).toBeGreaterThan(batches.length)
    for (const { batch, sent } of shuffled(cuts, 7)) {
      const device = new Device(service.url, counter)
      await device.hello()
      const { missing } = await device.register(batch)
      // The line falls after so many parts, the last time before the commit.
      for (const n of missing.filter((part) => part <= sent)) expect(await device.putPart(batch, n)).toBeLessThan(300)
    }
    const device = new Device(service.url, counter)
    await device.hello()
    for (const batch of shuffled(batches, 3)) await device.send(batch)
    for (const batch of batches) expect(await device.send(batch)).toMatchObject({ standing: 'applied', missing: [] })

    const inTurn = [1, 2, 3, 4].flatMap((seq) => [1, 2].map((line) => ({ seq, line_no: line, rev: line === 2 && seq === 2 ? 2 : 1, state: 'complete' })))
    expect(await records(office)).toEqual(inTurn)
    expect(await office.query(`select distinct state from batch where dir = 'up'`)).toEqual([{ state: 'applied' }])
    expect(await office.query('select * from quarantine')).toEqual([])
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await service.app.close()
    await office.close()
  })
})

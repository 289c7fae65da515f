import { cpSync, truncateSync, unlinkSync } from 'node:fs'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { partFile } from '../../../protocol/hob-layout.ts'
import { blobOf, blobRef, Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('a stick that is pulled after its parts were checked, on %s', (engine) => {
  it.each([
    ['is gone', (file: string) => unlinkSync(file), 'BATCH_PART_MISSING'],
    ['is cut short', (file: string) => truncateSync(file, 10), 'BATCH_PART_DAMAGED'],
  ])('gets no custody for a part that %s, and the same batch is taken from a whole stick', async (_name, pull, code) => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const paper = blobOf(Buffer.from('a paper'.repeat(400)))
    const { batch } = await counter.seal([caseRecord({ blobs: [blobRef(paper)] })], [paper])
    const whole = newFolder()
    cpSync(counter.outbox, whole, { recursive: true })
    const part = partFile(counter.outbox, batch.envelope.parts[1]?.sha256 ?? '')
    const { lanes } = office.office
    const run = lanes.run.bind(lanes)
    vi.spyOn(lanes, 'run').mockImplementationOnce(async (lane, work) => {
      pull(part)
      return await run(lane, work)
    })
    expect(expectOk(await office.importBatches(counter.outbox)).batches).toMatchObject([{ refusal: { code, details: { part: 1 } } }])
    expect(await office.query('select count(*) as n from batch')).toEqual([{ n: 0 }])
    expect(expectOk(await office.importBatches(whole)).batches).toMatchObject([{ outcome: { state: 'applied' } }])
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await office.close()
  })
})

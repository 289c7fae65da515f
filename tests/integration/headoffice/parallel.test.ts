import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { blobOf, blobRef, Counter, caseRecord, removeFolders } from '../batch/counter.ts'
import { Device, serve } from './device.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

describe.each(ENGINES)('eight uploads at once on %s', (engine) => {
  it('end with every record once, though each branch sends each batch twice at the same time', async () => {
    const { office } = await officeOn(engine)
    const service = await serve(office)
    const branches = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const counter = await Counter.enrol(office, `BR010${n}`)
        const batches = []
        for (let batch = 0; batch < 3; batch++) {
          const paper = blobOf(randomBytes(2000))
          batches.push((await counter.seal([caseRecord({ blobs: [blobRef(paper)] }), caseRecord(), caseRecord()], [paper])).batch)
        }
        return { counter, batches }
      }),
    )
    await Promise.all(
      branches.flatMap(({ counter, batches }) =>
        [0, 1].map(async () => {
          const device = new Device(service.url, counter)
          await device.hello()
          for (const batch of batches) expect(await device.send(batch)).toMatchObject({ standing: 'applied', missing: [] })
        }),
      ),
    )
    expect(await office.query('select count(*) as n, count(distinct id) as different from record')).toEqual([{ n: 72, different: 72 }])
    expect(await office.query(`select count(*) as n from batch where dir = 'up'`)).toEqual([{ n: 24 }])
    expect(await office.query(`select count(*) as n from record where state <> 'complete'`)).toEqual([{ n: 0 }])
    expect(await office.query('select * from quarantine')).toEqual([])
    const acts = office.office.spool.journal.map((entry) => entry.act)
    expect(acts.filter((act) => act === 'custody')).toHaveLength(24)
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await service.app.close()
    await office.close()
  })
})

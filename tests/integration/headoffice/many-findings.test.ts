import { afterAll, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { body, Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'

afterAll(removeFolders)

it('a batch of which more is found than one answer holds is answered all the same: what is found first, the receipt last', async () => {
  const { office } = await newHeadOffice()
  const counter = await Counter.enrol(office)
  // One person asks 251 times on one house: each case is a split loan and a house pledged twice.
  const more = { caseVersion: 1, collateral: [{ kind: 'REAL_ESTATE' as const, key: '京(2026)海淀不动产权第0001号' }] }
  await counter.seal(Array.from({ length: 251 }, () => caseRecord({ schema: 2, body: { ...body, ...more } })))
  const back = newFolder()
  expect(expectOk(await office.importBatches(counter.outbox, { receiptsTo: back })).batches).toMatchObject([{ outcome: { state: 'applied' } }])
  expect(await office.query(`select seq, records from batch where dir = 'down' order by seq`)).toEqual([
    { seq: 1, records: 500 },
    { seq: 2, records: 3 },
  ])
  const down = { appliedSeq: 0, head: NO_PREVIOUS }
  const read = expectOk(await readReceipts({ folder: back, keys: counter.keys, enrolment: counter.enrolment, down }))
  expect(read.flatMap(({ receipts }) => receipts)).toMatchObject([{ seq: 1, state: 'applied' }])
  expect((await office.verify()).projectionMatches).toBe(true)
  await office.close()
})

import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { BATCH_LIMITS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'

afterAll(removeFolders)

it('a branch whose first batch is missing is kept so many others and no more; then the first lets all of them in', async () => {
  const { office, folder } = await newHeadOffice()
  const counter = await Counter.enrol(office)
  const [first, rest, over] = [newFolder(), newFolder(), newFolder()]
  await counter.seal([caseRecord()], [], first)
  for (let n = 0; n < BATCH_LIMITS.aheadBatches; n++) await counter.seal([caseRecord()], [], rest)
  await counter.seal([caseRecord()], [], over)
  const standings = async (stick: string): Promise<unknown[]> =>
    expectOk(await office.importBatches(stick, { receiptsTo: newFolder() })).batches.map((one) => ('refusal' in one ? one.refusal : one.outcome.state))
  const objects = (): number => readdirSync(path.join(folder, 'spool', 'objects'), { recursive: true }).length
  expect(new Set(await standings(rest))).toEqual(new Set(['waiting']))
  const kept = objects()
  const details = { seq: BATCH_LIMITS.aheadBatches + 2, nextSeq: 1, what: 'batches', limit: BATCH_LIMITS.aheadBatches }
  expect(await standings(over)).toEqual([{ code: 'BATCH_TOO_FAR_AHEAD', details }])
  expect(objects()).toBe(kept)
  // What waits already may be brought again.
  expect(new Set(await standings(rest))).toEqual(new Set(['waiting']))
  expect(await standings(first)).toEqual(['applied'])
  expect(await standings(over)).toEqual(['applied'])
  expect(await office.query(`select count(*) as n from batch where dir = 'up' and state = 'applied'`)).toEqual([{ n: BATCH_LIMITS.aheadBatches + 2 }])
  await office.close()
})

import { randomBytes } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { httpPaths } from '../../../core/batch/exchange.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { officeLine } from '../../../electron/services/office-line.ts'
import { instantNow } from '../../../headoffice/head-office.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { partFile } from '../../../protocol/hob-layout.ts'
import { type Call, LineCut, OfficeClient } from '../../../protocol/office-client.ts'
import { type Outgoing, sendBatches } from '../../../protocol/send-batches.ts'
import { blobOf, blobRef, Counter, caseRecord, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { serve } from './device.ts'

afterAll(removeFolders)

it("the counter's own line sends twenty batches with their papers to the real service, and once more without doubling", async () => {
  const { office } = await newHeadOffice()
  const service = await serve(office)
  const counter = await Counter.enrol(office)
  const outgoing: Outgoing[] = []
  for (let n = 0; n < 20; n++) {
    const paper = blobOf(randomBytes(3000))
    const { batch } = await counter.seal([caseRecord({ blobs: [blobRef(paper)] })], [paper])
    outgoing.push({ ...batch, read: (sha256) => readBounded(partFile(counter.outbox, sha256), 1 << 24) })
  }
  const client = new OfficeClient(officeLine(new URL(service.url)), { tries: 3, sleep: async () => undefined, random: Math.random })
  const none = { seq: 0, head: NO_PREVIOUS }
  const greeting = { branch: 'BR0001', epoch: 1, app: '0.1.0', clock: instantNow(), up: none, down: none }
  expect(expectOk(await client.hello(counter.keys.sign, greeting)).up.next).toBe(1)
  const told: string[] = []
  const hooks = { custody: async () => void told.push('custody'), delivered: async () => void told.push('delivered') }
  const options = { headOffice: () => counter.enrolment.headOffice.keys.sign, partsInFlight: 4 }
  for (let time = 0; time < 2; time++) expectOk(await sendBatches(client, outgoing, options, hooks))
  expect(told.filter((word) => word === 'delivered').length).toBeGreaterThanOrEqual(20)
  expect(await office.query('select state, count(*) as n from record group by state')).toEqual([{ state: 'complete', n: 20 }])
  expect(expectOk(await client.downPage(0)).batches).toHaveLength(20)
  await service.app.close()
  await office.close()
})

it('a greeting whose answer the line lost is said again over a new challenge: head office has used the first one up', async () => {
  const { office } = await newHeadOffice()
  const service = await serve(office)
  const counter = await Counter.enrol(office)
  const line = officeLine(new URL(service.url))
  const asked: string[] = []
  const losing: Call = async (request) => {
    asked.push(request.path)
    const answer = await line(request)
    if (request.path === httpPaths.hello && asked.filter((path) => path === httpPaths.hello).length === 1) throw new LineCut('the answer did not come')
    return answer
  }
  const client = new OfficeClient(losing, { tries: 3, sleep: async () => undefined, random: () => 0 })
  const none = { seq: 0, head: NO_PREVIOUS }
  const greeting = { branch: 'BR0001', epoch: 1, app: '0.1.0', clock: instantNow(), up: none, down: none }
  expect(expectOk(await client.hello(counter.keys.sign, greeting)).up.next).toBe(1)
  const { challenge, hello } = httpPaths
  expect(asked).toEqual([challenge, hello, hello, challenge, hello])
  await service.app.close()
  await office.close()
})

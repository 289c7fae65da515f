import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { officeLine } from '../../../electron/services/office-line.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { exchange } from '../../../electron/usecases/sync/send.ts'
import { downStream } from '../../../electron/usecases/sync/take-down.ts'
import { type Call, type CallRequest, LineCut, OfficeClient } from '../../../protocol/office-client.ts'
import { type Service, serve } from '../headoffice/device.ts'
import { publish } from './publish.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
let service: Service
beforeAll(async () => {
  branch = await openWholeBank()
  service = await serve(branch.headOffice)
})
afterAll(async () => {
  await service.app.close()
  await branch.remove()
})

const PAPER = 300_000
async function sealed(): Promise<void> {
  const { counter, staff } = branch
  await queueRecord(branch, [PAPER])
  const { seq } = expectOk(await proposeBatch(counter, staff.teller))
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
}
/** An exchange over a line that does something of its own to some requests. */
const over = (meddle: (request: CallRequest) => CallRequest) => {
  const line = officeLine(new URL(service.url))
  const call: Call = async (request) => await line(meddle(request))
  return exchange(branch.counter, null, new OfficeClient(call, { tries: 1, sleep: async () => undefined, random: () => 0 }), {})
}
const cut = (): never => {
  throw new LineCut('cut')
}
const taken = async (): Promise<number> => (await branch.counter.database.read((reader) => downStream(branch.counter, reader))).appliedSeq

it('a session that ends while papers are on their way is opened again, and the exchange goes on', async () => {
  await sealed()
  const before = await taken()
  let dead: string | null = null
  let greetings = 0
  const done = await over((request) => {
    if (request.path.endsWith('/hello')) greetings++
    // The hour is over just before the papers go.
    if ((request.bytes?.length ?? 0) > PAPER / 2) dead ??= request.token
    return request.token === dead && dead !== null ? { ...request, token: '0'.repeat(64) } : request
  })
  expect(done).toMatchObject({ ok: true, value: { sent: 1 } })
  expect(greetings).toBe(2)
  expect(await taken()).toBeGreaterThan(before)
})

it('answers to records are taken before the papers have gone, whatever becomes of those', async () => {
  await sealed()
  const before = await taken()
  await expect(over((request) => ((request.bytes?.length ?? 0) > PAPER / 2 ? cut() : request))).rejects.toThrow(LineCut)
  expect(await taken()).toBeGreaterThan(before)
})

it('and where not even the records get through, what head office has for the branch is still taken', async () => {
  await sealed()
  await publish(branch, 'LPR', 1, branch.cases.businessDate, [
    { name: 'lpr.yaml', text: 'lpr: [{ publishedOn: 2026-07-20, oneYear: 28000, fiveYear: 33000 }]\n' },
  ])
  const before = await taken()
  await expect(over((request) => (request.bytes ? cut() : request))).rejects.toThrow(LineCut)
  expect(await taken()).toBeGreaterThan(before)
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import type { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { Device } from './device.ts'
import { operatorsOf } from './operators.ts'

const Closings = z.object({ closings: z.array(z.object({ branch: z.string(), epoch: z.int(), reason: z.string(), closedBy: z.string().nullable() })) })
let office: DemoOffice
let operators: ConsoleDesk[] = []
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
  operators = await operatorsOf(office, ['op1', 'op2'])
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

const close = (by: ConsoleDesk | undefined, step: string, more: object = {}): Promise<string> =>
  (by ?? expect.fail('nobody')).post('/devices/close', { step, branch: 'BR0001', epoch: 1, ...more }).then(
    () => 'done',
    (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
  )
const imported = async (counter: Counter): Promise<unknown[]> =>
  expectOk(await office.headOffice.importBatches(counter.outbox)).batches.map((one) => ('refusal' in one ? one.refusal.code : one.outcome.state))

it('a stolen PC is closed by two persons: nothing of it is taken from then on, and the branch goes on with another', async () => {
  const [op1, op2] = operators
  const stolen = await Counter.enrol(office.headOffice)
  await stolen.seal([caseRecord()])
  expect(await imported(stolen)).toEqual(['applied'])
  const device = new Device(office.url, stolen)
  await device.hello()

  expect(await close(op1, 'confirm')).toBe('DEVICE_CHANGED')
  expect(await close(office.administrator, 'propose', { reason: '电脑被盗' })).toBe('ROLE_MISSING')
  expect(await close(op1, 'propose', { reason: '电脑被盗' })).toBe('done')
  expect(await close(op2, 'propose', { reason: '电脑被盗' })).toBe('DEVICE_CHANGED')
  expect(await close(op1, 'confirm')).toBe('DIFFERENT_PERSON_NEEDED')
  expect((await device.call('GET', '/v1/down?after=0')).status, 'a proposal closes nothing').toBe(200)
  expect(await close(op2, 'confirm')).toBe('done')
  expect(await close(op2, 'withdraw')).toBe('DEVICE_CHANGED')

  expect((await device.call('GET', '/v1/down?after=0')).status).toBe(401)
  await expect(device.hello()).rejects.toThrow(/BATCH_EPOCH_CLOSED/)
  await stolen.seal([caseRecord()])
  expect(await imported(stolen)).toEqual(['applied', 'BATCH_EPOCH_CLOSED'])
  expect(await office.headOffice.enrol(Buffer.from(writeKeyRequest('BR0001', 'Branch One', stolen.keys)))).toMatchObject({ ok: false })
  expect(await office.headOffice.query(`select who, act, subject, note from audit where act like 'device.%' order by n`)).toEqual([
    { who: 'op1', act: 'device.propose', subject: 'BR0001 1', note: '' },
    { who: 'op2', act: 'device.close', subject: 'BR0001 1', note: '' },
  ])
  expect((await op1?.get(Closings, '/devices'))?.closings).toMatchObject([{ branch: 'BR0001', epoch: 1, reason: '电脑被盗', closedBy: 'op2' }])

  const next = await Counter.enrol(office.headOffice)
  await next.seal([caseRecord()])
  expect(await imported(next)).toEqual(['applied'])
  expect(await office.headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})

import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { continueDown } from '../../../headoffice/down/continue-down.ts'
import type { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { Device } from './device.ts'
import { operatorsOf } from './operators.ts'

const Seen = z.object({ seen: z.string(), state: z.string() })
const proposal = { outcome: 'APPROVED', amountFen: '30000000', annualRate: 43500, conditions: [], reasonCodes: [], reason: '同意' }
let office: DemoOffice
let operators: ConsoleDesk[] = []
let branch: Counter
beforeEach(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
  operators = await operatorsOf(office, ['op1', 'op2'])
  branch = await Counter.enrol(office.headOffice)
})
afterEach(async () => {
  await office.close()
})
afterAll(removeFolders)

/** The pages of as many cases of the branch, each for one person to decide. */
async function asked(cases: number): Promise<string[]> {
  const records = Array.from({ length: cases }, () => caseRecord({ type: 'case.escalated', body: ESCALATED }))
  await branch.seal(records)
  expectOk(await office.headOffice.importBatches(branch.outbox))
  return records.map(({ id }) => `/escalations/BR0001/${id}/1`)
}
/** The code of the refusal, or the state of the case. */
async function decides(page = ''): Promise<string> {
  const [officer] = office.officers
  const { seen } = await officer.get(Seen, page)
  return await officer.post(`${page}/decide`, { step: 'propose', seen, proposal, password: officer.password }).then(
    async () => (await officer.get(Seen, page)).state,
    (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
  )
}
const signed = async (): Promise<number[]> =>
  (await office.headOffice.query<{ seq: number }>(`select seq from batch where dir = 'down' order by seq`)).map(({ seq }) => seq)

it('a decision for a branch that holds an answer not signed here is recorded, and signed under no number the branch has', async () => {
  const [page] = await asked(1)
  expect(await signed()).toEqual([1])
  const up = { seq: 1, head: '0'.repeat(64) }
  await new Device(office.url, branch).hello({ up, down: { seq: 2, head: 'a'.repeat(64) } })
  expect(await decides(page)).toBe('decided')
  expect(await signed()).toEqual([1])
  expect(office.headOffice.troubles).toMatchObject([{ what: 'answers', lane: 'BR0001', reason: expect.stringContaining('DOWN_STREAM_AHEAD') }])
  expect(await continueDown(office.headOffice.office, 'BR0001')).toMatchObject({ seq: 2 })
  expect((await signed()).every((seq) => seq > 2)).toBe(true)
  expect(await office.headOffice.query('select d.down_seq > 2 as after from delivery d join escalation e on d.ref = e.decided_ref')).toEqual([{ after: true }])
})

it('a decision for a branch whose device was closed is signed to the next device alone', async () => {
  const [page] = await asked(1)
  const [op1, op2] = operators
  await op1?.post('/devices/close', { step: 'propose', branch: 'BR0001', epoch: 1, reason: '电脑被盗' })
  await op2?.post('/devices/close', { step: 'confirm', branch: 'BR0001', epoch: 1 })
  expect(await decides(page)).toBe('decided')
  const told = () => office.headOffice.query('select d.epoch from delivery d join escalation e on d.ref = e.decided_ref')
  expect([await signed(), await told()]).toEqual([[1], []])
  await Counter.enrol(office.headOffice)
  expect(await told()).toEqual([{ epoch: 2 }])
})

it('a decision that cannot be sent is recorded all the same: who decided is not told of a fault, and it goes with the next answer', async () => {
  const [first, second] = await asked(2)
  const { spool } = office.headOffice.office
  const append = spool.append.bind(spool)
  const failing = vi.spyOn(spool, 'append').mockImplementation(async (kind, ...entry) => {
    if (kind === 'down') throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
    return await append(kind, ...entry)
  })
  expect(await decides(first)).toBe('decided')
  expect(office.headOffice.troubles).toMatchObject([{ what: 'answers', lane: 'BR0001', reason: 'Error ENOSPC' }])
  failing.mockRestore()
  expect(await decides(second)).toBe('decided')
  expect([await signed(), office.headOffice.troubles]).toEqual([[1, 2, 3], []])
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'

const APPROVE = { outcome: 'APPROVED', amountFen: '30000000', annualRate: 43500, conditions: [], reasonCodes: [], reason: '同意' }
const Seen = z.object({ seen: z.string(), state: z.string(), proposalHash: z.string().nullable() })

let office: DemoOffice
let branch: Counter
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
  branch = await Counter.enrol(office.headOffice)
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

/** The code of the refusal, or `done`. */
async function decide(page: string, body: object, by = 0): Promise<string> {
  const officer = office.officers[by]
  return (
    officer?.post(`${page}/decide`, { ...body, password: officer.password }).then(
      () => 'done',
      (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
    ) ?? 'nobody'
  )
}
async function ask(record: ReturnType<typeof caseRecord>): Promise<string> {
  await branch.seal([record])
  expectOk(await office.headOffice.importBatches(branch.outbox))
  return `/escalations/BR0001/${record.id}/${record.rev}`
}

it('an officer decides only what the page showed: when the branch asked anew meanwhile, nothing is decided', async () => {
  const first = caseRecord({ type: 'case.escalated', body: ESCALATED })
  const page = await ask(first)
  const before = await office.officers[0].get(Seen, page)
  const again = await ask({ ...first, rev: 2, body: { ...ESCALATED, caseVersion: 8, amountFen: '20000000' } })
  expect(await decide(page, { step: 'propose', seen: before.seen, proposal: APPROVE })).toBe('ESCALATION_CHANGED')
  expect(await decide(again, { step: 'propose', seen: before.seen, proposal: APPROVE })).toBe('ESCALATION_CHANGED')
  const after = await office.officers[0].get(Seen, again)
  const proposal = { ...APPROVE, amountFen: '20000000' }
  expect(await decide(again, { step: 'propose', seen: after.seen, proposal })).toBe('done')
  expect(await decide(again, { step: 'propose', seen: after.seen, proposal }, 1)).toBe('ESCALATION_NOT_OPEN')
  expect(await office.headOffice.query('select rev, state from escalation order by rev')).toEqual([
    { rev: 1, state: 'superseded' },
    { rev: 2, state: 'decided' },
  ])
})

it('a search for what cannot be written is refused as such, and is no fault of the service', async () => {
  const asked = (text: string): Promise<string> =>
    office.officers[0].post('/search', { by: 'NUMBER', text }).then(
      () => 'done',
      (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
    )
  expect([await asked('SQ11'), await asked('SQ\0'), await asked('\0')]).toEqual(['done', 'MESSAGE_INVALID', 'MESSAGE_INVALID'])
})

it('a case for the committee is decided by two persons, the first of whom may not be the second', async () => {
  const page = await ask(caseRecord({ type: 'case.escalated', body: { ...ESCALATED, level: 'HEAD_OFFICE_COMMITTEE' } }))
  const { seen } = await office.officers[0].get(Seen, page)
  expect(await decide(page, { step: 'propose', seen, proposal: { ...APPROVE, amountFen: '30000001' } })).toBe('AMOUNT_ABOVE_LIMIT')
  expect(await decide(page, { step: 'propose', seen, proposal: { ...APPROVE, annualRate: 42999 } })).toBe('RATE_OUT_OF_RANGE')
  expect(await decide(page, { step: 'confirm', seen, proposalHash: seen })).toBe('ESCALATION_NOT_OPEN')
  expect(await decide(page, { step: 'propose', seen, proposal: APPROVE })).toBe('done')
  const { proposalHash } = await office.officers[1].get(Seen, page)
  expect(await decide(page, { step: 'confirm', seen, proposalHash })).toBe('DIFFERENT_PERSON_NEEDED')
  expect(await decide(page, { step: 'confirm', seen, proposalHash }, 1)).toBe('done')
  expect((await office.officers[0].get(Seen, page)).state).toBe('decided')
})

it('the second person confirms, and takes back, the proposal he saw: when the first proposed other terms meanwhile, nothing is decided', async () => {
  const page = await ask(caseRecord({ type: 'case.escalated', body: { ...ESCALATED, level: 'HEAD_OFFICE_COMMITTEE' } }))
  const [first, second] = office.officers
  const { seen } = await first.get(Seen, page)
  const proposes = (amountFen: string, by = 0): Promise<string> => decide(page, { step: 'propose', seen, proposal: { ...APPROVE, amountFen } }, by)
  const withdraws = async (proposalHash: string | null): Promise<string> =>
    await first.post(`${page}/decide`, { step: 'withdraw', seen, proposalHash }).then(
      () => 'done',
      (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
    )
  await proposes('10000000')
  const low = (await second.get(Seen, page)).proposalHash
  expect(await withdraws(low)).toBe('done')
  await proposes('30000000')
  const high = (await first.get(Seen, page)).proposalHash
  expect(await decide(page, { step: 'confirm', seen, proposalHash: low }, 1)).toBe('ESCALATION_CHANGED')
  expect(await withdraws(low)).toBe('ESCALATION_CHANGED')
  expect((await second.get(Seen, page)).state).toBe('proposed')
  // The same terms from another person are another proposal.
  expect(await withdraws(high)).toBe('done')
  await proposes('30000000', 1)
  expect(await decide(page, { step: 'confirm', seen, proposalHash: high })).toBe('ESCALATION_CHANGED')
  expect(await decide(page, { step: 'confirm', seen, proposalHash: (await first.get(Seen, page)).proposalHash })).toBe('done')
  expect(await office.headOffice.query(`select decided_by, state from escalation where level = 'HEAD_OFFICE_COMMITTEE' and proposed_by = 'zhao'`)).toEqual([
    { decided_by: 'lin', state: 'decided' },
  ])
})

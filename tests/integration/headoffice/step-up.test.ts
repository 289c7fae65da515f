import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, randomPassword, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'

const proposal = { outcome: 'APPROVED', amountFen: '30000000', annualRate: 43500, conditions: [], reasonCodes: [], reason: '同意' }
const Seen = z.object({ seen: z.string(), state: z.string(), proposalHash: z.string().nullable() })
const Opened = z.object({ ref: z.string() })
const LPR = { name: 'lpr.yaml', text: 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n' }

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

const done = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
  )
async function asked(level: string): Promise<{ page: string; seen: string }> {
  const record = caseRecord({ type: 'case.escalated', body: { ...ESCALATED, level } })
  await branch.seal([record])
  expectOk(await office.headOffice.importBatches(branch.outbox))
  const page = `/escalations/BR0001/${record.id}/1`
  return { page, seen: (await office.officers[0].get(Seen, page)).seen }
}
const stateOf = async (page: string): Promise<string> => (await office.officers[0].get(Seen, page)).state
const refusedActs = () => office.headOffice.query(`select who from audit where act = 'password.refused'`)

describe('a seat left open at head office decides nothing: the decider’s own password is asked with the decision', () => {
  it('to decide or propose on an escalated case, and to confirm what another proposed; taking back needs none', async () => {
    const { page, seen } = await asked('HEAD_OFFICE_COMMITTEE')
    const [first, second] = office.officers
    const propose = { step: 'propose', seen, proposal }
    expect(await done(first.post(`${page}/decide`, propose))).toBe('MESSAGE_INVALID')
    expect(await done(first.post(`${page}/decide`, { ...propose, password: second.password }))).toBe('PASSWORD_WRONG')
    expect(await stateOf(page)).toBe('open')
    expect(await done(first.post(`${page}/decide`, { ...propose, password: first.password }))).toBe('done')
    const { proposalHash } = await second.get(Seen, page)
    const confirm = { step: 'confirm', seen, proposalHash }
    expect(await done(second.post(`${page}/decide`, confirm))).toBe('MESSAGE_INVALID')
    expect(await done(second.post(`${page}/decide`, { ...confirm, password: first.password }))).toBe('PASSWORD_WRONG')
    expect(await stateOf(page)).toBe('proposed')
    expect(await done(second.post(`${page}/decide`, { step: 'withdraw', seen, proposalHash }))).toBe('done')
    expect(await done(first.post(`${page}/decide`, { ...propose, password: first.password }))).toBe('done')
    expect(await done(second.post(`${page}/decide`, { ...confirm, password: second.password }))).toBe('done')
    expect(await stateOf(page)).toBe('decided')
    expect(await refusedActs()).toEqual([{ who: 'lin' }, { who: 'zhao' }])
  })

  it('to publish reference data; to discard it needs none', async () => {
    const [first, second] = office.officers
    const draft = { kind: 'LPR', effectiveFrom: '2026-12-01', title: 'LPR', note: '', files: [LPR] }
    for (const version of [1, 2]) await first.post('/packs', { ...draft, version })
    const refOf = async (version: number): Promise<string> => (await second.get(Opened, `/packs/LPR/${version}`)).ref
    const publish = { step: 'publish', ref: await refOf(1) }
    expect(await done(second.post('/packs/LPR/1', publish))).toBe('MESSAGE_INVALID')
    expect(await done(second.post('/packs/LPR/1', { ...publish, password: first.password }))).toBe('PASSWORD_WRONG')
    expect(await done(second.post('/packs/LPR/1', { ...publish, password: second.password }))).toBe('done')
    expect(await done(second.post('/packs/LPR/2', { step: 'discard', ref: await refOf(2) }))).toBe('done')
    expect(await office.headOffice.query('select version, state from pack order by version')).toEqual([
      { version: 1, state: 'published' },
      { version: 2, state: 'discarded' },
    ])
  })

  it('wrong ones count towards the lock-out with those at the sign-in, however many come at once', async () => {
    const given = randomPassword()
    await office.administrator.post('/users', { userId: 'guess', name: '某人', roles: ['PACK_EDITOR'], password: given })
    const desk = new ConsoleDesk(office.url)
    await desk.begin('/sign-in', { userId: 'guess', password: given })
    await desk.post('/password', { current: given, next: randomPassword() })
    const { password } = desk
    const publish = (word: string) => done(desk.post('/packs/LPR/9', { step: 'publish', ref: '0'.repeat(64), password: word }))
    const enter = (word: string) => done(new ConsoleDesk(office.url).begin('/sign-in', { userId: 'guess', password: word }))
    const tried = await Promise.all([...Array.from({ length: 4 }, () => publish('wrong')), ...Array.from({ length: 4 }, () => enter('wrong'))])
    expect(tried.toSorted()).toEqual([...Array<string>(5).fill('PASSWORD_WRONG'), ...Array<string>(3).fill('SIGN_IN_LOCKED')])
    expect([await publish(password), await enter(password), await done(desk.post('/password', { current: password, next: randomPassword() }))]).toEqual(
      Array<string>(3).fill('SIGN_IN_LOCKED'),
    )
  })
})

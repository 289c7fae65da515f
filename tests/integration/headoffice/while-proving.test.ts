import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, randomPassword, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'

/** What somebody else does while a password is looked at or made ready, which takes a tenth of a second. */
const meanwhile = vi.hoisted(() => ({ act: null as (() => Promise<unknown>) | null }))
vi.mock('../../../headoffice/console-api/passwords.ts', async (original) => {
  const real = await original<typeof import('../../../headoffice/console-api/passwords.ts')>()
  const slow = async <T>(work: Promise<T>): Promise<T> => {
    const { act } = meanwhile
    meanwhile.act = null
    const value = await work
    await act?.()
    return value
  }
  return {
    hashPassword: (password: string) => slow(real.hashPassword(password)),
    passwordOpens: (stored: string | null, password: string) => slow(real.passwordOpens(stored, password)),
  }
})

let office: DemoOffice
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
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
/** A person of head office with a password of his own. */
async function hired(userId: string, roles: readonly string[]): Promise<ConsoleDesk> {
  const [desk, given] = [new ConsoleDesk(office.url), randomPassword()]
  await office.administrator.post('/users', { userId, name: '某人', roles, password: given })
  await desk.begin('/sign-in', { userId, password: given })
  await desk.post('/password', { current: given, next: randomPassword() })
  return desk
}
const enter = (userId: string, password: string): Promise<string> => done(new ConsoleDesk(office.url).begin('/sign-in', { userId, password }))
/** What is answered to it while an administrator does something to an account. */
async function against(work: () => Promise<string>, path: string, body: object): Promise<string> {
  meanwhile.act = () => office.administrator.post(path, body)
  return await work()
}
/** Not while the first password is at work, but the next. */
const then = (act: () => Promise<unknown>) => async (): Promise<void> => {
  meanwhile.act = act
}
const acts = (who: string) => office.headOffice.query<{ act: string }>('select act from audit where who = $1 order by n', [who])

describe('while a password is looked at, what an administrator does meanwhile counts', () => {
  it('a sign-in under way opens nothing once the account is shut, or has another password', async () => {
    const { password } = await hired('leaver', ['CASE_OFFICER'])
    const before = (await acts('leaver')).length
    expect(await against(() => enter('leaver', password), '/users/leaver/state', { state: 'disabled' })).toBe('PASSWORD_WRONG')
    expect((await acts('leaver')).slice(before)).toEqual([{ act: 'session.refused' }])
    await office.administrator.post('/users/leaver/state', { state: 'active' })
    expect(await against(() => enter('leaver', password), '/users/leaver/password', { password: randomPassword() })).toBe('PASSWORD_WRONG')
  })

  it('a sign-in under way has the roles of when it is opened', async () => {
    const { password } = await hired('mover', ['CASE_OFFICER'])
    const desk = new ConsoleDesk(office.url)
    const enters = () => done(desk.begin('/sign-in', { userId: 'mover', password }))
    expect(await against(enters, '/users/mover/roles', { roles: ['OPERATOR'] })).toBe('done')
    expect(await done(desk.get(z.unknown(), '/escalations'))).toBe('ROLE_MISSING')
  })

  it('who has the old password does not undo the administrator’s reset with it, whichever of the two slow steps it falls into', async () => {
    for (const userId of ['victim1', 'victim2']) {
      const desk = await hired(userId, ['CASE_OFFICER'])
      const [old, given, thief] = [desk.password, randomPassword(), randomPassword()]
      const reset = () => office.administrator.post(`/users/${userId}/password`, { password: given })
      // Of the first the old one is looked at, of the second the new one is made ready.
      meanwhile.act = userId === 'victim1' ? reset : then(reset)
      expect(await done(desk.post('/password', { current: old, next: thief }))).toBe('NOT_SIGNED_IN')
      expect([await enter(userId, thief), await enter(userId, given)]).toEqual(['PASSWORD_WRONG', 'done'])
    }
  })

  it('two changes of one’s own password by the same old one are one', async () => {
    const desk = await hired('twice', ['CASE_OFFICER'])
    const [old, first, second] = [desk.password, randomPassword(), randomPassword()]
    meanwhile.act = then(() => desk.post('/password', { current: old, next: first }))
    expect(await done(desk.post('/password', { current: old, next: second }))).toBe('PASSWORD_WRONG')
    expect([await enter('twice', second), await enter('twice', first)]).toEqual(['PASSWORD_WRONG', 'done'])
  })

  it('an administrator who was shut out meanwhile adds nobody', async () => {
    const boss = await hired('boss', ['ADMINISTRATOR'])
    const adds = () => done(boss.post('/users', { userId: 'puppet', name: '某人', roles: ['PACK_EDITOR'], password: randomPassword() }))
    expect(await against(adds, '/users/boss/state', { state: 'disabled' })).toBe('NOT_SIGNED_IN')
    expect(await office.headOffice.query(`select 1 as one from office_user where user_id = 'puppet'`)).toEqual([])
  })

  it('an officer who was shut out or lost the role meanwhile neither decides nor publishes', async () => {
    const branch = await Counter.enrol(office.headOffice)
    const record = caseRecord({ type: 'case.escalated', body: ESCALATED })
    await branch.seal([record])
    expectOk(await office.headOffice.importBatches(branch.outbox))
    const [lin, zhao] = office.officers
    const page = `/escalations/BR0001/${record.id}/1`
    const { seen } = await lin.get(z.object({ seen: z.string() }), page)
    const proposal = { outcome: 'APPROVED', amountFen: '30000000', annualRate: 43500, conditions: [], reasonCodes: [], reason: '同意' }
    const file = { name: 'lpr.yaml', text: 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n' }
    await lin.post('/packs', { kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 'LPR', note: '', files: [file] })
    const decides = () => done(lin.post(`${page}/decide`, { step: 'propose', seen, proposal, password: lin.password }))
    expect(await against(decides, '/users/lin/roles', { roles: ['PACK_EDITOR'] })).toBe('NOT_SIGNED_IN')
    expect(await against(() => done(zhao.publish('LPR', 1)), '/users/zhao/state', { state: 'disabled' })).toBe('NOT_SIGNED_IN')
    expect(await office.headOffice.query('select e.state as decided, p.state as pack from escalation e, pack p')).toEqual([{ decided: 'open', pack: 'draft' }])
  })
})

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { makeRecoveryCode } from '../../../headoffice/console-api/recovery-code.ts'
import { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, randomPassword, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { newFolder, removeFolders } from '../batch/counter.ts'

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
const anything = z.unknown()
const board = (desk: ConsoleDesk): Promise<string> => done(desk.get(anything, '/overview'))
async function signIn(userId: string, password: string): Promise<ConsoleDesk> {
  const desk = new ConsoleDesk(office.url)
  await desk.begin('/sign-in', { userId, password })
  return desk
}
/** A person of head office with a password of his own. */
async function hire(userId: string, roles: readonly string[]): Promise<{ desk: ConsoleDesk; password: string }> {
  const [given, password] = [randomPassword(), randomPassword()]
  await office.administrator.post('/users', { userId, name: '某人', roles, password: given })
  const desk = await signIn(userId, given)
  await desk.post('/password', { current: given, next: password })
  return { desk, password }
}
const audited = (act: string) => office.headOffice.query('select who, subject, note from audit where act = $1 order by n', [act])
const admin = (path: string, body: unknown): Promise<string> => done(office.administrator.post(path, body))

describe('a password is its owner’s', () => {
  it('the one an administrator gave opens nothing but the choice of another', async () => {
    const given = randomPassword()
    await office.administrator.post('/users', { userId: 'newcomer', name: '新人', roles: ['OPERATOR'], password: given })
    const desk = await signIn('newcomer', given)
    expect(await board(desk)).toBe('PASSWORD_CHANGE_DUE')
    expect(await done(desk.post('/password', { current: given, next: given }))).toBe('PASSWORD_WEAK')
    expect(await done(desk.post('/password', { current: given, next: randomPassword() }))).toBe('done')
    expect(await board(desk)).toBe('done')
  })

  it('whoever changes it stays where he is, and is signed out everywhere else', async () => {
    const { desk: here, password } = await hire('mover', ['OPERATOR'])
    const elsewhere = await signIn('mover', password)
    expect(await board(elsewhere)).toBe('done')
    await here.post('/password', { current: password, next: randomPassword() })
    expect([await board(here), await board(elsewhere)]).toEqual(['done', 'NOT_SIGNED_IN'])
    expect(await done(signIn('mover', password))).toBe('PASSWORD_WRONG')
  })

  it('five wrong old ones lock, as at sign-in', async () => {
    const { desk } = await hire('guesser', ['OPERATOR'])
    const guess = (): Promise<string> => done(desk.post('/password', { current: randomPassword(), next: randomPassword() }))
    const codes = []
    for (let time = 0; time < 6; time++) codes.push(await guess())
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'PASSWORD_WRONG'), 'SIGN_IN_LOCKED'])
  })

  it('a forgotten one is reset by an administrator, who signs its owner out and unlocks him', async () => {
    const { desk, password } = await hire('forgetful', ['OPERATOR'])
    for (let time = 0; time < 5; time++) await done(signIn('forgetful', randomPassword()))
    expect(await done(signIn('forgetful', password))).toBe('SIGN_IN_LOCKED')
    const given = randomPassword()
    expect(await admin('/users/forgetful/password', { password: 'short' })).toBe('PASSWORD_WEAK')
    expect(await admin('/users/forgetful/password', { password: given })).toBe('done')
    expect(await board(desk)).toBe('NOT_SIGNED_IN')
    expect(await board(await signIn('forgetful', given))).toBe('PASSWORD_CHANGE_DUE')
    expect(await audited('user.reset')).toEqual([{ who: 'admin', subject: 'forgetful', note: '' }])
    expect(await admin('/users/admin/password', { password: given })).toBe('DIFFERENT_PERSON_NEEDED')
  })
})

describe('the roles of a person', () => {
  it('are changed by an administrator, from the next sign-in on, and the audit log says to which', async () => {
    const { desk, password } = await hire('riser', ['OPERATOR'])
    expect(await done(desk.get(anything, '/escalations'))).toBe('ROLE_MISSING')
    expect(await admin('/users/riser/roles', { roles: ['CASE_OFFICER', 'OPERATOR'] })).toBe('done')
    expect(await board(desk)).toBe('NOT_SIGNED_IN')
    expect(await done((await signIn('riser', password)).get(anything, '/escalations'))).toBe('done')
    expect(await audited('user.roles')).toEqual([{ who: 'admin', subject: 'riser', note: 'CASE_OFFICER OPERATOR' }])
  })

  it('never are administration and something else, nor none, nor one’s own', async () => {
    await hire('candidate', ['OPERATOR'])
    for (const roles of [['ADMINISTRATOR', 'OPERATOR'], ['AUDITOR', 'OPERATOR'], []]) {
      expect(await admin('/users/candidate/roles', { roles })).toBe('ROLES_NOT_ALLOWED')
    }
    expect(await admin('/users/admin/roles', { roles: ['OPERATOR'] })).toBe('DIFFERENT_PERSON_NEEDED')
    expect(await admin('/users/nobody/roles', { roles: ['OPERATOR'] })).toBe('OFFICE_USER_NOT_FOUND')
    const { desk } = await hire('operator', ['OPERATOR'])
    expect(await done(desk.post('/users/candidate/roles', { roles: ['AUDITOR'] }))).toBe('ROLE_MISSING')
  })

  it('an administrator whose role was taken away a moment ago takes it from nobody', async () => {
    const { desk: second } = await hire('second', ['ADMINISTRATOR'])
    const both = await Promise.all([admin('/users/second/roles', { roles: ['OPERATOR'] }), done(second.post('/users/admin/roles', { roles: ['OPERATOR'] }))])
    expect(both).toEqual(['done', 'NOT_SIGNED_IN'])
  })
})

it('what somebody did stands though the tables could not take it: he is told so and need not do it again, and the next act brings it up', async () => {
  const add = (): Promise<string> => admin('/users', { userId: 'standing', name: '某人', roles: ['OPERATOR'], password: randomPassword() })
  const full = vi.spyOn(office.headOffice.office.database, 'transaction').mockRejectedValueOnce(new Error('no space left on device'))
  expect(await add()).toBe('ACT_ON_RECORD')
  expect(full).toHaveBeenCalledOnce()
  full.mockRestore()
  expect(office.headOffice.troubles).toMatchObject([{ what: 'projection', lane: '' }])
  expect(await add()).toBe('OFFICE_USER_TAKEN')
  expect(office.headOffice.troubles).toEqual([])
  expect((await audited('user.add')).filter(({ subject }) => subject === 'standing')).toHaveLength(1)
})

describe('when no administrator can sign in', () => {
  const back = (code: string, userId: string): Promise<ConsoleDesk> => {
    const desk = new ConsoleDesk(office.url)
    return desk.begin('/recover', { code, userId, name: '接任', password: randomPassword() }).then(() => desk)
  }

  it('a code of the terminal opens the account with another password, once, and the audit log says so', async () => {
    expect(await done(back('0000-0000-0000-0000', 'admin'))).toBe('ENROLMENT_CODE_WRONG')
    const code = await makeRecoveryCode(office.headOffice.office)
    expect(await done(back(code, 'lin'))).toBe('OFFICE_USER_TAKEN')
    const desk = await back(code.toLowerCase().replaceAll('-', ' '), 'admin')
    expect(await done(desk.get(anything, '/users'))).toBe('done')
    expect(await done(back(code, 'admin'))).toBe('ENROLMENT_CODE_WRONG')
    expect(await audited('recovery.make')).toEqual([{ who: 'system', subject: '', note: '' }])
    expect(await audited('recovery.use')).toEqual([{ who: 'admin', subject: 'admin', note: '' }])
    expect(await board(office.administrator)).toBe('NOT_SIGNED_IN')
  })

  it('or makes one for who takes over; a newer code ends the one before', async () => {
    const [first, second] = [await makeRecoveryCode(office.headOffice.office), await makeRecoveryCode(office.headOffice.office)]
    expect(await done(back(first, 'successor'))).toBe('ENROLMENT_CODE_WRONG')
    const desk = await back(second, 'successor')
    expect(await done(desk.get(anything, '/users'))).toBe('done')
    expect(await office.headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { passwordPrints } from '../../../db/repositories/passwords-made.ts'
import { makeDispatch } from '../../../electron/bridge/dispatch.ts'
import { SessionRegistry } from '../../../electron/bridge/session-registry.ts'
import { atCounter } from '../../../electron/handlers/at-counter.ts'
import { sessionHandlers } from '../../../electron/handlers/people.ts'
import { addStaff, unlockStaff } from '../../../electron/usecases/people/manage-staff.ts'
import { approveReset, askReset } from '../../../electron/usecases/people/reset-password.ts'
import { proveSecond } from '../../../electron/usecases/people/second-person.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { openTestBranch, PASSWORD, type TestBranch } from '../usecases/test-branch.ts'

let branch: TestBranch
const GIVEN = 'Handed-Over-11'
const own = (n: number): string => `Own-Secret-Nr-${n}`
const refused = (code: string, details: object = {}) => ({ ok: false, error: { code, details } })

beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())
beforeEach(() => branch.setDate('2026-11-23'))

/** A window: every channel is asked as the real one does, and those beside the session's answer with nothing. */
function openWindow() {
  const seat = new SessionRegistry().seat(1)
  const real = sessionHandlers(branch.host, atCounter(branch.host))
  const handlers = { ...Object.fromEntries(Object.keys(calls).map((name) => [name, async () => ok({})])), ...real }
  const dispatch = makeDispatch({ calls, handlers: handlers as never, incidentNumber: () => 'X', log: () => undefined })
  return {
    seat,
    ask: (channel: string, input: object = {}) => dispatch(seat, channel, input) as Promise<never>,
    enter: (staffNo: string, password: string) => dispatch(seat, 'session.signIn', { staffNo, password }) as Promise<never>,
    change: (current: string, next: string) => dispatch(seat, 'session.changePassword', { current, next }) as Promise<never>,
  }
}
const add = (staffNo: string) =>
  addStaff(branch.host, branch.counter, branch.administrator, { staffNo, staffName: '新人', roles: ['TELLER'], password: GIVEN }).then(expectOk)
const enters = async (staffNo: string, password: string): Promise<boolean> => (await signIn(branch.host, { staffNo, password })).ok

describe('a person whom the administrator added', () => {
  it('reaches nothing of the counter before he has chosen a password of his own', async () => {
    await add('N001')
    const window = openWindow()
    expect(await window.enter('N001', GIVEN)).toMatchObject({ ok: true, value: { passwordDue: 'GIVEN' } })
    const open = Object.entries(calls).filter(([, { access }]) => access === 'PUBLIC' || access === 'SEATED')
    expect(open.map(([name]) => name).sort()).toEqual([
      'branch.setUp',
      'reset.recover',
      'session.changePassword',
      'session.lock',
      'session.signIn',
      'session.signOut',
      'shell.info',
      'shell.restart',
    ])
    for (const name of Object.keys(calls).filter((one) => !open.some(([known]) => known === one)))
      expect([name, await window.ask(name)]).toMatchObject([name, refused('PASSWORD_CHANGE_DUE', { due: 'GIVEN' })])

    expect(await window.change(GIVEN, own(1))).toMatchObject({ ok: true, value: { passwordDue: null, staffNo: 'N001' } })
    expect(await window.ask('staff.list')).not.toMatchObject(refused('PASSWORD_CHANGE_DUE'))
    expect([await enters('N001', GIVEN), await enters('N001', own(1))]).toEqual([false, true])
  })

  it('does not get round it by leaving the counter, by coming back, or by another window', async () => {
    await add('N002')
    const window = openWindow()
    await window.enter('N002', GIVEN)
    await window.ask('session.lock')
    expect(await window.ask('staff.list')).toMatchObject(refused('NOT_SIGNED_IN'))
    expect(await window.enter('N002', GIVEN)).toMatchObject({ value: { passwordDue: 'GIVEN' } })
    expect(await window.ask('staff.list')).toMatchObject(refused('PASSWORD_CHANGE_DUE'))
    const other = openWindow()
    await other.enter('N002', GIVEN)
    expect(await other.ask('cases.list')).toMatchObject(refused('PASSWORD_CHANGE_DUE'))
  })

  it('keeps it by no weak password, and not by the one he was given', async () => {
    await add('N003')
    const window = openWindow()
    await window.enter('N003', GIVEN)
    expect(await window.change(GIVEN, GIVEN)).toMatchObject(refused('PASSWORD_WEAK', { problems: ['SAME_AS_BEFORE'] }))
    expect(await window.change(GIVEN, 'xx-N003-Yyz1')).toMatchObject(refused('PASSWORD_WEAK', { problems: ['CONTAINS_STAFF_NO'] }))
    expect(await window.ask('staff.list')).toMatchObject(refused('PASSWORD_CHANGE_DUE'))
  })

  it("vouches for nothing at another's counter before", async () => {
    await add('N004')
    const second = (password: string) => proveSecond(branch.host, branch.counter, branch.staff.officer, 'disbursement.release', { staffNo: 'N004', password })
    expect(await second(GIVEN)).toMatchObject(refused('PASSWORD_CHANGE_DUE', { due: 'GIVEN' }))
    const window = openWindow()
    await window.enter('N004', GIVEN)
    expectOk(await window.change(GIVEN, own(4)))
    expect((await second(own(4))).ok).toBe(true)
  })
})

it('who set the branch up chose the password himself and is not asked', async () => {
  expect(await openWindow().enter(branch.administrator.staffNo, PASSWORD)).toMatchObject({ ok: true, value: { passwordDue: null, passwordDaysLeft: null } })
})

it('a reset password is known to a second person: its owner chooses another', async () => {
  const person = await branch.hire('N005', ['TELLER'])
  const { resetId } = expectOk(await askReset(branch.counter, branch.administrator, person.staffId))
  const approve = (password: string) => approveReset(branch.host, branch.counter, branch.staff.manager, { resetId, password })
  expect(await approve(PASSWORD)).toMatchObject(refused('PASSWORD_WEAK', { problems: ['USED_BEFORE'] }))
  expectOk(await approve(GIVEN))
  expect(await openWindow().enter('N005', GIVEN)).toMatchObject({ value: { passwordDue: 'GIVEN' } })
})

describe('the age of a password', () => {
  it('is announced in its last seven days, and asked anew at the next signing in after ninety', async () => {
    await branch.hire('N006', ['TELLER'])
    const on = async (date: string) => {
      branch.setDate(date)
      const window = openWindow()
      return { window, answer: await window.enter('N006', PASSWORD) }
    }
    expect((await on('2027-02-13')).answer).toMatchObject({ value: { passwordDue: null, passwordDaysLeft: null } })
    expect((await on('2027-02-14')).answer).toMatchObject({ value: { passwordDue: null, passwordDaysLeft: 7 } })
    expect((await on('2027-02-20')).answer).toMatchObject({ value: { passwordDue: null, passwordDaysLeft: 1 } })
    const { window, answer } = await on('2027-02-21')
    expect(answer).toMatchObject({ value: { passwordDue: 'EXPIRED' } })
    expect(await window.ask('staff.list')).toMatchObject(refused('PASSWORD_CHANGE_DUE', { due: 'EXPIRED' }))
    expectOk(await window.change(PASSWORD, own(6)))
    expect(await openWindow().enter('N006', own(6))).toMatchObject({ value: { passwordDue: null, passwordDaysLeft: null } })
  })

  it('does not grow longer by a clock that is set back: what was made after today is asked anew', async () => {
    branch.setDate('2026-12-20')
    await branch.hire('N007', ['TELLER'])
    branch.setDate('2026-12-19')
    expect(await openWindow().enter('N007', PASSWORD)).toMatchObject({ value: { passwordDue: 'EXPIRED' } })
  })
})

describe('the passwords before', () => {
  const printsOf = async ({ staffId }: Session) =>
    branch.counter.database.read((reader) => passwordPrints(reader, branch.counter.vault, staffId).then((prints) => prints.length))

  it('do not come back while they are among the last five; older ones are forgotten', async () => {
    const person = await branch.hire('N008', ['TELLER'])
    const window = openWindow()
    await window.enter('N008', PASSWORD)
    let current = PASSWORD
    for (const n of [1, 2, 3, 4]) {
      expectOk(await window.change(current, own(n)))
      current = own(n)
    }
    for (const used of [PASSWORD, own(1), own(2), own(3)])
      expect(await window.change(current, used)).toMatchObject(refused('PASSWORD_WEAK', { problems: ['USED_BEFORE'] }))
    expect(await printsOf(person)).toBe(5)
    expectOk(await window.change(current, own(5)))
    expectOk(await window.change(own(5), PASSWORD))
    expect(await printsOf(person)).toBe(5)
  })

  it('are kept sealed: no row of the database tells one from a guess', async () => {
    const rows = await branch.counter.database.read((reader) => reader.all<{ sealed: Uint8Array }>('SELECT sealed FROM password_made'))
    expect(rows.length).toBeGreaterThan(10)
    for (const { sealed } of rows) expect(Buffer.from(sealed).toString('latin1')).not.toContain('salt')
  })

  it('count among them the one of an earlier program, once its owner has typed it', async () => {
    await branch.hire('N009', ['TELLER'])
    await branch.counter.database.write(async (tx) => {
      await tx.run("DELETE FROM password_made WHERE staff_id = (SELECT id FROM staff WHERE staff_no = 'N009') AND given = 1")
      await tx.run("UPDATE password_made SET sealed = NULL WHERE staff_id = (SELECT id FROM staff WHERE staff_no = 'N009')")
      return ok(null)
    })
    const window = openWindow()
    await window.enter('N009', PASSWORD)
    expectOk(await window.change(PASSWORD, own(1)))
    expect(await window.change(own(1), PASSWORD)).toMatchObject(refused('PASSWORD_WEAK', { problems: ['USED_BEFORE'] }))
  })
})

it('a wrong password typed for changing it counts as at signing in: after five the right one is refused', async () => {
  const person = await branch.hire('N010', ['TELLER'])
  const window = openWindow()
  await window.enter('N010', PASSWORD)
  for (let count = 0; count < 5; count += 1) expect(await window.change('Wrong-Horse-99', own(1))).toMatchObject(refused('PASSWORD_WRONG'))
  expect(await window.change(PASSWORD, own(1))).toMatchObject(refused('SIGN_IN_LOCKED'))
  expect(await enters('N010', PASSWORD)).toBe(false)
  expectOk(await unlockStaff(branch.counter, branch.administrator, person.staffId))
  expectOk(await window.change(PASSWORD, own(1)))
})

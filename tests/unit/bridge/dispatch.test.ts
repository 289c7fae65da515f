import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { defineCalls, type Handlers, type Invoke } from '../../../core/bridge/define-calls.ts'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import type { Role, Session } from '../../../core/kernel/people.ts'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { makeDispatch } from '../../../electron/bridge/dispatch.ts'
import type { Incident } from '../../../electron/bridge/incident-log.ts'
import { SessionRegistry } from '../../../electron/bridge/session-registry.ts'

const calls = defineCalls({
  'shell.ping': { access: 'PUBLIC', input: z.strictObject({}), output: z.strictObject({ who: z.string().nullable() }) },
  'cases.count': { access: 'SIGNED_IN', input: z.strictObject({ amountFen: z.int().min(1, 'AMOUNT_ZERO') }), output: z.strictObject({ count: z.int() }) },
  'day.close': { access: ['BRANCH_MANAGER'], input: z.strictObject({}), output: z.strictObject({}) },
})
const handlers: Handlers<typeof calls> = {
  'shell.ping': async (session) => ok({ who: session?.staffNo ?? null }),
  'cases.count': async (_session, { amountFen }) => {
    if (amountFen === 13) throw new Error('no such table: party of 张三 11010519491231002X')
    if (amountFen === 14) return ok({ count: 1.5 })
    return amountFen === 15 ? refuse('STALE_VERSION', { version: 2 }) : ok({ count: amountFen })
  },
  'day.close': async () => ok({}),
}
const logged: Incident[] = []
const dispatch = makeDispatch({ calls, handlers, incidentNumber: () => 'A1B2', log: (incident) => logged.push(incident) })
const person = (...roles: Role[]): Session => ({
  staffId: asId<StaffId>('6b3b1f6e-0a4e-4d0a-8f5a-3f2f6f0a1b2c'),
  staffNo: '1001',
  staffName: '测试',
  roles,
  terminal: 'T1',
})
const seatOf = (session: Session | null) => {
  const seat = new SessionRegistry().seat(1)
  if (session) seat.take(session)
  return seat
}
const teller = seatOf(person('TELLER'))

describe('the way from the window to a use case', () => {
  it('answers a public call to a person nobody knows', async () => {
    expect(await dispatch(seatOf(null), 'shell.ping', {})).toEqual({ ok: true, value: { who: null } })
  })
  it('refuses every other call before sign-in', async () => {
    expect(await dispatch(seatOf(null), 'cases.count', { amountFen: 1 })).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
  })
  it('refuses a teller who closes the day, and says which role it needs', async () => {
    expect(await dispatch(teller, 'day.close', {})).toEqual({ ok: false, error: { code: 'ROLE_MISSING', details: { needed: ['BRANCH_MANAGER'] } } })
    expect(await dispatch(seatOf(person('TELLER', 'BRANCH_MANAGER')), 'day.close', {})).toEqual({ ok: true, value: {} })
  })
  it('refuses unknown and inherited names', async () => {
    for (const name of ['nope', 'toString', '__proto__', 'constructor', '', null, 7, {}])
      expect(await dispatch(teller, name, {})).toMatchObject({ error: { code: 'CHANNEL_UNKNOWN' } })
  })
  it('names each field that is wrong, by our own code where the schema gives one, and never repeats a value', async () => {
    expect(await dispatch(teller, 'cases.count', { amountFen: 0 })).toMatchObject({
      error: { code: 'FIELD_INVALID', details: { field: 'amountFen', reason: 'AMOUNT_ZERO' } },
    })
    const reply = await dispatch(teller, 'cases.count', { amountFen: '11010519491231002X', extra: 1 })
    expect(reply).toMatchObject({ error: { details: { reason: 'INVALID_TYPE', issues: ['amountFen INVALID_TYPE', ' UNRECOGNIZED_KEYS'] } } })
    expect(JSON.stringify(reply)).not.toContain('1101051949')
  })
  it('passes a refusal through as it is', async () => {
    expect(await dispatch(teller, 'cases.count', { amountFen: 15 })).toEqual(refuse('STALE_VERSION', { version: 2 }))
  })
  it('turns an exception into an incident whose log holds no personal data', async () => {
    expect(await dispatch(teller, 'cases.count', { amountFen: 13 })).toEqual(refuse('INTERNAL', { incident: 'A1B2' }))
    const [incident] = logged
    expect(incident).toMatchObject({ incident: 'A1B2', channel: 'cases.count', kind: 'Error' })
    expect(incident?.frames[0]).toContain('dispatch.test.ts')
    expect(JSON.stringify(logged)).not.toMatch(/张三|1101051949/)
  })
  it('lets no reply out that the table does not describe', async () => {
    expect(await dispatch(teller, 'cases.count', { amountFen: 14 })).toMatchObject({ error: { code: 'INTERNAL' } })
  })
})

describe('what the compiler holds', () => {
  it('takes no table of handlers with one missing, or with a wrong reply', () => {
    const { 'day.close': close, ...rest } = handlers
    // @ts-expect-error a channel without its handler
    const missing: Handlers<typeof calls> = rest
    // @ts-expect-error a reply that is not the channel's
    const wrong: Handlers<typeof calls> = { ...handlers, 'cases.count': async () => ok({ count: 'one' }) }
    expect([missing, wrong, close]).toHaveLength(3)
  })
  it('gives a signed-in channel a person who is not null', () => {
    expectTypeOf<Parameters<Handlers<typeof calls>['day.close']>[0]>().toEqualTypeOf<Session>()
    expectTypeOf<Parameters<Handlers<typeof calls>['shell.ping']>[0]>().toEqualTypeOf<Session | null>()
    expectTypeOf<Parameters<Invoke<typeof calls>>[0]>().toEqualTypeOf<'shell.ping' | 'cases.count' | 'day.close'>()
  })
})

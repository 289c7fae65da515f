import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { begin, call, endIfIdle, fetched, leave, session } from '../../../headoffice/console/api.ts'

const of = (userId: string) => ({
  user: { userId, name: userId, roles: [] },
  csrf: 'x',
  due: false,
  needsSetUp: false,
  recovers: false,
  fingerprint: 'F',
  idleSeconds: 900,
})
let answer = { status: 200, body: {} as object }
const minutes = (count: number): void => {
  vi.advanceTimersByTime(count * 60_000)
  endIfIdle()
}
beforeEach(async () => {
  vi.useFakeTimers()
  answer = { status: 200, body: {} }
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(answer.body), { status: answer.status }))
  leave()
  begin(of('lin'))
  await call('GET', '/packs')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('the view ends when the service has ended the session, counted from the last call it took', async () => {
  minutes(14)
  await call('GET', '/packs')
  minutes(14)
  expect(session.over).toBe(false)
  minutes(1)
  expect(session).toMatchObject({ over: true, user: { userId: 'lin' } })
})

it('a paper that was opened counts; a call that never reached the service does not', async () => {
  minutes(10)
  fetched()
  minutes(10)
  expect(session.over).toBe(false)
  vi.stubGlobal('fetch', async () => Promise.reject(new Error('no line')))
  await call('GET', '/packs')
  minutes(5)
  expect(session.over).toBe(true)
})

it('a call that comes too late ends the view and is refused, and keeps who sat here', async () => {
  answer = { status: 401, body: { error: { code: 'NOT_SIGNED_IN', details: {} } } }
  expect(await call('GET', '/packs')).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } })
  expect(session).toMatchObject({ over: true, user: { userId: 'lin' } })
})

it('the same person goes on where he was; another, or one who signed out, begins anew', () => {
  const { sitting } = session
  session.over = true
  begin(of('lin'))
  expect(session).toMatchObject({ over: false, sitting })
  session.over = true
  begin(of('zhao'))
  expect(session.sitting).toBe(sitting + 1)
  leave()
  begin(of('zhao'))
  expect(session.sitting).toBe(sitting + 2)
})

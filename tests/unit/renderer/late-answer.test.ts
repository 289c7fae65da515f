import { createPinia, setActivePinia } from 'pinia'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { useApprovals } from '../../../renderer/stores/approvals.ts'
import { forgetPerson, noteStart } from '../../../renderer/stores/forget.ts'
import { useLoanCase } from '../../../renderer/stores/loan-case.ts'
import { useScans } from '../../../renderer/stores/scans.ts'
import { useSession } from '../../../renderer/stores/session.ts'
import { useSync } from '../../../renderer/stores/sync.ts'

/** A main process that answers when told to: what was asked of it, by channel. */
const asked = new Map<string, ((answer: unknown) => void)[]>()
const ask = vi.fn((channel: string, _input: unknown) => new Promise((resolve) => asked.set(channel, [...(asked.get(channel) ?? []), resolve])))
async function answer(channel: string, value: unknown): Promise<void> {
  for (const resolve of asked.get(channel) ?? []) resolve(value)
  asked.delete(channel)
  await new Promise(setImmediate)
}
const ok = (value: unknown) => ({ ok: true, value })
const CASE = '11111111-1111-4111-8111-111111111111'
/** What a look at the desk of scans asks, with a folder that is watched. */
async function answerLook(): Promise<void> {
  await answer('scans.recent', ok({ batches: [] }))
  await answer('scans.tray', ok({ pages: [] }))
  await answer('scans.folder', ok({ state: 'WATCHING', folder: 'D:/scans' }))
}

vi.stubGlobal('window', { counter: { invoke: ask } })
afterAll(() => vi.unstubAllGlobals())
beforeEach(() => {
  asked.clear()
  ask.mockClear()
  const pinia = createPinia().use(noteStart)
  createApp({}).use(pinia)
  setActivePinia(pinia)
})
/** Signed out while answers are on their way; the next one sits down. */
function nextPerson(): void {
  const session = useSession()
  forgetPerson()
  session.current = { staffId: 'next', roles: ['TELLER'] } as unknown as typeof session.current
}

it('a manager’s inbox does not come back to the next person when he left before the answer to his decision', async () => {
  const store = useApprovals()
  store.rows = [
    { caseId: CASE, name: '测试甲' },
    { caseId: 'another', name: '测试乙' },
  ] as unknown as typeof store.rows
  const decided = store.decide(CASE, () => ask('approval.decide', {}) as ReturnType<Parameters<typeof store.decide>[1]>)
  nextPerson()
  await answer('approval.decide', { ok: false, error: { code: 'NOT_SIGNED_IN', details: {} } })
  expect(await decided).toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(store.rows).toEqual([])
})
it('a decision of his that has no answer yet does not stop the next manager’s', async () => {
  const store = useApprovals()
  void store.decide(CASE, () => ask('approval.decide', {}) as ReturnType<Parameters<typeof store.decide>[1]>)
  nextPerson()
  expect(await store.decide(CASE, async () => ({ ok: true, value: null }))).toBeNull()
})
it('a refusal that comes late is nobody’s: neither the inbox, the case nor the line shows it to the next person', async () => {
  const [approvals, cases, sync] = [useApprovals(), useLoanCase(), useSync()]
  void approvals.load()
  void approvals.look(CASE)
  void cases.load(CASE)
  const run = sync.run('send', () => ask('sync.start', {}) as Promise<{ ok: true; value: null }>)
  void sync.look()
  nextPerson()
  for (const channel of ['approval.inbox', 'approval.brief', 'cases.get', 'staff.list', 'sync.start', 'sync.status', 'batch.status'])
    await answer(channel, { ok: false, error: { code: 'NOT_SIGNED_IN', details: {} } })
  expect(await run).toBeNull()
  expect([approvals.error, cases.error, sync.refusal]).toEqual([null, null, null])
  expect(approvals.loaded).toBe(false)
})
it('the next person’s own step on the line stays busy when the answer to an earlier one’s comes', async () => {
  const sync = useSync()
  void sync.run('send', () => ask('sync.start', {}) as Promise<{ ok: true; value: null }>)
  nextPerson()
  void sync.run('import', () => ask('sync.importUsb', {}) as Promise<{ ok: true; value: null }>)
  await answer('sync.start', ok(null))
  expect(sync.busy).toBe('import')
})
it('the scanner’s folder is looked after no longer once the page is left, also when a look or a change was on its way', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const scans = useScans()
  void scans.load()
  void scans.undo()
  scans.leave()
  await answer('scans.undo', ok(null))
  await answerLook()
  expect(vi.getTimerCount()).toBe(0)
  void scans.load()
  await answerLook()
  expect(vi.getTimerCount()).toBe(1)
  vi.useRealTimers()
})
it('of files dropped as one pile none goes in under the next person’s name', async () => {
  const scans = useScans()
  const dropped = scans.drop(CASE, [new File(['a'], 'a.jpg'), new File(['b'], 'b.jpg')])
  await expect.poll(() => ask.mock.calls).toHaveLength(1)
  nextPerson()
  await answer('scans.offer', ok({ batchId: 'pile' }))
  await dropped
  expect(ask).toHaveBeenCalledOnce()
  expect(scans.refusal).toBeNull()
})

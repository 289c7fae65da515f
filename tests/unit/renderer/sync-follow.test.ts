import { createPinia, setActivePinia } from 'pinia'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { noteStart } from '../../../renderer/stores/forget.ts'
import { useSession } from '../../../renderer/stores/session.ts'
import { useSync } from '../../../renderer/stores/sync.ts'

/** What the main process says at this moment, and what it was asked. */
const line = { job: null as { kind: string } | null, lastContactAt: '2026-03-02T09:00:00.000Z', lastError: null as { code: string } | null }
const packs = [{ kind: 'LPR', version: 1, state: 'WAITING' }]
const asked: string[] = []
/** Channels that refuse at the moment. */
const down = new Set<string>()
const answers: Record<string, () => unknown> = {
  'sync.status': () => ({ ...line }),
  'batch.status': () => ({ batches: [], waiting: 0 }),
  'sync.packs': () => ({ packs: structuredClone(packs) }),
}
const invoke = async (channel: string): Promise<unknown> => {
  asked.push(channel)
  const value = answers[channel]?.()
  await new Promise(setImmediate)
  asked.push(`${channel} answered`)
  return down.has(channel) ? { ok: false, error: { code: 'INTERNAL', details: { channel } } } : { ok: true, value }
}
vi.stubGlobal('window', { counter: { invoke } })
afterAll(() => vi.unstubAllGlobals())
beforeEach(() => {
  down.clear()
  Object.assign(line, { job: null, lastContactAt: '2026-03-02T09:00:00.000Z', lastError: null })
  Object.assign(packs[0] ?? {}, { state: 'WAITING' })
  const pinia = createPinia().use(noteStart)
  createApp({}).use(pinia)
  setActivePinia(pinia)
  const session = useSession()
  session.current = { staffId: 'auditor', roles: ['AUDITOR'] } as unknown as typeof session.current
})
const shown = () => useSync().packs.map(({ state }) => state)

it('shows what came down with an exchange that began and ended between two looks', async () => {
  const sync = useSync()
  await sync.load()
  Object.assign(packs[0] ?? {}, { state: 'IN_FORCE' })
  line.lastContactAt = '2026-03-02T09:00:04.000Z'
  await sync.follow()
  expect(shown()).toEqual(['IN_FORCE'])
})
it('shows what came down also where the bar of the line saw the exchange end before the page did', async () => {
  const sync = useSync()
  await sync.load()
  Object.assign(packs[0] ?? {}, { state: 'IN_FORCE' })
  line.lastContactAt = '2026-03-02T09:00:04.000Z'
  const before = sync.figures
  await sync.lookAtLine()
  expect(sync.figures).not.toBe(before)
  await sync.follow()
  expect(shown()).toEqual(['IN_FORCE'])
})
it('shows what came down before an exchange was cut, once it has ended', async () => {
  const sync = useSync()
  await sync.load()
  line.job = { kind: 'EXCHANGE' }
  await sync.follow()
  expect(shown()).toEqual(['WAITING'])
  Object.assign(packs[0] ?? {}, { state: 'REFUSED' })
  Object.assign(line, { job: null, lastError: { code: 'LINE_CUT' } })
  await sync.follow()
  expect(shown()).toEqual(['REFUSED'])
})
it('reads what came down after the line, so that a page opened while packs come into force does not stay behind', async () => {
  const sync = useSync()
  line.job = { kind: 'EXCHANGE' }
  asked.length = 0
  await sync.load()
  expect(asked.indexOf('sync.packs')).toBeGreaterThan(asked.indexOf('sync.status answered'))
  Object.assign(packs[0] ?? {}, { state: 'IN_FORCE' })
  line.job = null
  await sync.follow()
  expect(shown()).toEqual(['IN_FORCE'])
})
it('asks again for nothing that came down while the line rests', async () => {
  const sync = useSync()
  await sync.load()
  asked.length = 0
  await sync.follow()
  expect(asked).not.toContain('sync.packs')
})
it('a look that failed is told until the next good one, also of what came down while the line rests', async () => {
  const sync = useSync()
  await sync.load()
  for (const channel of ['sync.status', 'sync.packs']) {
    down.add(channel)
    await sync.load()
    expect(sync.trouble?.details).toEqual({ channel })
    down.clear()
    await sync.follow()
    expect(sync.trouble).toBeNull()
  }
})
it('what a step was refused stands while the page looks by itself, and goes when somebody tries again and all is read', async () => {
  const sync = useSync()
  await sync.run('import', async () => ({ ok: false, error: { code: 'DISK_FULL', details: {} } }))
  await sync.follow()
  expect(sync.trouble?.code).toBe('DISK_FULL')
  down.add('batch.status')
  await sync.retry()
  expect(sync.trouble?.code).toBe('DISK_FULL')
  down.clear()
  await sync.retry()
  expect(sync.trouble).toBeNull()
})
it('a look that fails is not held against the step of an open dialog', async () => {
  const sync = useSync()
  down.add('sync.status')
  await sync.follow()
  expect(sync.refusal).toBeNull()
})

import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type EffectScope, effectScope, nextTick, ref } from 'vue'
import { useOutboxList } from '../../../renderer/composables/outbox-list.ts'

/** Serials of the outbox, the newest first, in pages of two; an answer waits to be let out. */
let held: (() => void)[] = []
let down = false
const asked: { state: string | null; before: number | null }[] = []
const SERIALS = [9, 8, 7, 6, 5]
const invoke = async (_channel: string, { state, before }: { state: string | null; before: number | null }): Promise<unknown> => {
  asked.push({ state, before })
  await new Promise<void>((resolve) => held.push(resolve))
  if (down) return { ok: false, error: { code: 'INTERNAL', details: {} } }
  const left = SERIALS.filter((serial) => before === null || serial < before)
  return { ok: true, value: { rows: left.slice(0, 2).map((serial) => ({ serial, state })), more: left.length > 2 } }
}
vi.stubGlobal('window', { counter: { invoke } })
afterAll(() => vi.unstubAllGlobals())

let scope: EffectScope
const state = ref<'RETURNED' | null>(null)
const figures = ref('0')
async function settle(): Promise<void> {
  for (const go of held.splice(0)) go()
  await new Promise(setImmediate)
}
function open() {
  const list = scope.run(() => useOutboxList(state, figures)) ?? expect.fail('no list')
  void list.load()
  return list
}
const serials = (list: ReturnType<typeof open>) => list.rows.value?.map(({ serial }) => serial)
beforeEach(() => {
  scope = effectScope()
  state.value = null
  figures.value = '0'
  held = []
  down = false
  asked.length = 0
})
afterEach(() => scope.stop())

it('older records asked for twice at once stand in the list once', async () => {
  const list = open()
  await settle()
  void list.older()
  void list.older()
  await settle()
  expect(serials(list)).toEqual([9, 8, 7, 6])
})
it('the list is read again when something moved, but not once somebody walked down in it: then it says so', async () => {
  const list = open()
  await settle()
  figures.value = '1'
  await nextTick()
  expect(asked).toHaveLength(2)
  await settle()
  void list.older()
  await settle()
  figures.value = '2'
  await nextTick()
  expect(asked).toHaveLength(3)
  expect([serials(list), list.moved.value]).toEqual([[9, 8, 7, 6], true])
  void list.load()
  await settle()
  expect([serials(list), list.moved.value]).toEqual([[9, 8], false])
})
it('what moved while the list is being read is read after it', async () => {
  const list = open()
  figures.value = '1'
  await nextTick()
  await settle()
  await settle()
  expect([asked.length, list.moved.value]).toEqual([2, false])
})
it('a filter chosen while another answer is on its way shows its own records alone', async () => {
  const list = open()
  state.value = 'RETURNED'
  await nextTick()
  // The earlier question is answered last.
  held.reverse()
  await settle()
  expect(list.rows.value?.map((row) => row.state)).toEqual(['RETURNED', 'RETURNED'])
})
it('a list that could not be read says so and is read when tried again, further down as well', async () => {
  down = true
  const list = open()
  expect(list.loading.value).toBe(true)
  await settle()
  expect([list.loading.value, list.refusal.value?.code]).toEqual([false, 'INTERNAL'])
  down = false
  void list.retry()
  await settle()
  expect([serials(list), list.refusal.value]).toEqual([[9, 8], null])
  down = true
  void list.older()
  await settle()
  down = false
  void list.retry()
  await settle()
  expect([serials(list), list.refusal.value]).toEqual([[9, 8, 7, 6], null])
})

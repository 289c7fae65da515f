import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createRenderer } from 'vue'
import type { Commands } from '../../../renderer/composables/commands.ts'

const deed = vi.fn()
const listeners: ((event: unknown) => void)[] = []
/** Opens a page with these commands; the answer leaves it. */
let open: (commands: Commands) => () => void
let leave = (): void => undefined

beforeAll(async () => {
  class Nobody {}
  vi.stubGlobal('window', {
    addEventListener: (name: string, listener: (event: unknown) => void) => {
      if (name === 'keydown') listeners.push(listener)
    },
  })
  vi.stubGlobal('document', { querySelectorAll: () => [] })
  for (const name of ['HTMLElement', 'HTMLInputElement', 'HTMLTextAreaElement', 'HTMLSelectElement']) vi.stubGlobal(name, Nobody)
  vi.resetModules()
  const { listenToKeys } = await import('../../../renderer/composables/keys.ts')
  const { useCommands } = await import('../../../renderer/composables/commands.ts')
  listenToKeys()
  const node = (): object => ({})
  const none = (): void => undefined
  const { createApp } = createRenderer<object, object>({
    createElement: node,
    createText: node,
    createComment: node,
    insert: none,
    remove: none,
    setText: none,
    setElementText: none,
    patchProp: none,
    parentNode: () => null,
    nextSibling: () => null,
  })
  open = (commands) => {
    const page = createApp({
      setup() {
        useCommands(commands)
        return () => null
      },
    })
    page.mount({})
    return () => page.unmount()
  }
})
afterAll(() => vi.unstubAllGlobals())
beforeEach(() => {
  vi.useFakeTimers()
  deed.mockReset()
})
afterEach(() => {
  leave()
  vi.useRealTimers()
})

interface Press {
  readonly repeat?: boolean
  readonly isComposing?: boolean
  readonly keyCode?: number
}
/** A key goes down, as the browser tells it; says whether the browser was kept from acting on it. */
function press(key: string, { repeat = false, isComposing = false, keyCode = 0 }: Press = {}): boolean {
  let prevented = false
  const event = {
    key,
    code: key,
    repeat,
    isComposing,
    keyCode,
    timeStamp: 0,
    target: null,
    getModifierState: () => false,
    preventDefault: () => {
      prevented = true
    },
    stopPropagation: () => undefined,
    get defaultPrevented() {
      return prevented
    },
  }
  for (const listener of listeners) listener(event)
  vi.advanceTimersByTime(1_000)
  return prevented
}
/** A key that stays down: the system sends it again and again. */
const hold = (key: string): boolean[] => [press(key), ...Array.from({ length: 5 }, () => press(key, { repeat: true }))]

it.each<[string, Commands]>([
  ['F9', { 'main-action': deed }],
  ['F10', { print: deed }],
  ['Delete', { 'page:discard': { key: 'Delete', run: deed } }],
  ['1', { 'page:accept': { key: '1', run: deed } }],
  ['Escape', { 'page:up': { key: 'Escape', run: deed } }],
])('a held %s does its deed once, and the browser does nothing of its own meanwhile', (key, commands) => {
  leave = open(commands)
  expect([hold(key), deed.mock.calls.length]).toEqual([Array(6).fill(true), 1])
})

it.each(['ArrowDown', 'PageDown'])('a held %s walks on through the list', (key) => {
  leave = open({ 'page:down': { key, run: deed } })
  hold(key)
  expect(deed).toHaveBeenCalledTimes(6)
})

it.each<[string, Press]>([
  ['says that it composes', { isComposing: true }],
  ['has swallowed the key', { isComposing: true, keyCode: 229 }],
  ['has swallowed the key and says nothing', { keyCode: 229 }],
])('no key decides, judges or leaves while the input method %s (K2)', (_how, composing) => {
  leave = open({ 'main-action': deed, 'save-draft': deed, 'page:accept': { key: '1', run: deed }, 'page:back': { key: 'Escape', run: deed } })
  for (const key of ['F9', 'F4', '1', 'Escape']) press(key, composing)
  expect(deed).not.toHaveBeenCalled()
  for (const key of ['F9', 'F4', '1', 'Escape']) press(key)
  expect(deed).toHaveBeenCalledTimes(4)
})

import type { PiniaPluginContext } from 'pinia'
import { endSitting } from '../sitting.ts'

/** What belongs to the branch or the window, not to the person: who sits there, the products, the papers' names, the last receipt. */
const OF_THE_WINDOW: ReadonlySet<string> = new Set(['session', 'preferences', 'products', 'house', 'receipt'])
const starts = new Map<string, () => void>()

/** A plugin of Pinia: notes how each store of a person's work begins. */
export function noteStart({ store }: PiniaPluginContext): void {
  if (OF_THE_WINDOW.has(store.$id)) return
  const start = JSON.stringify(store.$state)
  starts.set(store.$id, () => store.$patch((state) => Object.assign(state, JSON.parse(start))))
}

/** Whoever leaves takes what he saw along: the next person's window begins empty, whatever his roles are, and what comes late comes to nobody. */
export function forgetPerson(): void {
  endSitting()
  for (const begin of starts.values()) begin()
}

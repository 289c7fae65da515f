import { type ItemState, isOpen } from '../completeness/item-state.ts'
import { type Stage, stagesUpTo } from '../completeness/stages.ts'
import { nextGate } from '../loan-case/next-gate.ts'
import type { State } from '../loan-case/states.ts'
import type { ItemView } from './views.ts'

/** How many blocking items of one stage are still open. @example openByStageOf(view.items, 'INTAKE') // 0: it may be accepted */
export const openByStageOf = (items: readonly ItemView[], stage: Stage): number =>
  items.filter((item) => item.stage === stage && item.severity === 'BLOCK' && isOpen(item.state as ItemState)).length

/** The items of the gate ahead and those before it: what a checker works through now; all of them once no gate lies ahead. */
export function itemsAhead(items: readonly ItemView[], state: string): readonly ItemView[] {
  const gate = nextGate(state as State)
  if (gate === null) return items
  const stages: readonly string[] = stagesUpTo(gate)
  return items.filter((item) => stages.includes(item.stage))
}

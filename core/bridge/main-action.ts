import type { Action } from './actions.ts'
import { openByStageOf } from './open-items.ts'
import type { CaseView } from './views.ts'

/**
 * The one action a case page puts first for this person: the next of the line that he may do. A complete paper file is
 * accepted, an incomplete one gets its notice. Null when it is somebody else's turn.
 * @example mainAction(view) // 'ACCEPT'
 */
export function mainAction(view: Pick<CaseView, 'actions' | 'items'>): Action | null {
  const other: Action = openByStageOf(view.items, 'INTAKE') === 0 ? 'NOTICE' : 'ACCEPT'
  const found = view.actions.find(({ action, allowed }) => allowed && action !== 'WITHDRAW' && action !== other)
  return (found?.action as Action | undefined) ?? null
}

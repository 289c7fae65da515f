import type { Action } from './actions.ts'
import type { CaseView } from './views.ts'

/**
 * The one thing to do next on a case, of what this person may do: a complete paper file is accepted, an incomplete one
 * gets its notice; withdrawing is never next. Null when nothing is open to this person.
 * @example nextAction({ actions: [{ action: 'SCORE', allowed: true, code: null }], items: [] }) // 'SCORE'
 */
export function nextAction({ actions, items }: Pick<CaseView, 'actions' | 'items'>): Action | null {
  const complete = items.every((item) => item.stage !== 'INTAKE' || item.severity !== 'BLOCK' || item.state === 'OK' || item.state === 'WAIVED')
  const found = actions.find(({ allowed, action }) => allowed && action !== 'WITHDRAW' && action !== (complete ? 'NOTICE' : 'ACCEPT'))
  return (found?.action ?? null) as Action | null
}

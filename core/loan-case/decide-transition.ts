import { ok, type Result, refuse } from '../kernel/result.ts'
import type { GateFacts } from './gate-facts.ts'
import { checkGate } from './gates.ts'
import { GUARDS } from './guards.ts'
import type { State } from './states.ts'
import { type Action, transitionFor } from './transitions.ts'

/**
 * Whether this person may do this to a case in this state now, and where it goes. Checks, in this order: the table, the
 * open business day, the role, the gate's papers, the work that must be done, the guards. The first refusal is returned:
 * TRANSITION_NOT_ALLOWED, DAY_NOT_OPEN, ROLE_MISSING, GATE_CLOSED, STEP_NOT_DONE, or the guard's own code.
 * Source: domain 1.4, 10.2; rulings 1–4, 7.
 * @example decideTransition('DOC_CHECK', 'accept', facts) // { ok: true, value: 'ACCEPTED' }
 */
export function decideTransition(state: State, action: Action, facts: GateFacts): Result<State> {
  const transition = transitionFor(state, action)
  if (transition === undefined) return refuse('TRANSITION_NOT_ALLOWED', { state, action })
  if (!facts.dayOpen) return refuse('DAY_NOT_OPEN')
  if (!transition.roles.some((role) => facts.actor.roles.includes(role))) return refuse('ROLE_MISSING', { roles: transition.roles })
  if (transition.gate !== undefined) {
    const gate = checkGate(transition.gate, facts.openItems)
    if (!gate.ok) return gate
  }
  const undone = transition.needs.find((milestone) => !facts.done.has(milestone))
  if (undone !== undefined) return refuse('STEP_NOT_DONE', { milestone: undone })
  for (const name of transition.guards) {
    const guard = GUARDS[name](facts)
    if (!guard.ok) return guard
  }
  return ok(transition.to)
}

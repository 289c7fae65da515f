import { ok, type Result, refuse } from '../kernel/result.ts'
import type { In, LoanCase } from './loan-case.ts'
import type { State } from './states.ts'

/**
 * Narrows a case that came from the database to the states a use case can work with; the one place that does.
 * Refuses TRANSITION_NOT_ALLOWED naming the state it is in.
 * @example const draft = requireStage(loanCase, 'DRAFT')
 */
export function requireStage<S extends State>(loanCase: LoanCase, ...states: readonly S[]): Result<In<S>> {
  const isOneOf = (found: LoanCase): found is In<S> & LoanCase => (states as readonly State[]).includes(found.state)
  return isOneOf(loanCase) ? ok(loanCase) : refuse('TRANSITION_NOT_ALLOWED', { state: loanCase.state, expected: states })
}

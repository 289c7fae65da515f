import type { Action } from '../../../core/bridge/actions.ts'
import type { State } from '../../../core/loan-case/states.ts'

/** Where each action is done: the name of the route. What has no page of its own is done on the case. */
const PAGE_OF_ACTION: Partial<Record<Action, string>> = {
  SUBMIT: 'intake',
  NOTICE: 'notice',
  RESUME: 'papers',
  ACCEPT: 'papers',
  RECORD_SURVEY: 'survey',
  CONFIRM_SURVEY: 'survey',
  SCORE: 'score',
  TO_REVIEW: 'score',
  REVIEW: 'approval',
  DECIDE: 'approval',
  DISCLOSE: 'contract',
  DRAW_UP: 'contract',
  SIGN: 'signing',
  TO_REGISTRATION: 'collateral',
  PROGRESS_REGISTRATION: 'collateral',
  PROVE_REGISTRATION: 'collateral',
  CONFIRM_REGISTRATION: 'collateral',
  MAKE_READY: 'disbursement',
  PREPARE_RELEASE: 'disbursement',
  RELEASE: 'disbursement',
  PREPARE_VOLUME: 'filing',
  FILE: 'filing',
}
const PAGE_OF_STATE: Partial<Record<State, string>> = {
  DRAFT: 'intake',
  DOC_CHECK: 'papers',
  DEFICIENT: 'papers',
  SURVEY: 'survey',
  SCORED: 'score',
  REVIEW: 'approval',
  APPROVAL: 'approval',
  COST_DISCLOSED: 'contract',
  CONTRACTED: 'signing',
  COLLATERAL: 'collateral',
  READY: 'disbursement',
  DISBURSED: 'disbursement',
  ACTIVE: 'filing',
}

/** The page for what waits for a person. @example pageOfTodo('CHECK_PAPERS') // 'papers' */
export const pageOfTodo = (todo: string): string => (todo === 'CHECK_PAPERS' ? 'papers' : (PAGE_OF_ACTION[todo as Action] ?? 'case'))
/** The page where a case of this state is worked on. @example pageOfState('DOC_CHECK') // 'papers' */
export const pageOfState = (state: string): string => PAGE_OF_STATE[state as State] ?? 'case'

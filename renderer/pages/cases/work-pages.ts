import type { Action } from '../../../core/bridge/actions.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { STEP_PAGES } from '../../composables/step-pages.ts'

/** Where a case of each state is worked on; what has no page of its own is done on the case. */
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
export const pageOfTodo = (todo: string): string => (todo === 'CHECK_PAPERS' ? 'papers' : (STEP_PAGES[todo as Action] ?? 'case'))
/** The page where a case of this state is worked on. @example pageOfState('DOC_CHECK') // 'papers' */
export const pageOfState = (state: string): string => PAGE_OF_STATE[state as State] ?? 'case'

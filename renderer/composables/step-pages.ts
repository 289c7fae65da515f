import type { Action } from '../../core/bridge/actions.ts'

/** The page on which each action is done; null for those that a dialog over any page does. The one map from action to route. */
export const STEP_PAGES = {
  SUBMIT: 'intake',
  NOTICE: 'notice',
  RESUME: 'papers',
  ACCEPT: 'papers',
  ASSIGN: 'survey',
  RECORD_SURVEY: 'survey',
  CONFIRM_SURVEY: 'survey',
  SCORE: 'score',
  TO_REVIEW: 'score',
  REVIEW: 'approval',
  DECIDE: 'approval',
  REAPPROVE: 'contract',
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
  WITHDRAW: null,
} as const satisfies Record<Action, string | null>

export type StepPage = NonNullable<(typeof STEP_PAGES)[Action]>

/** Where an action is done. @example stepRoute('SCORE', caseId) // { name: 'score', params: { caseId } } */
export function stepRoute(action: Action, caseId: string): { name: StepPage; params: { caseId: string } } | null {
  const name = STEP_PAGES[action]
  return name && { name, params: { caseId } }
}

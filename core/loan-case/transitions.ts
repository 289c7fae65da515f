import type { GateStage } from '../completeness/stages.ts'
import type { Role } from '../kernel/people.ts'
import type { Milestone } from './gate-facts.ts'
import type { GuardName } from './guards.ts'
import { SERVICING_TRANSITIONS } from './servicing-transitions.ts'
import type { State } from './states.ts'

/** What a person does to a case. An action on its own state (from = to) records work; the others move the case. */
export const ACTIONS = [
  'submit',
  'giveNotice',
  'resume',
  'accept',
  'assign',
  'score',
  'sendToReview',
  'agree',
  'returnToSurvey',
  'approve',
  'escalate',
  'returnToReview',
  'takeHeadOfficeDecision',
  'disclose',
  'drawUp',
  'sign',
  'toRegistration',
  'ready',
  'prepare',
  'release',
  'activate',
  'file',
  'reapprove',
  'reject',
  'withdraw',
  'markOverdue',
  'clearArrears',
  'extend',
  'renew',
  'resumeRepayment',
  'settle',
  'transfer',
  'archive',
] as const
export type Action = (typeof ACTIONS)[number]

/** One allowed step: who may take it, which gate it passes, what must be done and what must hold. */
export interface Transition {
  readonly from: State
  readonly to: State
  readonly action: Action
  readonly roles: readonly Role[]
  readonly gate?: GateStage
  readonly needs: readonly Milestone[]
  readonly guards: readonly GuardName[]
}

const row = (
  from: State,
  action: Action,
  to: State,
  roles: readonly Role[],
  rules: { readonly gate?: GateStage; readonly needs?: readonly Milestone[]; readonly guards?: readonly GuardName[] } = {},
): Transition => ({ from, to, action, roles, needs: [], guards: [], ...rules })

const T: readonly Role[] = ['TELLER']
const CM: readonly Role[] = ['ACCOUNT_MANAGER']
const COUNTER: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER']
const RV: readonly Role[] = ['REVIEWER']
const BM: readonly Role[] = ['BRANCH_MANAGER']
const PO: readonly Role[] = ['DISBURSEMENT_OFFICER']

/** From approval to the signed contract; the same steps follow head office's decision. */
const afterDecision = (from: 'APPROVAL' | 'HO_PENDING'): readonly Transition[] => [
  row(from, 'disclose', 'COST_DISCLOSED', COUNTER, {
    gate: 'APPROVE',
    needs: ['DISCLOSURE_SIGNED'],
    guards: ['DISCLOSURE_DUE', 'APPROVAL_VALID', 'FOUR_EYES'],
  }),
  row(from, 'drawUp', from, CM, { gate: 'APPROVE', guards: ['DISCLOSURE_NOT_DUE', 'APPROVAL_VALID', 'FOUR_EYES'] }),
  row(from, 'sign', 'CONTRACTED', PO, {
    gate: 'APPROVE',
    needs: ['CONTRACT_DRAWN_UP', 'CONTRACT_SIGNED'],
    guards: ['DISCLOSURE_NOT_DUE', 'APPROVAL_VALID', 'FOUR_EYES', 'MAKER_KNOWN', 'ACTOR_DID_NOT_DRAW_UP'],
  }),
]

/** The line of rulings 1, with the gates of rulings 2 and the guards of domain 1.4. */
const LINE: readonly Transition[] = [
  row('DRAFT', 'submit', 'DOC_CHECK', T, { needs: ['APPLICATION_VALID'], guards: ['SUBMISSION_PAPERS'] }),
  row('DOC_CHECK', 'giveNotice', 'DEFICIENT', COUNTER, { needs: ['NOTICE_ISSUED'], guards: ['INTAKE_BLOCKED'] }),
  row('DEFICIENT', 'resume', 'DOC_CHECK', T),
  row('DOC_CHECK', 'accept', 'ACCEPTED', COUNTER, { gate: 'INTAKE', guards: ['ACTOR_DID_NOT_SUBMIT'] }),
  row('ACCEPTED', 'assign', 'SURVEY', ['BRANCH_MANAGER', 'ACCOUNT_MANAGER'], { guards: ['TWO_MANAGERS'] }),
  row('SURVEY', 'score', 'SCORED', CM, { needs: ['SURVEY_CONFIRMED', 'FIRST_LOAN_DETERMINED', 'SCORED_ON_CURRENT_INPUT'], guards: ['TWO_MANAGERS'] }),
  row('SCORED', 'sendToReview', 'REVIEW', CM, { gate: 'SURVEY', needs: ['SCORED_ON_CURRENT_INPUT'], guards: ['TWO_MANAGERS'] }),
  row('SCORED', 'reject', 'REJECTED', BM, { needs: ['HARD_RULE_HIT'], guards: ['ACTOR_DID_NOT_SURVEY'] }),
  row('REVIEW', 'agree', 'APPROVAL', RV, { guards: ['TWO_MANAGERS', 'ACTOR_DID_NOT_SURVEY'] }),
  row('REVIEW', 'returnToSurvey', 'SURVEY', RV, { guards: ['ACTOR_DID_NOT_SURVEY'] }),
  row('REVIEW', 'reject', 'REJECTED', RV, { guards: ['ACTOR_DID_NOT_SURVEY'] }),
  row('APPROVAL', 'approve', 'APPROVAL', BM, { needs: ['WITHIN_AUTHORITY', 'LIMITS_RECHECKED'], guards: ['ACTOR_DID_NOT_SURVEY', 'ACTOR_DID_NOT_REVIEW'] }),
  row('APPROVAL', 'escalate', 'HO_PENDING', BM, { needs: ['LIMITS_RECHECKED'], guards: ['ACTOR_DID_NOT_SURVEY', 'ACTOR_DID_NOT_REVIEW'] }),
  row('APPROVAL', 'returnToReview', 'REVIEW', BM, { guards: ['ACTOR_DID_NOT_SURVEY', 'ACTOR_DID_NOT_REVIEW'] }),
  row('APPROVAL', 'reject', 'REJECTED', BM, { guards: ['ACTOR_DID_NOT_SURVEY', 'ACTOR_DID_NOT_REVIEW'] }),
  row('HO_PENDING', 'takeHeadOfficeDecision', 'HO_PENDING', BM, { needs: ['HEAD_OFFICE_DECIDED'] }),
  row('HO_PENDING', 'returnToReview', 'REVIEW', BM, { needs: ['HEAD_OFFICE_DECIDED'] }),
  row('HO_PENDING', 'reject', 'REJECTED', BM, { needs: ['HEAD_OFFICE_DECIDED', 'HEAD_OFFICE_REFUSED'] }),
  ...afterDecision('APPROVAL'),
  ...afterDecision('HO_PENDING'),
  // Interest counts days: where the table signed earlier no longer covers the contract, it is made and signed anew.
  row('COST_DISCLOSED', 'disclose', 'COST_DISCLOSED', COUNTER, {
    gate: 'APPROVE',
    needs: ['DISCLOSURE_SIGNED'],
    guards: ['DISCLOSURE_DUE', 'APPROVAL_VALID', 'FOUR_EYES'],
  }),
  row('COST_DISCLOSED', 'drawUp', 'COST_DISCLOSED', CM, { gate: 'APPROVE', guards: ['APPROVAL_VALID', 'FOUR_EYES', 'DISCLOSURE_FILED'] }),
  row('COST_DISCLOSED', 'sign', 'CONTRACTED', PO, {
    gate: 'APPROVE',
    needs: ['DISCLOSURE_SIGNED', 'CONTRACT_DRAWN_UP', 'CONTRACT_SIGNED'],
    guards: ['DISCLOSURE_FILED', 'APPROVAL_VALID', 'FOUR_EYES', 'MAKER_KNOWN', 'ACTOR_DID_NOT_DRAW_UP'],
  }),
  row('CONTRACTED', 'toRegistration', 'COLLATERAL', ['ACCOUNT_MANAGER', 'ARCHIVIST'], { gate: 'SIGN', guards: ['MORTGAGE_DUE', 'FOUR_EYES'] }),
  row('CONTRACTED', 'ready', 'READY', ['DISBURSEMENT_OFFICER', 'ACCOUNT_MANAGER'], { gate: 'SIGN', guards: ['MORTGAGE_NOT_DUE', 'FOUR_EYES'] }),
  row('COLLATERAL', 'ready', 'READY', ['DISBURSEMENT_OFFICER', 'ACCOUNT_MANAGER'], { gate: 'SIGN', guards: ['REGISTRATION_EFFECTIVE', 'FOUR_EYES'] }),
  row('READY', 'prepare', 'READY', PO, { guards: ['REGISTRATION_EFFECTIVE', 'APPROVAL_VALID'] }),
  row('READY', 'release', 'DISBURSED', BM, {
    gate: 'DISBURSE',
    needs: ['DISBURSEMENT_PREPARED', 'FIRST_LOAN_FROZEN', 'VOUCHER_CONFIRMED'],
    guards: ['REGISTRATION_EFFECTIVE', 'APPROVAL_VALID', 'FOUR_EYES', 'PREPARER_KNOWN', 'ACTOR_DID_NOT_PREPARE'],
  }),
]

/** An approval that ran out or that the case has left is given anew, before or after signing; what follows it is then done again (invariant 6, ADR 0130). */
const REAPPROVALS: readonly Transition[] = [
  ...(['APPROVAL', 'HO_PENDING'] as const).map((from) => row(from, 'reapprove', 'APPROVAL', CM, { guards: ['APPROVAL_GIVEN', 'APPROVAL_VOID'] })),
  ...(['COST_DISCLOSED', 'CONTRACTED', 'COLLATERAL', 'READY'] as const).map((from) => row(from, 'reapprove', 'APPROVAL', CM, { guards: ['APPROVAL_VOID'] })),
]

/** Until the money is out the customer may walk away; once the contract is signed the manager lets him. */
const WITHDRAWALS: readonly Transition[] = [
  ...(['DRAFT', 'DOC_CHECK', 'DEFICIENT', 'ACCEPTED', 'SURVEY', 'SCORED', 'REVIEW', 'APPROVAL', 'HO_PENDING', 'COST_DISCLOSED'] as const).map((from) =>
    row(from, 'withdraw', 'WITHDRAWN', COUNTER),
  ),
  ...(['CONTRACTED', 'COLLATERAL', 'READY'] as const).map((from) => row(from, 'withdraw', 'WITHDRAWN', BM)),
]

/** Every transition there is. What is not here is not allowed. */
export const TRANSITIONS: readonly Transition[] = [...LINE, ...REAPPROVALS, ...WITHDRAWALS, ...SERVICING_TRANSITIONS]

/** The one row for an action in a state. @example transitionFor('DRAFT', 'accept') // undefined */
export const transitionFor = (state: State, action: Action): Transition | undefined =>
  TRANSITIONS.find((transition) => transition.from === state && transition.action === action)

/** The actions a state knows at all, for the case page. */
export const actionsFrom = (state: State): readonly Action[] =>
  TRANSITIONS.filter((transition) => transition.from === state).map((transition) => transition.action)

/** The steps that lend: nobody on a risk list of head office goes through them. A case can always be rejected, returned or withdrawn. */
export const LENDING_STEPS: readonly Action[] = ['approve', 'escalate', 'takeHeadOfficeDecision', 'sign', 'release']

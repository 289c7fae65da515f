import type { Approval, Brings, In } from './loan-case.ts'
import type { State } from './states.ts'

/*
 * Moves on the line as typed functions: a move from the wrong state, or without what the next state must carry, does not
 * compile. They are called after `decideTransition` said yes. Each raises the version.
 */
const move = <From extends State, To extends State, Brought extends object>(loanCase: In<From>, state: To, brought: Brought) => ({
  ...loanCase,
  ...brought,
  state,
  version: loanCase.version + 1,
})

/** @example submit(draft, { submittedBy, submittedAt }) */
export const submit = (from: In<'DRAFT'>, brought: Brings<'DRAFT', 'DOC_CHECK'>): In<'DOC_CHECK'> => move(from, 'DOC_CHECK', brought)
export const giveNotice = (from: In<'DOC_CHECK'>, brought: Brings<'DOC_CHECK', 'DEFICIENT'>): In<'DEFICIENT'> => move(from, 'DEFICIENT', brought)
export function resume(from: In<'DEFICIENT'>): In<'DOC_CHECK'> {
  const { noticeDueOn: _answered, ...submitted } = from
  return { ...submitted, state: 'DOC_CHECK', version: from.version + 1 }
}
export const accept = (from: In<'DOC_CHECK'>, brought: Brings<'DOC_CHECK', 'ACCEPTED'>): In<'ACCEPTED'> => move(from, 'ACCEPTED', brought)
export const assign = (from: In<'ACCEPTED'>, brought: Brings<'ACCEPTED', 'SURVEY'>): In<'SURVEY'> => move(from, 'SURVEY', brought)
export const score = (from: In<'SURVEY'>, brought: Brings<'SURVEY', 'SCORED'>): In<'SCORED'> => move(from, 'SCORED', brought)
export const sendToReview = (from: In<'SCORED'>): In<'REVIEW'> => move(from, 'REVIEW', {})
/** A returned case loses its score: it is scored again on the corrected survey. */
export function returnToSurvey(from: In<'REVIEW'>): In<'SURVEY'> {
  const { scoredAt: _withdrawn, ...surveyed } = from
  return { ...surveyed, state: 'SURVEY', version: from.version + 1 }
}
export const agree = (from: In<'REVIEW'>, reviewer: In<'APPROVAL'>['reviewer']): In<'APPROVAL'> => move(from, 'APPROVAL', { reviewer, approval: null })
export const approve = (from: In<'APPROVAL'>, approval: Approval): In<'APPROVAL'> => move(from, 'APPROVAL', { approval })
export const escalate = (from: In<'APPROVAL'>): In<'HO_PENDING'> => move(from, 'HO_PENDING', { approval: null })
export const takeHeadOfficeDecision = (from: In<'HO_PENDING'>, approval: Approval): In<'HO_PENDING'> => move(from, 'HO_PENDING', { approval })
/** A returned case loses reviewer and decision: both are given again. */
export function returnToReview(from: In<'APPROVAL'>): In<'REVIEW'> {
  const { reviewer: _reviewer, approval: _approval, ...scored } = from
  return { ...scored, state: 'REVIEW', version: from.version + 1 }
}
export const disclose = (from: In<'APPROVAL' | 'HO_PENDING'>, approval: Approval, disclosedOn: In<'COST_DISCLOSED'>['disclosedOn']): In<'COST_DISCLOSED'> =>
  move(from, 'COST_DISCLOSED', { approval, disclosedOn })
/** Signing after the disclosure. */
export const sign = (from: In<'COST_DISCLOSED'>, brought: Brings<'COST_DISCLOSED', 'CONTRACTED'>): In<'CONTRACTED'> => move(from, 'CONTRACTED', brought)
/** Signing where no disclosure is due. */
export const signUndisclosed = (from: In<'APPROVAL' | 'HO_PENDING'>, approval: Approval, brought: Brings<'COST_DISCLOSED', 'CONTRACTED'>): In<'CONTRACTED'> =>
  move(from, 'CONTRACTED', { ...brought, approval, disclosedOn: null })
export const toRegistration = (from: In<'CONTRACTED'>): In<'COLLATERAL'> => move(from, 'COLLATERAL', {})
/** A loan on credit has no registration to wait for. */
export const readyOnCredit = (from: In<'CONTRACTED'>): In<'READY'> => move(from, 'READY', { registeredOn: null, disbursementPreparer: null })
export const readyRegistered = (from: In<'COLLATERAL'>, registeredOn: NonNullable<In<'READY'>['registeredOn']>): In<'READY'> =>
  move(from, 'READY', { registeredOn, disbursementPreparer: null })
export const prepare = (from: In<'READY'>, disbursementPreparer: In<'DISBURSED'>['disbursementPreparer']): In<'READY'> =>
  move(from, 'READY', { disbursementPreparer })
export const release = (
  from: In<'READY'>,
  brought: Pick<In<'DISBURSED'>, 'disbursementPreparer' | 'releasedBy' | 'disbursedOn' | 'firstLoan'>,
): In<'DISBURSED'> => move(from, 'DISBURSED', brought)
export const activate = (from: In<'DISBURSED'>): In<'ACTIVE'> => move(from, 'ACTIVE', {})
export const settle = (from: In<'ACTIVE' | 'OVERDUE'>, settledOn: In<'SETTLED'>['settledOn']): In<'SETTLED'> => move(from, 'SETTLED', { settledOn })

import type { Condition, ConditionCode } from '../../../core/disbursement/conditions.ts'
import type { OwnCondition } from '../../../core/disbursement/own-conditions.ts'
import type { Precedent, PrecedentLine } from '../../../templates/slips/disbursement-checklist.v1.ts'

/** How the checklist's conditions stand on its paper (D708). */
const PRECEDENT_OF: Partial<Record<ConditionCode, Precedent>> = {
  IDS_VALID: 'IDS_VALID',
  CONTRACT_SIGNED: 'CONTRACT_SIGNED',
  COST_DISCLOSED: 'COST_DISCLOSED',
  APPROVAL_VALID: 'APPROVAL_VALID',
  COLLATERAL_EFFECTIVE: 'COLLATERAL_EFFECTIVE',
  REGISTRY_RECHECKED: 'REGISTRY_RECHECKED',
  INSURED: 'INSURANCE',
  FIRST_LOAN_RECHECKED: 'FIRST_LOAN_RECHECKED',
  PAYMENT_FITS: 'PAYMENT_PAPERS',
}

/** What a case has of its own: without a mortgage there is no registry to ask, without a commercial house no policy. */
export interface Applies {
  readonly mortgage: boolean
  readonly insurance: boolean
  readonly disclosure: boolean
}
const applies = (precedent: Precedent, { mortgage, insurance, disclosure }: Applies): boolean => {
  if (precedent === 'COLLATERAL_EFFECTIVE' || precedent === 'REGISTRY_RECHECKED') return mortgage
  if (precedent === 'INSURANCE') return insurance
  return precedent !== 'COST_DISCLOSED' || disclosure
}

/** The lines of the checklist: each condition precedent, then the approval's own conditions. */
export function checklistLines(conditions: readonly Condition[], own: readonly OwnCondition[], of: Applies): PrecedentLine[] {
  const lines = conditions.flatMap(({ code, met, open }): PrecedentLine[] => {
    const precedent = PRECEDENT_OF[code]
    if (!precedent) return []
    if (!applies(precedent, of)) return [{ precedent, state: 'NOT_APPLICABLE', note: '' }]
    return [{ precedent, state: met ? 'MET' : 'NOT_MET', note: open.join(' ') }]
  })
  const confirmed = own.map(
    ({ condition, basis }): PrecedentLine => ({ precedent: 'CONDITION', state: basis === null ? 'NOT_MET' : 'MET', note: condition, basis }),
  )
  return [...lines, ...confirmed]
}

import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import type { Role } from '../kernel/people.ts'

/** What the disbursement checklist reads (D708; domain 1.4 state 11, 5.1, 6.1). Null where the product does not ask for it. */
export interface DisbursementFacts {
  readonly today: DateOnly
  readonly dayOpen: boolean
  /** Blocking items of every stage up to DISBURSE still open; POST items never count (rulings 2). */
  readonly openItems: readonly string[]
  readonly approvalValidUntil: DateOnly
  /** Conditions of the approval nobody confirmed, by their words. */
  readonly unmetConditions: readonly string[]
  readonly disclosureSignedOn: DateOnly | null
  readonly disclosureDue: boolean
  readonly contractSignedOn: DateOnly | null
  /** The register of the signing, or its evidence (D705) as filed. */
  readonly faceToFace: boolean
  /** What keeps the signed contracts from being whole; empty where nothing is asked or nothing is missing. */
  readonly signedSetGaps: readonly string[]
  /** The value date of the IOU and the schedule made for this payment. */
  readonly valueDate: DateOnly
  /** Fields in which case, contract or payment leave what was approved. */
  readonly termsDiffering: readonly string[]
  /** When each signer's identity document runs out; null = long-term. */
  readonly idsExpireOn: readonly (DateOnly | null)[]
  readonly registrationState: string | null
  readonly registryCheckedOn: DateOnly | null
  readonly insuredUntil: DateOnly | null
  readonly insuranceNeededUntil: DateOnly | null
  readonly firstLoanCheckedOn: DateOnly | null
  /** Refusal code of the payment rule, or null when the payment fits. */
  readonly paymentRefusal: string | null
}

export interface DisbursementLimits {
  readonly firstLoanRecheckDays: number
  readonly registryRecheckDays: number
}

export const CONDITION_CODES = [
  'DAY_OPEN',
  'DOCUMENTS_COMPLETE',
  'APPROVAL_VALID',
  'CONDITIONS_MET',
  'COST_DISCLOSED',
  'CONTRACT_SIGNED',
  'SIGNED_SET_BACK',
  'TERMS_AS_APPROVED',
  'VALUE_DATE_TODAY',
  'IDS_VALID',
  'COLLATERAL_EFFECTIVE',
  'REGISTRY_RECHECKED',
  'INSURED',
  'FIRST_LOAN_RECHECKED',
  'PAYMENT_FITS',
] as const
export type ConditionCode = (typeof CONDITION_CODES)[number]

/** One line of the checklist: met or not, who is to act, and what is open. */
export interface Condition {
  readonly code: ConditionCode
  readonly met: boolean
  readonly actor: Role
  readonly open: readonly string[]
}

/** `checkedOn` lies not in the future and not more than `days` back. */
const fresh = (checkedOn: DateOnly | null, today: DateOnly, days: number): boolean =>
  checkedOn !== null && checkedOn <= today && daysBetween(checkedOn, today) <= days

type Judge = (facts: DisbursementFacts, limits: DisbursementLimits) => { readonly met: boolean; readonly open?: readonly string[] }
const mortgage = (facts: DisbursementFacts): boolean => facts.registrationState !== null

const JUDGES: Readonly<Record<ConditionCode, readonly [Role, Judge]>> = {
  DAY_OPEN: ['BRANCH_MANAGER', ({ dayOpen }) => ({ met: dayOpen })],
  DOCUMENTS_COMPLETE: ['TELLER', ({ openItems }) => ({ met: openItems.length === 0, open: openItems })],
  APPROVAL_VALID: [
    'BRANCH_MANAGER',
    ({ approvalValidUntil, today }) => ({ met: approvalValidUntil >= today, open: approvalValidUntil >= today ? [] : [approvalValidUntil] }),
  ],
  CONDITIONS_MET: ['DISBURSEMENT_OFFICER', ({ unmetConditions }) => ({ met: unmetConditions.length === 0, open: unmetConditions })],
  COST_DISCLOSED: [
    'ACCOUNT_MANAGER',
    ({ disclosureDue, disclosureSignedOn, contractSignedOn }) => ({
      met: !disclosureDue || (disclosureSignedOn !== null && (contractSignedOn === null || disclosureSignedOn <= contractSignedOn)),
    }),
  ],
  CONTRACT_SIGNED: [
    'DISBURSEMENT_OFFICER',
    ({ contractSignedOn, faceToFace, today }) => ({
      met: contractSignedOn !== null && contractSignedOn <= today && faceToFace,
      open: faceToFace ? [] : ['FACE_TO_FACE_MISSING'],
    }),
  ],
  SIGNED_SET_BACK: ['TELLER', ({ signedSetGaps }) => ({ met: signedSetGaps.length === 0, open: signedSetGaps })],
  TERMS_AS_APPROVED: ['ACCOUNT_MANAGER', ({ termsDiffering }) => ({ met: termsDiffering.length === 0, open: termsDiffering })],
  /** Interest runs from the day the money leaves: what was made for another day is made again. */
  VALUE_DATE_TODAY: ['DISBURSEMENT_OFFICER', ({ valueDate, today }) => ({ met: valueDate === today, open: valueDate === today ? [] : [valueDate] })],
  IDS_VALID: ['TELLER', ({ idsExpireOn, today }) => ({ met: idsExpireOn.length > 0 && idsExpireOn.every((expiry) => expiry === null || expiry >= today) })],
  COLLATERAL_EFFECTIVE: [
    'ARCHIVIST',
    (facts) => ({
      met: !mortgage(facts) || facts.registrationState === 'EFFECTIVE',
      open: facts.registrationState === null || facts.registrationState === 'EFFECTIVE' ? [] : [facts.registrationState],
    }),
  ],
  REGISTRY_RECHECKED: [
    'DISBURSEMENT_OFFICER',
    (facts, limits) => ({ met: !mortgage(facts) || fresh(facts.registryCheckedOn, facts.today, limits.registryRecheckDays) }),
  ],
  INSURED: [
    'ACCOUNT_MANAGER',
    ({ insuredUntil, insuranceNeededUntil }) => ({ met: insuranceNeededUntil === null || (insuredUntil !== null && insuredUntil >= insuranceNeededUntil) }),
  ],
  FIRST_LOAN_RECHECKED: ['ACCOUNT_MANAGER', (facts, limits) => ({ met: fresh(facts.firstLoanCheckedOn, facts.today, limits.firstLoanRecheckDays) })],
  PAYMENT_FITS: ['DISBURSEMENT_OFFICER', ({ paymentRefusal }) => ({ met: paymentRefusal === null, open: paymentRefusal === null ? [] : [paymentRefusal] })],
}

/**
 * The disbursement checklist: every condition in order, each met or open, with the role that is to act. What the product does not
 * ask for counts as met. The loan may be released only when all are (domain 1.4 state 12).
 *
 * @example disbursementConditions(facts, parameters).filter(({ met }) => !met)
 */
export function disbursementConditions(facts: DisbursementFacts, limits: DisbursementLimits): Condition[] {
  return CONDITION_CODES.map((code) => {
    const [actor, judge] = JUDGES[code]
    const { met, open = [] } = judge(facts, limits)
    return { code, met, actor, open }
  })
}

/** Whether nothing is open. @example mayDisburse(disbursementConditions(facts, parameters)) */
export const mayDisburse = (conditions: readonly Condition[]): boolean => conditions.every(({ met }) => met)

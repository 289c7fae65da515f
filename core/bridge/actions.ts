import type { StaffId } from '../kernel/ids.ts'
import { hasRole, type Role, type Session } from '../kernel/people.ts'
import { registrationDue, type SecurityMode } from '../product/vocabulary.ts'
import type { Channel } from './bridge.ts'
import { calls } from './bridge.ts'

/** What the page must know of a case to offer actions: states and who did what. No personal data of customers. */
export interface CaseSituation {
  readonly state: string
  readonly security: SecurityMode
  /** The all-in cost table is due before the contract: not for an enterprise. */
  readonly disclosureDue: boolean
  readonly submittedBy: StaffId | null
  readonly firstManager: StaffId | null
  readonly secondManager: StaffId | null
  readonly reviewer: StaffId | null
  readonly surveyRecorded: boolean
  readonly surveyConfirmed: boolean
  readonly approved: boolean
  /** Approved once, and the last day of the approval is over. */
  readonly approvalRunOut: boolean
  /** The case, its contract or its payment says something else than what was approved. */
  readonly termsDiffer: boolean
  readonly drawnUpBy: StaffId | null
  readonly registration: string | null
  readonly registrationMaker: StaffId | null
  readonly releasePreparedBy: StaffId | null
  readonly volumePreparedBy: StaffId | null
  readonly filed: boolean
}

type Condition = (situation: CaseSituation) => boolean
type Persons = (situation: CaseSituation) => readonly (StaffId | null)[]
interface ActionRule {
  readonly channel: Channel
  readonly states: readonly string[]
  readonly when?: Condition
  /** Of the roles of the channel, those that count in this situation; all when left out. */
  readonly roles?: (situation: CaseSituation) => readonly Role[]
  /** Persons who may not do this, by four eyes (domain 1.4, 10.2). */
  readonly not?: Persons
  /** When given, only these persons may do it. */
  readonly only?: Persons
}

/** After the cost table where one is due, else straight from the approval (rulings 2). */
const mayDrawUp: Condition = (s) => s.state === 'COST_DISCLOSED' || (s.approved && !s.disclosureDue)
const managers: Persons = (s) => [s.firstManager, s.secondManager]
const BEFORE_SIGNING = ['DRAFT', 'DOC_CHECK', 'DEFICIENT', 'ACCEPTED', 'SURVEY', 'SCORED', 'REVIEW', 'APPROVAL', 'HO_PENDING', 'COST_DISCLOSED']
const SIGNED = ['CONTRACTED', 'COLLATERAL', 'READY']
/** Where a decision may stand, the branch's or head office's, before the contract is signed. */
const DECIDED = ['APPROVAL', 'HO_PENDING', 'COST_DISCLOSED']
/** With the money out; a loan settled before its volume was filed goes to the archive with it. */
const FILED_FROM = ['ACTIVE', 'SETTLED']
/** From the decision until the money is out. */
export const UNDER_APPROVAL: readonly string[] = [...DECIDED, ...SIGNED]

/** The actions of a case page in the order of the line (rulings 1). Use cases decide again; this only offers. */
export const ACTION_RULES = {
  SUBMIT: { channel: 'intake.submit', states: ['DRAFT'] },
  NOTICE: { channel: 'completeness.notice', states: ['DOC_CHECK'] },
  RESUME: { channel: 'completeness.resume', states: ['DEFICIENT'] },
  ACCEPT: { channel: 'completeness.accept', states: ['DOC_CHECK'], not: (s) => [s.submittedBy] },
  ASSIGN: { channel: 'investigation.assign', states: ['ACCEPTED'] },
  RECORD_SURVEY: { channel: 'investigation.record', states: ['SURVEY'], when: (s) => !s.surveyConfirmed, only: (s) => [s.firstManager] },
  CONFIRM_SURVEY: { channel: 'investigation.confirm', states: ['SURVEY'], when: (s) => s.surveyRecorded && !s.surveyConfirmed, only: (s) => [s.secondManager] },
  SCORE: { channel: 'scoring.score', states: ['SURVEY'], when: (s) => s.surveyConfirmed, only: managers },
  TO_REVIEW: { channel: 'approval.toReview', states: ['SCORED'], only: managers },
  REVIEW: { channel: 'approval.review', states: ['REVIEW'], not: managers },
  DECIDE: { channel: 'approval.decide', states: ['APPROVAL'], when: (s) => !s.approved, not: (s) => [...managers(s), s.reviewer] },
  REAPPROVE: { channel: 'approval.reapprove', states: UNDER_APPROVAL, when: (s) => s.approvalRunOut || s.termsDiffer },
  DRAW_UP: { channel: 'contract.drawUp', states: DECIDED, when: (s) => mayDrawUp(s) && s.drawnUpBy === null },
  DISCLOSE: { channel: 'contract.disclose', states: DECIDED, when: (s) => s.disclosureDue && s.approved && s.drawnUpBy === null },
  SIGN: { channel: 'contract.sign', states: DECIDED, when: (s) => mayDrawUp(s) && s.drawnUpBy !== null, not: (s) => [s.drawnUpBy] },
  TO_REGISTRATION: { channel: 'collateral.toRegistration', states: ['CONTRACTED'], when: (s) => registrationDue(s.security) },
  PROGRESS_REGISTRATION: { channel: 'collateral.progress', states: ['COLLATERAL'], when: (s) => s.registration !== 'EFFECTIVE' },
  PROVE_REGISTRATION: { channel: 'collateral.prove', states: ['COLLATERAL'], when: (s) => s.registration === 'DONE' },
  CONFIRM_REGISTRATION: {
    channel: 'collateral.confirm',
    states: ['COLLATERAL'],
    when: (s) => s.registration === 'DONE' && s.registrationMaker !== null,
    not: (s) => [s.registrationMaker],
  },
  MAKE_READY: {
    channel: 'disbursement.ready',
    states: ['CONTRACTED', 'COLLATERAL'],
    when: (s) => (registrationDue(s.security) ? s.registration === 'EFFECTIVE' : s.state === 'CONTRACTED'),
  },
  PREPARE_RELEASE: { channel: 'disbursement.prepare', states: ['READY'] },
  RELEASE: { channel: 'disbursement.release', states: ['READY'], when: (s) => s.releasePreparedBy !== null, not: (s) => [s.releasePreparedBy] },
  PREPARE_VOLUME: { channel: 'archive.prepare', states: FILED_FROM, when: (s) => !s.filed && s.volumePreparedBy === null },
  FILE: { channel: 'archive.file', states: FILED_FROM, when: (s) => !s.filed && s.volumePreparedBy !== null, not: (s) => [s.volumePreparedBy] },
  WITHDRAW: {
    channel: 'case.withdraw',
    states: [...BEFORE_SIGNING, ...SIGNED],
    roles: (s) => (SIGNED.includes(s.state) ? ['BRANCH_MANAGER'] : ['TELLER', 'ACCOUNT_MANAGER']),
  },
} as const satisfies Record<string, ActionRule>
export type Action = keyof typeof ACTION_RULES

/**
 * The actions that belong to this case now; each either allowed, or with the code that says why this person may not.
 * @example actionsFor({ ...situation, state: 'REVIEW' }, reviewer) // [{ action: 'REVIEW', allowed: true, code: null }, …]
 */
export function actionsFor(
  situation: CaseSituation,
  session: Session,
): { action: Action; allowed: boolean; code: 'ROLE_MISSING' | 'DIFFERENT_PERSON_NEEDED' | null }[] {
  return (Object.entries(ACTION_RULES) as [Action, ActionRule][])
    .filter(([, rule]) => rule.states.includes(situation.state) && (rule.when?.(situation) ?? true))
    .map(([action, rule]) => {
      const access = calls[rule.channel].access
      const admitted = typeof access === 'string' || hasRole(session, ...access)
      const roleFits = admitted && (rule.roles === undefined || hasRole(session, ...rule.roles(situation)))
      const person = session.staffId
      const personFits = !(rule.not?.(situation) ?? []).includes(person) && (rule.only?.(situation).includes(person) ?? true)
      const code = !roleFits ? 'ROLE_MISSING' : personFits ? null : 'DIFFERENT_PERSON_NEEDED'
      return { action, allowed: code === null, code }
    })
}

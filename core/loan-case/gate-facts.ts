import type { Stage } from '../completeness/stages.ts'
import type { DateOnly } from '../kernel/calendar.ts'
import type { StaffId } from '../kernel/ids.ts'
import type { Role } from '../kernel/people.ts'

/** Work that must be finished before an action; each is decided by the step that owns it. */
export const MILESTONES = [
  /** Intake: product chosen, every field check passed. */
  'APPLICATION_VALID',
  /** Intake: one complete deficiency notice was printed. */
  'NOTICE_ISSUED',
  /** Investigation: recorded by one account manager and confirmed by the other. */
  'SURVEY_CONFIRMED',
  /** Investigation: first-loan status determined from the credit report (rulings 4). */
  'FIRST_LOAN_DETERMINED',
  /** Scoring: scored on the confirmed survey as it stands now. */
  'SCORED_ON_CURRENT_INPUT',
  /** Scoring: a hard rule of domain 6.1 rejects. */
  'HARD_RULE_HIT',
  /** Approval: amount, grade and exposure within the branch's delegated authority. */
  'WITHIN_AUTHORITY',
  /** Approval: DTI, LTV and limits rechecked. */
  'LIMITS_RECHECKED',
  /** Head office's signed decision was imported. */
  'HEAD_OFFICE_DECIDED',
  /** Head office decided to refuse. */
  'HEAD_OFFICE_REFUSED',
  /** Contract: the case, its contract or its payment no longer says what was approved. */
  'TERMS_DIFFER',
  /** Contract: the cost disclosure table is signed and its hash stored. */
  'DISCLOSURE_SIGNED',
  /** Contract: drawn up from the approved terms, printed and verified. */
  'CONTRACT_DRAWN_UP',
  /** Contract: signed face to face by all who must. */
  'CONTRACT_SIGNED',
  /** Disbursement: checklist signed and conditions precedent met. */
  'DISBURSEMENT_PREPARED',
  /** Disbursement: first-loan status rechecked and frozen (rulings 4). */
  'FIRST_LOAN_FROZEN',
  /** Disbursement: the core system's voucher is recorded. */
  'VOUCHER_CONFIRMED',
  /** Servicing: schedule and post-loan tasks stand. */
  'SERVICING_SET_UP',
  /** Archive: the volume passes its page count and property test. */
  'VOLUME_COMPLETE',
  /** Servicing: an amount is unpaid at day end. */
  'AMOUNT_OVERDUE',
  /** Servicing: no amount is unpaid. */
  'ARREARS_CLEARED',
  /** Servicing: extension or renewal approved, with the consents it needs. */
  'SUPPLEMENT_SIGNED',
  /** Servicing: balance zero, settlement certificate made. */
  'BALANCE_ZERO',
] as const
export type Milestone = (typeof MILESTONES)[number]

/** Who did what in this case: four eyes compare persons, not roles (rulings 7). */
export interface CasePeople {
  readonly submittedBy: StaffId | null
  readonly firstManager: StaffId | null
  readonly secondManager: StaffId | null
  readonly reviewer: StaffId | null
  readonly approver: StaffId | null
  readonly contractMaker: StaffId | null
  readonly disbursementPreparer: StaffId | null
}

/** Everything the lifecycle needs to know to allow an action; the use case collects it. */
export interface GateFacts {
  readonly actor: { readonly staffId: StaffId; readonly roles: readonly Role[] }
  readonly people: CasePeople
  readonly today: DateOnly
  readonly dayOpen: boolean
  /** From `openByStage` of the completeness report: open blocking items of each stage by themselves, as 'D301/B'. */
  readonly openItems: Readonly<Record<Stage, readonly string[]>>
  /** From `missingItems` of the report: required items without any paper, checked or not. */
  readonly missingItems: readonly string[]
  readonly mortgageDue: boolean
  readonly registrationEffective: boolean
  readonly disclosureDue: boolean
  /** The standing decision in favour; null when there is none. */
  readonly approval: { readonly by: 'BRANCH' | 'HEAD_OFFICE'; readonly validUntil: DateOnly } | null
  readonly done: ReadonlySet<Milestone>
}

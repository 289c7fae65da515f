import type { DateOnly, Instant } from '../kernel/calendar.ts'
import type { CaseId, StaffId } from '../kernel/ids.ts'
import type { State } from './states.ts'

interface Opened {
  readonly caseId: CaseId
  /** Grows by one with each change; saving over a newer one is refused (rulings 10). */
  readonly version: number
  readonly applicationNo: string
  readonly productCode: string
  readonly openedBy: StaffId
  readonly openedOn: DateOnly
}
interface Submitted extends Opened {
  readonly submittedBy: StaffId
  readonly submittedAt: Instant
}
interface Deficient extends Submitted {
  readonly noticeDueOn: DateOnly
}
interface Accepted extends Submitted {
  readonly acceptanceNo: string
  readonly acceptedOn: DateOnly
}
interface Surveying extends Accepted {
  readonly firstManager: StaffId
  readonly secondManager: StaffId
}
interface Scored extends Surveying {
  readonly scoredAt: Instant
}
interface Reviewed extends Scored {
  readonly reviewer: StaffId
}
/** The decision in favour; `approver` is null when head office decided. */
export interface Approval {
  readonly approver: StaffId | null
  readonly approvedOn: DateOnly
  readonly validUntil: DateOnly
}
interface Deciding extends Reviewed {
  /** null until decided. Dropped when the case is returned or re-approved. */
  readonly approval: Approval | null
}
interface Approved extends Reviewed {
  readonly approval: Approval
}
interface Disclosed extends Approved {
  readonly disclosedOn: DateOnly
}
interface Contracted extends Approved {
  /** null where no disclosure was due. */
  readonly disclosedOn: DateOnly | null
  readonly contractNo: string
  readonly contractMaker: StaffId
  readonly contractSealer: StaffId
  readonly signedOn: DateOnly
}
interface Ready extends Contracted {
  /** The day the registration became effective; null for a loan on credit. */
  readonly registeredOn: DateOnly | null
  readonly disbursementPreparer: StaffId | null
}
interface Disbursed extends Ready {
  readonly disbursementPreparer: StaffId
  readonly releasedBy: StaffId
  readonly disbursedOn: DateOnly
  /** First-loan status frozen at disbursement (rulings 4). */
  readonly firstLoan: boolean
}
interface Settled extends Disbursed {
  readonly settledOn: DateOnly
}
interface Ended extends Opened {
  readonly endedOn: DateOnly
  readonly reasonCodes: readonly string[]
}
interface Archived extends Opened {
  readonly archivedOn: DateOnly
  readonly archiveNo: string
}

interface Carries {
  readonly DRAFT: Opened
  readonly DOC_CHECK: Submitted
  readonly DEFICIENT: Deficient
  readonly ACCEPTED: Accepted
  readonly SURVEY: Surveying
  readonly SCORED: Scored
  readonly REVIEW: Scored
  readonly APPROVAL: Deciding
  readonly HO_PENDING: Deciding
  readonly COST_DISCLOSED: Disclosed
  readonly CONTRACTED: Contracted
  readonly COLLATERAL: Contracted
  readonly READY: Ready
  readonly DISBURSED: Disbursed
  readonly ACTIVE: Disbursed
  readonly OVERDUE: Disbursed
  readonly EXTENDED: Disbursed
  readonly RENEWED: Disbursed
  readonly SETTLED: Settled
  readonly ARCHIVED: Archived
  readonly TRANSFERRED: Disbursed
  readonly WITHDRAWN: Ended
  readonly REJECTED: Ended
}

/** A case in one state, with what that state must carry. `In<'READY'>` has a signing date; `In<'DRAFT'>` has none. */
export type In<S extends State> = S extends State ? { readonly state: S } & Carries[S] : never
/** Any case: narrows by `state`. */
export type LoanCase = In<State>
/** What state S carries beyond the keys already there in state From: what a move must bring. */
export type Brings<From extends State, To extends State> = Omit<Carries[To], keyof Carries[From] | 'state'>

import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { Fen } from '../../core/kernel/fen.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import type { State } from '../../core/loan-case/states.ts'
import type { ProductLine, SecurityMode } from '../../core/product/vocabulary.ts'
import { type Columns, flag, flagOrNull, json, mapping } from '../columns.ts'

/** Who the case is about: what the list, the search and the duplicate warning need. Sealed; empty strings while a draft lacks them. */
export interface Applicant {
  readonly name: string
  readonly idNumber: string
  readonly phone: string
  /** Null for a consumer. */
  readonly businessName: string | null
  readonly uscc: string | null
  /** The name with variants folded (`nameKey`); left out on rows written before it was kept. */
  readonly nameKey?: string
  /** How the name is read in pinyin, syllables apart by blanks. */
  readonly readings?: readonly string[]
}

/** One row of `loan_case` without its sealed values: every stage's facts side by side, null where the case is not there yet. */
export interface LoanCaseColumns {
  readonly caseId: CaseId
  readonly version: number
  readonly state: State
  readonly applicationNo: string
  readonly acceptanceNo: string | null
  readonly productCode: string
  readonly productLine: ProductLine
  readonly security: SecurityMode
  /** Pinned data versions: product, checklist, scorecard, parameters, templates. */
  readonly packVersions: Readonly<Record<string, string>>
  /** 0 while a draft has none. */
  readonly amountFen: Fen
  readonly tenorMonths: number
  readonly openedBy: StaffId
  readonly openedAt: Instant
  /** The business date. */
  readonly openedOn: DateOnly
  readonly updatedBy: StaffId
  readonly updatedAt: Instant
  readonly dueOn: DateOnly | null
  readonly submittedBy: StaffId | null
  readonly submittedAt: Instant | null
  readonly noticeDueOn: DateOnly | null
  readonly acceptedOn: DateOnly | null
  /** Another person than `submittedBy`; null on a case accepted before this was kept. */
  readonly acceptedBy: StaffId | null
  readonly firstManager: StaffId | null
  readonly secondManager: StaffId | null
  readonly scoredAt: Instant | null
  readonly reviewer: StaffId | null
  /** Null with `approvedOn` set: head office decided. */
  readonly approver: StaffId | null
  readonly approvedOn: DateOnly | null
  readonly approvalValidUntil: DateOnly | null
  readonly disclosedOn: DateOnly | null
  readonly contractNo: string | null
  readonly contractMaker: StaffId | null
  readonly contractSealer: StaffId | null
  readonly signedOn: DateOnly | null
  readonly registeredOn: DateOnly | null
  readonly disbursementPreparer: StaffId | null
  readonly releasedBy: StaffId | null
  readonly disbursedOn: DateOnly | null
  /** First-loan status (rulings 4): declared at intake, determined at survey, frozen at disbursement. */
  readonly firstLoanDeclared: boolean
  readonly firstLoanDetermined: boolean | null
  readonly firstLoanBasis: string | null
  readonly firstLoanFrozen: boolean | null
  readonly settledOn: DateOnly | null
  readonly endedOn: DateOnly | null
  readonly reasonCodes: readonly string[]
  readonly filedAt: Instant | null
  readonly archivedOn: DateOnly | null
  readonly archiveNo: string | null
  /** Checklist counts of the last check, for the list. */
  readonly papersOk: number
  readonly papersNeeded: number
  /** Of the next gate: nothing handed in, and refused or run out. */
  readonly papersMissing: number
  readonly papersRejected: number
  /** Blocking ones that are missing, unjudged or refused. */
  readonly papersOpen: number
}

const COLUMNS: Columns<LoanCaseColumns> = {
  caseId: 'id',
  version: 'version',
  state: 'state',
  applicationNo: 'application_no',
  acceptanceNo: 'acceptance_no',
  productCode: 'product_code',
  productLine: 'product_line',
  security: 'security',
  packVersions: json('pack_versions'),
  amountFen: 'amount_fen',
  tenorMonths: 'tenor_months',
  openedBy: 'opened_by',
  openedAt: 'opened_at',
  openedOn: 'opened_on',
  updatedBy: 'updated_by',
  updatedAt: 'updated_at',
  dueOn: 'due_on',
  submittedBy: 'submitted_by',
  submittedAt: 'submitted_at',
  noticeDueOn: 'notice_due_on',
  acceptedOn: 'accepted_on',
  acceptedBy: 'accepted_by',
  firstManager: 'account_manager_1',
  secondManager: 'account_manager_2',
  scoredAt: 'scored_at',
  reviewer: 'reviewer',
  approver: 'approver',
  approvedOn: 'approved_on',
  approvalValidUntil: 'approval_valid_until',
  disclosedOn: 'disclosed_on',
  contractNo: 'contract_no',
  contractMaker: 'contract_maker',
  contractSealer: 'contract_sealer',
  signedOn: 'signed_on',
  registeredOn: 'registered_on',
  disbursementPreparer: 'disbursement_preparer',
  releasedBy: 'released_by',
  disbursedOn: 'disbursed_on',
  firstLoanDeclared: flag('first_loan_declared'),
  firstLoanDetermined: flagOrNull('first_loan_determined'),
  firstLoanBasis: 'first_loan_basis',
  firstLoanFrozen: flagOrNull('first_loan_frozen'),
  settledOn: 'settled_on',
  endedOn: 'ended_on',
  reasonCodes: json('reason_codes'),
  filedAt: 'filed_at',
  archivedOn: 'archived_on',
  archiveNo: 'archive_no',
  papersOk: 'papers_ok',
  papersNeeded: 'papers_needed',
  papersMissing: 'papers_missing',
  papersRejected: 'papers_rejected',
  papersOpen: 'papers_open',
}
export const loanCaseColumns = mapping<LoanCaseColumns>(COLUMNS)

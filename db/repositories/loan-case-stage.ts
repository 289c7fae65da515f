import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import type { Approval, In, LoanCase } from '../../core/loan-case/loan-case.ts'
import type { LoanCaseColumns as Row } from './loan-case-record.ts'

/** A column that the state must have. @throws Error when it is missing: the row was not written through `withStage` */
function must<T>(value: T | null, name: string): T {
  if (value === null) throw new Error(`a case in this state has no ${name}`)
  return value
}

const opened = ({ caseId, version, applicationNo, productCode, openedBy, openedOn }: Row) => ({
  caseId,
  version,
  applicationNo,
  productCode,
  openedBy,
  openedOn,
})
const submitted = (row: Row) => ({ ...opened(row), submittedBy: must(row.submittedBy, 'submittedBy'), submittedAt: must(row.submittedAt, 'submittedAt') })
const accepted = (row: Row) => ({ ...submitted(row), acceptanceNo: must(row.acceptanceNo, 'acceptanceNo'), acceptedOn: must(row.acceptedOn, 'acceptedOn') })
const surveying = (row: Row) => ({
  ...accepted(row),
  firstManager: must(row.firstManager, 'firstManager'),
  secondManager: must(row.secondManager, 'secondManager'),
})
const scored = (row: Row) => ({ ...surveying(row), scoredAt: must(row.scoredAt, 'scoredAt') })
const reviewed = (row: Row) => ({ ...scored(row), reviewer: must(row.reviewer, 'reviewer') })
const approval = ({ approver, approvedOn, approvalValidUntil }: Row): Approval | null =>
  approvedOn === null ? null : { approver, approvedOn, validUntil: must(approvalValidUntil, 'approvalValidUntil') }
const approved = (row: Row) => ({ ...reviewed(row), approval: must(approval(row), 'approval') })
const contracted = (row: Row) => ({
  ...approved(row),
  disclosedOn: row.disclosedOn,
  contractNo: must(row.contractNo, 'contractNo'),
  contractMaker: must(row.contractMaker, 'contractMaker'),
  contractSealer: must(row.contractSealer, 'contractSealer'),
  signedOn: must(row.signedOn, 'signedOn'),
})
const ready = (row: Row) => ({ ...contracted(row), registeredOn: row.registeredOn, disbursementPreparer: row.disbursementPreparer })
const disbursed = (row: Row) => ({
  ...ready(row),
  disbursementPreparer: must(row.disbursementPreparer, 'disbursementPreparer'),
  releasedBy: must(row.releasedBy, 'releasedBy'),
  disbursedOn: must(row.disbursedOn, 'disbursedOn'),
  firstLoan: must(row.firstLoanFrozen, 'firstLoanFrozen'),
})

/** The case as the lifecycle sees it. @throws Error when the row lacks what its state must carry @example requireStage(toLoanCase(record), 'DRAFT') */
export function toLoanCase(row: Row): LoanCase {
  const { state } = row
  switch (state) {
    case 'DRAFT':
      return { state, ...opened(row) }
    case 'DOC_CHECK':
      return { state, ...submitted(row) }
    case 'DEFICIENT':
      return { state, ...submitted(row), noticeDueOn: must(row.noticeDueOn, 'noticeDueOn') }
    case 'ACCEPTED':
      return { state, ...accepted(row) }
    case 'SURVEY':
      return { state, ...surveying(row) }
    case 'SCORED':
    case 'REVIEW':
      return { state, ...scored(row) }
    case 'APPROVAL':
    case 'HO_PENDING':
      return { state, ...reviewed(row), approval: approval(row) }
    case 'COST_DISCLOSED':
      return { state, ...approved(row), disclosedOn: must(row.disclosedOn, 'disclosedOn') }
    case 'CONTRACTED':
    case 'COLLATERAL':
      return { state, ...contracted(row) }
    case 'READY':
      return { state, ...ready(row) }
    case 'SETTLED':
      return { state, ...disbursed(row), settledOn: must(row.settledOn, 'settledOn') }
    case 'ARCHIVED':
      return { state, ...opened(row), archivedOn: must(row.archivedOn, 'archivedOn'), archiveNo: must(row.archiveNo, 'archiveNo') }
    case 'WITHDRAWN':
    case 'REJECTED':
      return { state, ...opened(row), endedOn: must(row.endedOn, 'endedOn'), reasonCodes: row.reasonCodes }
    default:
      return { state, ...disbursed(row) }
  }
}

/** What a moving case may carry; a case that ended or was archived carries less and keeps its columns as history. */
type Carried = Partial<
  Pick<
    Row,
    'submittedBy' | 'submittedAt' | 'noticeDueOn' | 'acceptanceNo' | 'acceptedOn' | 'firstManager' | 'secondManager' | 'scoredAt' | 'reviewer' | 'settledOn'
  > &
    Pick<Row, 'disclosedOn' | 'contractNo' | 'contractMaker' | 'contractSealer' | 'signedOn' | 'registeredOn' | 'disbursementPreparer' | 'releasedBy'> &
    Pick<Row, 'disbursedOn'>
> & { readonly approval?: Approval | null; readonly firstLoan?: boolean }

function columnsOf(next: Exclude<LoanCase, In<'WITHDRAWN' | 'REJECTED' | 'ARCHIVED'>>) {
  const carried: Carried & { readonly version: number } = next
  return {
    submittedBy: carried.submittedBy ?? null,
    submittedAt: carried.submittedAt ?? null,
    noticeDueOn: carried.noticeDueOn ?? null,
    acceptanceNo: carried.acceptanceNo ?? null,
    acceptedOn: carried.acceptedOn ?? null,
    firstManager: carried.firstManager ?? null,
    secondManager: carried.secondManager ?? null,
    scoredAt: carried.scoredAt ?? null,
    reviewer: carried.reviewer ?? null,
    approver: carried.approval?.approver ?? null,
    approvedOn: carried.approval?.approvedOn ?? null,
    approvalValidUntil: carried.approval?.validUntil ?? null,
    disclosedOn: carried.disclosedOn ?? null,
    contractNo: carried.contractNo ?? null,
    contractMaker: carried.contractMaker ?? null,
    contractSealer: carried.contractSealer ?? null,
    signedOn: carried.signedOn ?? null,
    registeredOn: carried.registeredOn ?? null,
    disbursementPreparer: carried.disbursementPreparer ?? null,
    releasedBy: carried.releasedBy ?? null,
    disbursedOn: carried.disbursedOn ?? null,
    firstLoanFrozen: carried.firstLoan ?? null,
    settledOn: carried.settledOn ?? null,
  }
}

/**
 * The record after a move of the lifecycle: what the new state dropped is cleared, the rest stays.
 * @example await loanCases(tx, vault).update(withStage(record, accept(docCheck, brought), { updatedBy, updatedAt }), record.version)
 */
export function withStage<R extends Row>(record: R, next: LoanCase, by: { readonly updatedBy: StaffId; readonly updatedAt: Instant }): R {
  const moved = { ...record, ...by, version: next.version, state: next.state }
  if (next.state === 'ARCHIVED') return { ...moved, archivedOn: next.archivedOn, archiveNo: next.archiveNo }
  if (next.state === 'WITHDRAWN' || next.state === 'REJECTED') return { ...moved, endedOn: next.endedOn, reasonCodes: next.reasonCodes }
  return { ...moved, ...columnsOf(next) }
}

import { UNDER_APPROVAL } from '../../../core/bridge/actions.ts'
import type { TodoSituation } from '../../../core/bridge/todos.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { openBeforeNextGate } from '../../../core/loan-case/next-gate.ts'
import { disclosureDue } from '../../../core/product/product.ts'
import { volumesOfCase } from '../../../db/repositories/archive-volumes.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import type { LoanCaseColumns } from '../../../db/repositories/loan-case-record.ts'
import type { OpenSituation } from '../../../db/repositories/open-cases.ts'
import type { Reader } from '../../../db/sql.ts'
import { packFor } from '../../services/packs.ts'
import { leftApproval } from '../contract/as-approved.ts'
import type { Counter } from '../counter.ts'
import { type CaseFile, submitted } from './case-file.ts'

type Facts = Pick<
  LoanCaseColumns,
  | 'state'
  | 'security'
  | 'openedBy'
  | 'submittedBy'
  | 'firstManager'
  | 'secondManager'
  | 'reviewer'
  | 'approvedOn'
  | 'approvalValidUntil'
  | 'disclosedOn'
  | 'contractMaker'
  | 'disbursementPreparer'
>
const ofRecord = (record: Facts, today: DateOnly) => ({
  state: record.state,
  security: record.security,
  openedBy: record.openedBy,
  submittedBy: record.submittedBy,
  firstManager: record.firstManager,
  secondManager: record.secondManager,
  reviewer: record.reviewer,
  approved: record.approvedOn !== null,
  approvalRunOut: record.approvalValidUntil !== null && record.approvalValidUntil < today,
  disclosed: record.disclosedOn !== null,
  drawnUpBy: record.contractMaker,
  releasePreparedBy: record.disbursementPreparer,
})

async function hasLeft(counter: Counter, reader: Reader, file: CaseFile): Promise<boolean> {
  const at = submitted(file)
  if (!at.ok || file.record.approvedOn === null || !UNDER_APPROVAL.includes(file.record.state)) return false
  const left = leftApproval(counter, at.value, await findDisbursement(reader, counter.vault, file.record.caseId))
  return left.ok && left.value.length > 0
}

/** What the actions and to-dos of one case are judged on. */
export async function situationOf(counter: Counter, reader: Reader, file: CaseFile): Promise<TodoSituation> {
  const { record, survey, registration, report, today } = file
  const volume = (await volumesOfCase(reader, record.caseId)).at(-1)
  return {
    ...ofRecord(record, today),
    termsDiffer: await hasLeft(counter, reader, file),
    filed: record.filedAt !== null,
    disclosureDue: file.facts?.disclosureDue ?? false,
    surveyRecorded: survey !== null,
    surveyConfirmed: survey !== null && survey.confirmedAt !== null,
    registration: registration?.state ?? null,
    registrationMaker: registration?.proof?.enteredBy ?? null,
    volumePreparedBy: volume?.filedBy ?? null,
    papersOpen: report !== null && openBeforeNextGate(report, record.state).some(({ severity }) => severity === 'BLOCK'),
  }
}

/** Whether the product's cost table is due, as the facts of the case say it (`factsOf`). */
function disclosureDueFor({ packs }: Pick<Counter, 'packs'>, { productPack, productCode, signedOn }: OpenSituation, today: DateOnly): boolean {
  const pack = packFor(packs, productPack ?? productCode)
  return pack?.product.borrower === 'PERSON' && disclosureDue(pack.product, signedOn ?? today, pack.parameters.costDisclosureFrom)
}

/** The same of a case under way, read with the others; papers are counted as they were last judged. */
export const situationInList = (counter: Pick<Counter, 'packs'>, open: OpenSituation, today: DateOnly): TodoSituation => ({
  ...ofRecord(open, today),
  // Made anew case by case, not in a list.
  termsDiffer: false,
  filed: false,
  disclosureDue: disclosureDueFor(counter, open, today),
  surveyRecorded: open.survey !== null,
  surveyConfirmed: open.survey === 1,
  registration: open.registration,
  registrationMaker: open.registrationMaker,
  volumePreparedBy: open.volumePreparedBy,
  papersOpen: open.papersOpen > 0,
})

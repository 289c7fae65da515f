import type { CaseBrief } from '../../../core/bridge/desk-calls.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { STEP_OF } from '../../../core/loan-case/states.ts'
import type { Applicant, LoanCaseColumns } from '../../../db/repositories/loan-case-record.ts'
import { shownName } from '../cases/list-cases.ts'

/** A case as short lists show it to this person. */
export const briefOf = (session: Session, record: LoanCaseColumns, applicant: Applicant): CaseBrief => ({
  caseId: record.caseId,
  version: record.version,
  applicationNo: record.applicationNo,
  name: shownName(session, applicant),
  productCode: record.productCode,
  amountFen: record.amountFen,
  state: record.state,
  step: STEP_OF[record.state],
  dueOn: record.dueOn,
})

import { differentPersons } from '../../../core/approval/four-eyes.ts'
import type { Survey } from '../../../core/investigation/survey.ts'
import { chinaDate } from '../../../core/kernel/calendar.ts'
import type { DocumentId, StaffId } from '../../../core/kernel/ids.ts'
import { hasRole, type Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { registrationDue } from '../../../core/product/vocabulary.ts'
import { workingDaysAfter } from '../../../core/product/work-calendar.ts'
import { findStaff } from '../../../db/repositories/staff.ts'
import { surveyDrafts } from '../../../db/repositories/survey-drafts.ts'
import { surveys } from '../../../db/repositories/surveys.ts'
import { firstLoanWords } from '../../../templates/layout/case-words.ts'
import { surveyReport } from '../../services/papers.ts'
import { submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import { firstLoanOf } from '../cases/first-loan-of.ts'
import { nextNumber } from '../cases/numbers.ts'
import { fileProduced, produce } from '../cases/produce.ts'
import { markOf, markOfStaff, slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

/** Working days for the survey (domain 1.4, service times). */
const SURVEY_DAYS = 5

/** Names the two account managers. Refuses STAFF_NOT_FOUND, ROLE_MISSING, DIFFERENT_PERSON_NEEDED. */
export const assignManagers = (
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly firstManager: string; readonly secondManager: string },
): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'investigation.assign', async (tx, file) => {
    const [firstManager, secondManager] = [request.firstManager as StaffId, request.secondManager as StaffId]
    for (const staffId of [firstManager, secondManager]) {
      const person = await findStaff(tx, staffId)
      if (!person?.active) return refuse('STAFF_NOT_FOUND')
      if (!hasRole({ ...session, roles: person.roles }, 'ACCOUNT_MANAGER')) return refuse('ROLE_MISSING', { roles: ['ACCOUNT_MANAGER'] })
    }
    if (firstManager === secondManager) return refuse('DIFFERENT_PERSON_NEEDED', { duty: 'secondManager' })
    return ok({
      action: 'assign',
      people: { firstManager, secondManager },
      patch: { firstManager, secondManager, dueOn: workingDaysAfter(counter.reference.calendar, file.today, SURVEY_DAYS).on },
      value: {},
    })
  })

/** The first manager records what both found; until confirmed it may be recorded anew. Refuses DIFFERENT_PERSON_NEEDED for anybody else. */
export const recordSurvey = (counter: Counter, session: Session, request: CaseAt & { readonly survey: Survey }): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'investigation.record', async (tx, file) => {
    const { record, survey } = file
    if (record.state !== 'SURVEY') return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    if (record.firstManager !== session.staffId || record.secondManager === null) return refuse('DIFFERENT_PERSON_NEEDED', { duty: 'firstManager' })
    if (record.productLine !== 'IND_CONSUME' && request.survey.business === null)
      return refuse('FIELD_INVALID', { field: 'survey.business', reason: 'REQUIRED' })
    if (record.productLine === 'SME_WC' && !request.survey.business?.workingCapital)
      return refuse('FIELD_INVALID', { field: 'survey.business.workingCapital', reason: 'REQUIRED' })
    if (registrationDue(record.security) && request.survey.valuation === null) return refuse('FIELD_INVALID', { field: 'survey.valuation', reason: 'REQUIRED' })
    const firstLoan = firstLoanOf(file, request.survey)
    if (!firstLoan.ok) return firstLoan
    await surveys(tx, counter.vault).insert({
      caseId: record.caseId,
      rev: (survey?.rev ?? 0) + 1,
      firstManager: session.staffId,
      secondManager: record.secondManager,
      recordedBy: session.staffId,
      recordedAt: counter.clock.now(),
      confirmedBy: null,
      confirmedAt: null,
      survey: request.survey,
    })
    await surveyDrafts(tx, counter.vault).removeOfCase(record.caseId)
    return ok({ action: null, value: {} })
  })

/** The second manager agrees: the first-loan status is determined and the report is printed, signed by both (D701). */
export const confirmSurvey = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, request, 'investigation.confirm', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { record, survey, application, today } = at.value
    if (!survey || survey.confirmedAt !== null || record.state !== 'SURVEY') return refuse('STEP_NOT_DONE', { milestone: 'SURVEY_RECORDED' })
    if (record.secondManager !== session.staffId) return refuse('DIFFERENT_PERSON_NEEDED', { duty: 'secondManager' })
    const checked = differentPersons('SURVEY', session, { FIRST_MANAGER: survey.recordedBy })
    if (!checked.ok) return checked
    const firstLoan = firstLoanOf(file, survey.survey)
    if (!firstLoan.ok) return firstLoan
    const number = await nextNumber(counter, tx, 'SURVEY', today)
    if (!number.ok) return number
    await surveys(tx, counter.vault).confirm(record.caseId, survey.rev, { confirmedBy: session.staffId, confirmedAt: counter.clock.now() })
    const paper = surveyReport({
      ...slipCase(counter, file),
      surveyNo: number.value,
      loan: application.loan,
      maritalStatus: application.borrower.maritalStatus,
      survey: survey.survey,
      firstLoan: { holds: firstLoan.value.result, basis: firstLoanWords(firstLoan.value.basis) },
      opinion: survey.survey.visit.findings,
      manager: await markOfStaff(tx, survey.recordedBy, chinaDate(survey.recordedAt)),
      coManager: markOf(session, today),
    })
    const document = await produce(counter, tx, session, file, paper)
    if (!document.ok) return document
    await fileProduced(counter, tx, session, document.value, { itemId: 'D701', signedBy: ['CM1', 'CM2'], on: today })
    return ok({
      action: null,
      patch: { firstLoanDetermined: firstLoan.value.result, firstLoanBasis: firstLoan.value.basis },
      value: { documentIds: [document.value.documentId] },
    })
  })

import { birthOf } from '../../../core/intake/check-person.ts'
import { idValidityProblems } from '../../../core/intake/id-validity.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type Assessment, type AssessmentInput, assess } from '../../../core/loan-case/assess.ts'
import type { SubmittedFile } from '../cases/case-file.ts'

/** What an assessment of the case reads, on its confirmed survey. Refuses STEP_NOT_DONE before that, FIELD_INVALID for an ID number without a birth date. */
export function assessmentInput(file: SubmittedFile): Result<AssessmentInput> {
  const { application, survey, pack, today, record } = file
  if (!survey || survey.confirmedAt === null || record.firstLoanDetermined === null) return refuse('STEP_NOT_DONE', { milestone: 'SURVEY_CONFIRMED' })
  const { borrower } = application
  const birth = birthOf(borrower, today)
  if (birth === null) return refuse('FIELD_INVALID', { field: 'borrower.idNumber', reason: 'ID_CHECK' })
  const problems = idValidityProblems({ idType: borrower.idType, birth, issuedOn: borrower.idIssuedOn, expiresOn: borrower.idExpiresOn, today })
  return ok({
    application,
    survey: survey.survey,
    product: pack.product,
    scorecard: pack.scorecard,
    parameters: pack.parameters,
    on: today,
    bornOn: birth,
    idValid: !problems.includes('ID_EXPIRED'),
    firstLoan: record.firstLoanDetermined,
  })
}

/** Score, hard rules, limit and price of the case on its confirmed survey. Refuses as `assessmentInput`. */
export function assessCase(file: SubmittedFile): Result<Assessment> {
  const input = assessmentInput(file)
  return input.ok ? ok(assess(input.value)) : input
}

import { birthOf } from '../../../core/intake/check-person.ts'
import { idValidityProblems } from '../../../core/intake/id-validity.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type Assessment, assess } from '../../../core/loan-case/assess.ts'
import type { SubmittedFile } from '../cases/case-file.ts'

/** Score, hard rules, limit and price of the case on its confirmed survey. Refuses STEP_NOT_DONE before that. */
export function assessCase(file: SubmittedFile): Result<Assessment> {
  const { application, survey, pack, today, record } = file
  if (!survey || survey.confirmedAt === null || record.firstLoanDetermined === null) return refuse('STEP_NOT_DONE', { milestone: 'SURVEY_CONFIRMED' })
  const { borrower } = application
  const birth = birthOf(borrower, today)
  if (birth === null) return refuse('FIELD_INVALID', { field: 'borrower.idNumber', reason: 'ID_CHECK' })
  const problems = idValidityProblems({ idType: borrower.idType, birth, issuedOn: borrower.idIssuedOn, expiresOn: borrower.idExpiresOn, today })
  return ok(
    assess({
      application,
      survey: survey.survey,
      product: pack.product,
      scorecard: pack.scorecard,
      parameters: pack.parameters,
      on: today,
      bornOn: birth,
      idValid: !problems.includes('ID_EXPIRED'),
      firstLoan: record.firstLoanDetermined,
    }),
  )
}

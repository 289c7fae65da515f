import { randomUUID } from 'node:crypto'
import { fen } from '../../../core/kernel/fen.ts'
import { hasRole, type Role, type Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { correctEntered } from '../../../core/loan-case/correct-entered.ts'
import type { EnteredField } from '../../../core/loan-case/entered-fields.ts'
import { applicationCorrections } from '../../../db/repositories/application-corrections.ts'
import { secondAuthorisations } from '../../../db/repositories/second-authorisations.ts'
import { waiversOfCase } from '../../../db/repositories/waivers.ts'
import { caseFacts, reportOf } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { proveSecond, type SecondClaim } from '../people/second-person.ts'
import { findableApplicant } from './draft-applicant.ts'
import { duplicatesOf } from './find-duplicates.ts'
import { checkBody } from './submit-application.ts'

/** Who may put right what was entered, and who may confirm it. */
export const CORRECTS: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER']

export interface CorrectionRequest extends CaseAt, EnteredField {
  readonly reason: string
  readonly second: SecondClaim
}

/**
 * Puts right one field that a paper shows to be entered wrongly, while the papers are checked: by the checker, confirmed at his counter
 * by a second person. The application is checked as when it was submitted, what it asks for is counted anew, and what stood there is kept.
 * Refuses TRANSITION_NOT_ALLOWED outside DOC_CHECK, REASON_MISSING, ROLE_MISSING (of the second person), FIELD_INVALID naming the field,
 * CORRECTION_MEETS_OPEN_CASE where the right number is the borrower's of a case that has not ended and that nobody has judged, and what `proveSecond`, `correctEntered` and `changeCase` refuse.
 */
export async function correctApplication(host: Host, counter: Counter, session: Session, request: CorrectionRequest): Promise<Result<Moved>> {
  const reason = request.reason.trim()
  if (reason === '') return refuse('REASON_MISSING', { field: 'reason' })
  const second = await proveSecond(host, counter, session, 'intake.correct', request.second)
  if (!second.ok) return second
  if (!hasRole(second.value, ...CORRECTS)) return refuse('ROLE_MISSING', { roles: CORRECTS })
  return changeCase(counter, session, request, 'intake.correct', async (tx, file) => {
    const { record, pack, today } = file
    if (record.state !== 'DOC_CHECK' || !record.application) return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const corrected = correctEntered(record.application, request)
    if (!corrected.ok) return corrected
    const { body, corrections } = corrected.value
    const { issues, application } = checkBody(counter, pack, body, today)
    const stop = issues.find(({ level }) => level === 'STOP')
    if (stop || !application) return refuse('FIELD_INVALID', { ...stop?.details, field: stop?.path ?? request.path, reason: stop?.code ?? 'FIELD_INVALID' })
    const { caseId } = record
    const met = corrections.some(({ path }) => path === 'borrower.idNumber') ? await duplicatesOf(counter, tx, caseId, application) : []
    const cases = met.filter(({ awaited, matchedOn }) => awaited && matchedOn === 'ID').map(({ applicationNo }) => applicationNo)
    if (cases.length > 0) return refuse('CORRECTION_MEETS_OPEN_CASE', { cases })
    const authorisationId = randomUUID()
    const persons = { askedBy: session.staffId, authorisedBy: second.value.staffId }
    await secondAuthorisations(tx).insert({ authorisationId, caseId, action: 'intake.correct', ...persons, at: counter.clock.now() })
    await applicationCorrections(tx, counter.vault).insert({ authorisationId, caseId, corrections, reason })
    const facts = caseFacts(counter, pack, application, today)
    return ok({
      action: null,
      reason: `${corrections.map(({ path }) => path).join(' ')} ${second.value.staffNo}: ${reason}`,
      patch: {
        application,
        applicant: await findableApplicant(counter, application),
        amountFen: fen(application.loan.amountFen),
        tenorMonths: application.loan.tenorMonths,
      },
      view: { facts, report: reportOf(file, facts, await waiversOfCase(tx, counter.vault, caseId)) },
      value: {},
    })
  })
}

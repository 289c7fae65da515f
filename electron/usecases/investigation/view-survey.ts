import type { Survey } from '../../../core/investigation/survey.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { latestSurvey } from '../../../db/repositories/surveys.ts'
import type { Counter } from '../counter.ts'

interface Recorded {
  readonly survey: Survey
  readonly by: string
  readonly at: string
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
}

/** The survey that counts, as it was recorded. Refuses CASE_NOT_FOUND. */
export const viewSurvey = (counter: Counter, _session: Session, request: { readonly caseId: string }): Promise<Result<{ recorded: Recorded | null }>> =>
  counter.database.read(async (reader) => {
    const caseId = request.caseId as CaseId
    if (!(await findCase(reader, counter.vault, caseId))) return refuse('CASE_NOT_FOUND')
    const record = await latestSurvey(reader, counter.vault, caseId)
    if (!record) return ok({ recorded: null })
    const { survey, recordedBy, recordedAt: at, confirmedBy, confirmedAt } = record
    const names = await staffNames(reader, confirmedBy ? [recordedBy, confirmedBy] : [recordedBy])
    return ok({ recorded: { survey, by: names.get(recordedBy) ?? '', at, confirmedBy: confirmedBy && (names.get(confirmedBy) ?? ''), confirmedAt } })
  })

import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { surveyDraftOf, surveyDrafts } from '../../../db/repositories/survey-drafts.ts'
import type { Counter } from '../counter.ts'

type Body = Readonly<Record<string, unknown>>

/** The person's own draft of the survey; nulls while there is none. */
export const readSurveyDraft = async (counter: Counter, session: Session, caseId: CaseId): Promise<{ body: Body | null; savedAt: string | null }> => {
  const draft = await counter.database.read((reader) => surveyDraftOf(reader, counter.vault, caseId, session.staffId))
  return { body: draft?.body ?? null, savedAt: draft?.savedAt ?? null }
}

/**
 * Saves what the first manager typed, unchecked; the case keeps its version, so nobody's open page goes stale by it.
 * Refuses CASE_NOT_FOUND, TRANSITION_NOT_ALLOWED outside the survey, DIFFERENT_PERSON_NEEDED for anybody else.
 */
export function saveSurveyDraft(
  counter: Counter,
  session: Session,
  request: { readonly caseId: string; readonly body: Body },
): Promise<Result<{ savedAt: string }>> {
  return counter.database.write(async (tx) => {
    const caseId = request.caseId as CaseId
    const record = await findCase(tx, counter.vault, caseId)
    if (!record) return refuse('CASE_NOT_FOUND')
    if (record.state !== 'SURVEY') return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    if (record.firstManager !== session.staffId) return refuse('DIFFERENT_PERSON_NEEDED', { duty: 'firstManager' })
    const savedAt = counter.clock.now()
    await surveyDrafts(tx, counter.vault).save(caseId, session.staffId, { body: request.body, savedAt })
    return ok({ savedAt })
  })
}

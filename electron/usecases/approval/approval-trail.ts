import type { ApprovalBrief } from '../../../core/bridge/decide-calls.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { opinionsOfCase } from '../../../db/repositories/opinions.ts'
import type { ScoreRecord } from '../../../db/repositories/scores.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import type { CaseFile } from '../cases/case-file.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import type { Counter } from '../counter.ts'

const HEAD_OFFICE = ''

/** Who did what on the way to the decision, oldest first; head office has no name here. */
export async function trailOf(
  counter: Counter,
  reader: Reader,
  session: Session,
  { record, survey }: CaseFile,
  score: ScoreRecord | null,
): Promise<ApprovalBrief['trail']> {
  const { vault } = counter
  const steps = [
    ...(record.submittedBy && record.submittedAt ? [{ duty: 'INTAKE_CLERK', by: record.submittedBy, at: record.submittedAt, outcome: null, note: '' }] : []),
    ...(survey ? [{ duty: 'FIRST_MANAGER', by: survey.recordedBy, at: survey.recordedAt, outcome: null, note: survey.survey.visit.findings }] : []),
    ...(survey?.confirmedBy && survey.confirmedAt ? [{ duty: 'SECOND_MANAGER', by: survey.confirmedBy, at: survey.confirmedAt, outcome: null, note: '' }] : []),
    ...(score ? [{ duty: 'SCORER', by: score.scoredBy, at: score.scoredAt, outcome: score.grade, note: '' }] : []),
    ...(await opinionsOfCase(reader, vault, record.caseId)).map(({ reviewer, givenAt, outcome, note }) => ({
      duty: 'REVIEWER',
      by: reviewer,
      at: givenAt,
      outcome,
      note,
    })),
    ...(await decisionsOfCase(reader, vault, record.caseId)).map(({ decidedBy, decidedAt, outcome, reason }) => ({
      duty: decidedBy ? 'APPROVER' : 'HEAD_OFFICE',
      by: decidedBy,
      at: decidedAt,
      outcome,
      note: reason,
    })),
  ]
  const names = await staffNames(
    reader,
    steps.flatMap(({ by }) => (by ? [by] : [])),
  )
  return steps
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ by, note, ...step }) => ({ ...step, staffName: by ? (names.get(by) ?? '') : HEAD_OFFICE, note: typedTextFor(session, note) }))
}

/** Whether this person is none of those whose work is being judged, and who they are. */
export async function fourEyesOf(reader: Reader, session: Session, { record }: CaseFile): Promise<ApprovalBrief['fourEyes']> {
  const duties = [
    ['FIRST_MANAGER', record.firstManager],
    ['SECOND_MANAGER', record.secondManager],
    ...(record.state === 'REVIEW' ? [] : ([['REVIEWER', record.reviewer]] as const)),
  ] as const
  const held = duties.flatMap(([duty, staffId]) => (staffId ? [{ duty, staffId }] : []))
  const names = await staffNames(
    reader,
    held.map(({ staffId }) => staffId),
  )
  return {
    ok: held.every(({ staffId }) => staffId !== session.staffId),
    others: held.map(({ duty, staffId }) => ({ duty, staffName: names.get(staffId) ?? '' })),
  }
}

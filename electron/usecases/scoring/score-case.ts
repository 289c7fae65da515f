import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Assessment } from '../../../core/loan-case/assess.ts'
import { keptOf } from '../../../core/loan-case/rerun.ts'
import { latestScore, type ScoreDetail, scores } from '../../../db/repositories/scores.ts'
import { limitWords } from '../../../templates/layout/case-words.ts'
import { scoreFactWords } from '../../../templates/layout/score-words.ts'
import { versionsOf } from '../../services/packs.ts'
import { scoreSheet } from '../../services/papers.ts'
import { type SubmittedFile, submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import { produce } from '../cases/produce.ts'
import { markOf, slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from './assess-case.ts'

function sheetOf(counter: Counter, session: Session, file: SubmittedFile, assessment: Assessment, rev: number) {
  const { pack, record, today } = file
  const lines = assessment.score.lines.flatMap(({ code, fact, points, max }) => {
    const characteristic = pack.scorecard.characteristics.find((one) => one.code === code)
    return characteristic ? [{ name: characteristic.name.zh, fact: scoreFactWords(characteristic, fact), points, of: max }] : []
  })
  const { score, grade, limit, rejecting } = assessment
  return scoreSheet({
    ...slipCase(counter, file),
    sheetNo: `PF${record.applicationNo.slice(2)}-${rev}`,
    scorecard: score.version,
    lines,
    total: score.totalPoints ?? 0,
    of: score.maxPoints,
    grade: rejecting.length > 0 ? null : (grade?.grade ?? null),
    hardRules: rejecting,
    limitFen: limit?.limitFen ?? null,
    limitBoundBy: limit ? limitWords(limit.binding) : null,
    scoredBy: markOf(session, today),
  })
}

function detailOf({ pack, record, today }: SubmittedFile, assessment: Assessment): ScoreDetail {
  const { price, verdict, ...kept } = keptOf(assessment)
  return { ...kept, archived: { price, verdict, on: today, versions: versionsOf(pack), firstLoan: record.firstLoanDetermined ?? false } }
}

/** Scores the case on its confirmed survey (domain 6.1–6.4). Refuses SCORE_INPUT_MISSING naming the facts, never a blank number. */
export const scoreCase = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, request, 'scoring.score', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const assessment = assessCase(at.value)
    if (!assessment.ok) return assessment
    const { score, grade, rejecting } = assessment.value
    if (score.outcome === 'INCOMPLETE') return refuse('SCORE_INPUT_MISSING', { characteristics: score.missing })
    const { record, survey, pack } = at.value
    const rev = ((await latestScore(tx, counter.vault, record.caseId))?.rev ?? 0) + 1
    const scoredAt = counter.clock.now()
    await scores(tx, counter.vault).insert({
      caseId: record.caseId,
      rev,
      surveyRev: survey?.rev ?? 1,
      points: score.totalPoints,
      grade: grade?.grade ?? null,
      cardVersion: score.version,
      parametersVersion: pack.parameters.version,
      scoredBy: session.staffId,
      scoredAt,
      detail: detailOf(at.value, assessment.value),
    })
    const document = await produce(counter, tx, session, file, sheetOf(counter, session, at.value, assessment.value, rev))
    if (!document.ok) return document
    return ok({
      action: 'score',
      done: ['SURVEY_CONFIRMED', 'FIRST_LOAN_DETERMINED', 'SCORED_ON_CURRENT_INPUT'],
      patch: { scoredAt, reasonCodes: rejecting },
      value: { documentIds: [document.value.documentId] },
    })
  })

import type { ApprovalBrief } from '../../../core/bridge/decide-calls.ts'
import { sealText } from '../../../core/contract/terms-seal.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import type { Assessment } from '../../../core/loan-case/assess.ts'
import { HARD_RULES } from '../../../core/scoring/hard-rules.ts'
import type { ScoreLine } from '../../../core/scoring/score.ts'
import { latestScore, type ScoreRecord } from '../../../db/repositories/scores.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { versionsOf } from '../../services/packs.ts'
import { openCaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { briefOf } from '../desk/brief-of.ts'
import { assessCase } from '../scoring/assess-case.ts'
import { rerunScore } from '../scoring/rerun-score.ts'
import { fourEyesOf, trailOf } from './approval-trail.ts'
import { measured } from './measure-terms.ts'

/** Whether a score is that of the case as it stands: of its survey and its versions, and, where it can be run again, the same when it is. */
async function isCurrent(counter: Counter, reader: Reader, file: SubmittedFile, score: ScoreRecord): Promise<boolean> {
  const { pack, survey } = file
  if (score.surveyRev !== survey?.rev || score.cardVersion !== pack.scorecard.version || score.parametersVersion !== pack.parameters.version) return false
  const { archived } = score.detail
  if (!archived) return true
  const again = await rerunScore(counter, reader, file, score)
  return again.ok && again.value.length === 0 && sealText(archived.versions) === sealText(versionsOf(pack))
}

async function scoreView(counter: Counter, reader: Reader, file: SubmittedFile, score: ScoreRecord | null): Promise<ApprovalBrief['score']> {
  if (score?.points == null || score.grade === null) return null
  const { pack } = file
  const nameOf = new Map(pack.scorecard.characteristics.map(({ code, name }) => [code, name]))
  const shown = (lines: readonly ScoreLine[]) => lines.map((line) => ({ ...line, name: nameOf.get(line.code) ?? { zh: line.code, en: line.code } }))
  const { result } = score.detail
  return {
    points: score.points,
    max: result.maxPoints,
    grade: score.grade,
    bands: pack.parameters.grades.map(({ grade, minPoints, decision }) => ({ grade, minPoints, decision })),
    lines: shown(result.lines),
    best: shown(result.best),
    worst: shown(result.worst),
    cardVersion: score.cardVersion,
    scoredBy: (await staffNames(reader, [score.scoredBy])).get(score.scoredBy) ?? '',
    scoredAt: score.scoredAt,
    current: await isCurrent(counter, reader, file, score),
  }
}

/** What may be lent at most of what was asked, at the middle of the price range (rulings 5). */
async function suggestion(counter: Counter, reader: Reader, file: SubmittedFile, assessment: Assessment): Promise<ApprovalBrief['suggested']> {
  const { limit, price, workingCapital } = assessment
  if (!limit || !price) return null
  const terms = { amountFen: limit.limitFen, rate: price.defaultRate }
  return {
    amountFen: limit.limitFen,
    limitFen: limit.limitFen,
    limitBoundBy: limit.binding,
    rate: price.defaultRate,
    rateFrom: price.rateFrom,
    rateTo: price.rateTo,
    measured: await measured(counter, reader, file, assessment, terms),
    workingCapital: workingCapital && { needFen: workingCapital.needFen, newLoanFen: workingCapital.newLoanFen },
  }
}

async function standing(counter: Counter, reader: Reader, file: SubmittedFile, assessment: Assessment): Promise<ApprovalBrief['approved']> {
  const { decision, record } = file
  if (record.approvedOn === null || decision?.amountFen == null || decision.annualRate === null || decision.validUntil === null) return null
  return {
    outcome: decision.outcome,
    amountFen: decision.amountFen,
    tenorMonths: decision.tenorMonths ?? record.tenorMonths,
    rate: decision.annualRate,
    validUntil: decision.validUntil,
    conditions: [...decision.conditions],
    reason: decision.reason,
    measured: await measured(counter, reader, file, assessment, {
      amountFen: decision.amountFen,
      rate: decision.annualRate,
      dueDay: decision.agreed.dueDay,
      costs: decision.agreed.costs,
    }),
  }
}

/** The rules as they stand today; before the survey is confirmed nothing is known of them. */
const rulesOf = (assessment: Assessment | null): ApprovalBrief['rules'] =>
  assessment === null
    ? []
    : Object.keys(HARD_RULES).map((code) => ({ code, outcome: assessment.hits.find((hit) => hit.code === code)?.effect ?? ('PASS' as const) }))

/** Everything a reviewer and the manager decide on, on one screen. Refuses CASE_NOT_FOUND, TRANSITION_NOT_ALLOWED for a draft. */
export const approvalBrief = (counter: Counter, session: Session, caseId: CaseId): Promise<Result<ApprovalBrief>> =>
  counter.database.read(async (reader) => {
    const opened = await openCaseFile(counter, reader, caseId)
    if (!opened.ok) return opened
    const at = submitted(opened.value)
    if (!at.ok) return at
    const file = at.value
    const assessed = assessCase(file)
    const assessment = assessed.ok ? assessed.value : null
    const score = await latestScore(reader, counter.vault, caseId)
    const { loan } = file.application
    return ok({
      ...briefOf(session, file.record, file.record.applicant),
      applied: {
        amountFen: loan.amountFen,
        tenorMonths: loan.tenorMonths,
        method: loan.repaymentMethod,
        purposeCode: loan.purposeCode,
        purposeText: loan.purposeText,
      },
      suggested: assessment && (await suggestion(counter, reader, file, assessment)),
      approved: assessment && (await standing(counter, reader, file, assessment)),
      score: await scoreView(counter, reader, file, score),
      rules: rulesOf(assessment),
      trail: await trailOf(counter, reader, session, file, score),
      fourEyes: await fourEyesOf(reader, session, file),
    })
  })

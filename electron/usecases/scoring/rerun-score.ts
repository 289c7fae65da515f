import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type KeptAssessment, rerun } from '../../../core/loan-case/rerun.ts'
import type { ScoreRecord } from '../../../db/repositories/scores.ts'
import { surveysOfCase } from '../../../db/repositories/surveys.ts'
import type { Reader } from '../../../db/sql.ts'
import { packFor } from '../../services/packs.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { assessmentInput } from './assess-case.ts'

/**
 * Runs an archived score again as it was taken: on the survey it rests on, its day and its versions, whichever the case has by now.
 * Refuses STEP_NOT_DONE for a score of a release that did not keep what it stood under, DATA_VERSION_MISSING when its versions are gone.
 * @returns the parts that come out otherwise; none where it is the same to the byte
 */
export async function rerunScore(counter: Counter, reader: Reader, file: SubmittedFile, score: ScoreRecord): Promise<Result<(keyof KeptAssessment)[]>> {
  const { archived, ...kept } = score.detail
  if (!archived) return refuse('STEP_NOT_DONE', { milestone: 'SCORED_ON_CURRENT_INPUT' })
  const { versions, on, firstLoan, price, verdict } = archived
  const pack = packFor(counter.packs, versions.product ?? '', versions)
  if (!pack) return refuse('DATA_VERSION_MISSING', { version: versions.product ?? file.record.productCode })
  const survey = (await surveysOfCase(reader, counter.vault, file.record.caseId)).find(({ rev }) => rev === score.surveyRev) ?? null
  const input = assessmentInput({ ...file, pack, survey, today: on, record: { ...file.record, firstLoanDetermined: firstLoan } })
  return input.ok ? ok(rerun({ ...kept, price, verdict }, input.value)) : input
}

import { type AuthorityRuling, authorityFor } from '../../../core/approval/authority.ts'
import type { Measured } from '../../../core/bridge/decide-calls.ts'
import { type AgreedTerms, hasDueDay } from '../../../core/contract/agreed-terms.ts'
import { makeSchedule } from '../../../core/contract/schedule.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { type Rate, rate as rateOf } from '../../../core/kernel/rate.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type Assessment, ratiosOf } from '../../../core/loan-case/assess.ts'
import { ratioLimits } from '../../../core/loan-case/ratio-limits.ts'
import { costOf, type LoanFigures, scheduleRequest } from '../../../core/loan-case/terms-of.ts'
import { exposureOf } from '../../../db/repositories/exposure.ts'
import type { Reader } from '../../../db/sql.ts'
import { openCaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import { lenderOf } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from '../scoring/assess-case.ts'

const NO_CEILING = rateOf(Number.MAX_SAFE_INTEGER)

/** Whose decision it is, as `decide` will ask it (domain 10.3); null before there is a grade. */
export function authorityOf({ record, application, pack }: SubmittedFile, { grade, hits }: Assessment, exposureFen: Fen): AuthorityRuling | null {
  if (!grade) return null
  const question = {
    line: record.productLine,
    security: record.security,
    totalExposureFen: exposureFen,
    gradeApproval: grade.approval,
    exceptionCount: hits.filter((hit) => hit.effect === 'MANUAL').length,
    relatedParty: application.declarations.relatedParty,
  }
  return authorityFor(question, pack.authority)
}

/** Amount and rate, and what of the further terms counts in instalments and cost. */
interface Typed extends Pick<AgreedTerms, 'costs'> {
  readonly amountFen: Fen
  readonly rate: Rate
  readonly dueDay?: number | null | undefined
}

/** Above the ceiling too: the approver sees by how much. */
function allInCost(counter: Counter, { pack: { parameters } }: SubmittedFile, loan: LoanFigures): Measured['cost'] {
  const cost = costOf({ ...loan, lender: lenderOf(counter), parameters: { ...parameters, costCeiling: NO_CEILING } })
  return cost.ok ? { totalFen: cost.value.totalFen, headline: cost.value.annualCost.headline, ceiling: parameters.costCeiling } : null
}

/** Instalments, ratios with their limits and authority of an amount at a rate. */
export async function measured(
  counter: Counter,
  reader: Reader,
  file: SubmittedFile,
  assessment: Assessment,
  { amountFen, rate, dueDay = null, costs }: Typed,
): Promise<Measured> {
  const { application, survey, pack, today } = file
  const loan = {
    application,
    amountFen,
    annualRate: rate,
    valueDate: today,
    agreed: { dueDay: hasDueDay(application.loan.repaymentMethod) ? dueDay : null, costs },
  }
  const schedule = makeSchedule(scheduleRequest(loan))
  const [first, last] = [schedule.instalments[0]?.totalFen ?? 0, schedule.instalments.at(-1)?.totalFen ?? 0]
  const exposureFen = await exposureOf(reader, counter.vault, file.record, amountFen)
  const authority = authorityOf(file, assessment, exposureFen)
  const input = survey && { application, survey: survey.survey, parameters: pack.parameters }
  return {
    instalments: { firstFen: first, lastFen: last, totalInterestFen: schedule.totalInterestFen },
    cost: allInCost(counter, file, loan),
    ratios: input ? ratioLimits(input, ratiosOf(input, amountFen, rate), assessment) : [],
    authority: authority && { ...authority, reasons: [...authority.reasons], exposureFen },
  }
}

/** What a decision typed so far would mean. Refuses CASE_NOT_FOUND, TRANSITION_NOT_ALLOWED for a draft, STEP_NOT_DONE before the survey is confirmed. */
export const measureTerms = (counter: Counter, request: Typed & { readonly caseId: string }): Promise<Result<Measured>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, request.caseId as CaseId)
    if (!file.ok) return file
    const at = submitted(file.value)
    if (!at.ok) return at
    const assessment = assessCase(at.value)
    if (!assessment.ok) return assessment
    if (assessment.value.grade === null) return refuse('STEP_NOT_DONE', { milestone: 'SCORED_ON_CURRENT_INPUT' })
    return ok(await measured(counter, reader, at.value, assessment.value, request))
  })

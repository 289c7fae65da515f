import { sealText } from '../contract/terms-seal.ts'
import type { DateOnly } from '../kernel/calendar.ts'
import type { ScoreFacts } from '../scoring/score.ts'
import { type Assessment, type AssessmentInput, assess } from './assess.ts'

/** Under what a case was assessed, besides its application and the survey. */
export interface AssessedUnder {
  /** The business day. */
  readonly on: DateOnly
  /** By what they are of: product, checklist, scorecard, parameters, and the tables of head office. */
  readonly versions: Readonly<Record<string, string>>
  readonly firstLoan: boolean
}

/** What is kept of an assessment: amounts in fen, rates in 1/10000 percent. */
export interface KeptAssessment {
  readonly facts: ScoreFacts
  readonly result: Assessment['score']
  readonly ruleHits: Assessment['hits']
  /** Null when the grade is not lendable. */
  readonly limit: Assessment['limit']
  readonly dtiBasisPoints: number
  readonly dtiBand: Assessment['dtiBand']
  readonly price: Assessment['price']
  readonly verdict: Assessment['verdict']
}

/** @example keptOf(assess(input)).result.totalPoints // 91 */
export const keptOf = ({ score, hits, limit, dtiBasisPoints, dtiBand, price, verdict }: Assessment): KeptAssessment => ({
  facts: Object.fromEntries(score.lines.map((line) => [line.code, line.fact])),
  result: score,
  ruleHits: hits,
  limit,
  dtiBasisPoints,
  dtiBand,
  price,
  verdict,
})

/**
 * Runs an archived decision again, on what it stood on and under the versions it stood under (features 5.9), and says in which parts it
 * comes out otherwise. None: to the byte the same, whatever versions have come since.
 * @throws RangeError before the first published LPR.
 * @example rerun(kept, { ...input, parameters: packOf(kept.versions).parameters }) // []
 */
export function rerun(kept: KeptAssessment, input: AssessmentInput): (keyof KeptAssessment)[] {
  const again = keptOf(assess(input))
  return (Object.keys(again) as (keyof KeptAssessment)[]).filter((part) => sealText({ of: again[part] }) !== sealText({ of: kept[part] }))
}

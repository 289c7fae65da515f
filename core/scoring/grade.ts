import { type Fen, fen } from '../kernel/fen.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { figureOf, type GradeRow, type Parameters } from '../product/parameters.ts'
import type { ProductLine, SecurityMode } from '../product/vocabulary.ts'

/** The grade's row for a total of points (domain 6.4). @throws RangeError when points are not 0 or more. @example gradeOf(91, parameters).grade // 'A' */
export function gradeOf(points: number, { grades }: Pick<Parameters, 'grades'>): GradeRow {
  const row = grades.find(({ minPoints }) => points >= minPoints)
  if (!row || !Number.isSafeInteger(points)) throw new RangeError(`no grade for ${points} points`)
  return row
}

/** What may bind the limit (domain 6.4). */
export type LimitTerm = 'GRADE_CAP' | 'APPLIED' | 'DTI' | 'COLLATERAL' | 'WORKING_CAPITAL' | 'TURNOVER'

export interface LimitInput {
  readonly line: ProductLine
  readonly security: SecurityMode
  readonly grade: GradeRow
  readonly appliedFen: Fen
  /** From `dtiDerivedLimit`, at the hard percentage. */
  readonly dtiDerivedFen: Fen
  /** What the collateral carries after prior debt, at the grade's cap (`lendableFen` of collateral/ltv.ts); null without collateral. */
  readonly collateralFen: Fen | null
  /** What the need for working capital leaves room for (`workingCapitalNeed`); null for whoever borrows for something else. */
  readonly workingCapitalFen: Fen | null
  /** Verified annual turnover; null for a person who trades nothing. */
  readonly verifiedTurnoverFen: Fen | null
}

export interface CreditLimit {
  readonly limitFen: Fen
  /** The term that binds; the first of the table when two are equal. */
  readonly binding: LimitTerm
  readonly terms: readonly { readonly term: LimitTerm; readonly amountFen: Fen }[]
}

/**
 * The limit: the least of the grade's cap (unsecured loans), the amount applied for, what income carries, what the collateral
 * carries, the need for working capital and a share of verified turnover, rounded down to 1,000 yuan, with the term that binds (domain 6.4).
 *
 * Refusal GRADE_NOT_LENDABLE: grade E, or grade D without collateral.
 * @example creditLimit(input, parameters)
 */
export function creditLimit(input: LimitInput, { turnoverPercent, limitStepFen }: Pick<Parameters, 'turnoverPercent' | 'limitStepFen'>): Result<CreditLimit> {
  const { grade, line, security, collateralFen, workingCapitalFen, verifiedTurnoverFen } = input
  const unsecured = security === 'CREDIT'
  const withoutCollateral = unsecured || security === 'GUARANTEE'
  if (grade.decision === 'REJECT' || (grade.decision === 'COLLATERAL_ONLY' && withoutCollateral)) return refuse('GRADE_NOT_LENDABLE', { grade: grade.grade })
  const terms: { term: LimitTerm; amountFen: Fen }[] = [
    ...(unsecured ? [{ term: 'GRADE_CAP' as const, amountFen: figureOf(grade.unsecuredCapFen, line) }] : []),
    { term: 'APPLIED', amountFen: input.appliedFen },
    { term: 'DTI', amountFen: input.dtiDerivedFen },
    ...(collateralFen === null ? [] : [{ term: 'COLLATERAL' as const, amountFen: collateralFen }]),
    ...(workingCapitalFen === null ? [] : [{ term: 'WORKING_CAPITAL' as const, amountFen: workingCapitalFen }]),
    ...(verifiedTurnoverFen === null
      ? []
      : [{ term: 'TURNOVER' as const, amountFen: fen(Number((BigInt(verifiedTurnoverFen) * BigInt(turnoverPercent)) / 100n)) }]),
  ]
  const least = terms.reduce((low, term) => (term.amountFen < low.amountFen ? term : low))
  return ok({ limitFen: fen(least.amountFen - (least.amountFen % limitStepFen)), binding: least.term, terms })
}

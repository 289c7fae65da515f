import type { GradeRow, Parameters } from '../product/parameters.ts'
import type { AssessmentInput, ratiosOf } from './assess.ts'
import { capOf, securityValue } from './security-value.ts'

/** A ratio as a decision sees it: basis points, DSCR in hundredths. */
export interface MeasuredRatio {
  readonly code: 'DTI' | 'LTV' | 'DSCR'
  readonly value: number
  readonly normal: number | null
  readonly limit: number
  readonly verdict: 'OK' | 'NEEDS_REASON' | 'OUTSIDE'
}

const BASIS_POINTS = 100
const BAND = { NORMAL: 'OK', NEEDS_REASON: 'NEEDS_REASON', REFUSED: 'OUTSIDE' } as const

/** Between reject and normal a weak cover is left to head office as an exception (domain 6.1, R05). */
function cover(hundredths: number | null, { dscr }: Parameters): MeasuredRatio[] {
  if (hundredths === null) return []
  const verdict = hundredths >= dscr.normalHundredths ? 'OK' : hundredths < dscr.rejectHundredths ? 'OUTSIDE' : 'NEEDS_REASON'
  return [{ code: 'DSCR', value: hundredths, normal: dscr.normalHundredths, limit: dscr.rejectHundredths, verdict }]
}

/**
 * The ratios of an amount at a rate, each beside its limits: DTI (rulings 5), LTV at the grade's cap where there is collateral, DSCR
 * where a business is surveyed (domain 6.1, 6.4).
 * @example ratioLimits(input, ratiosOf(input, amountFen, rate), { grade, dscrHundredths: null })[0]?.code // 'DTI'
 */
export function ratioLimits(
  input: Pick<AssessmentInput, 'application' | 'survey' | 'parameters'>,
  ratios: ReturnType<typeof ratiosOf>,
  { grade, dscrHundredths }: { readonly grade: Pick<GradeRow, 'ltvCutPoints'> | null; readonly dscrHundredths: number | null },
): MeasuredRatio[] {
  const { dti } = input.parameters
  const security = securityValue(input)
  const debt: MeasuredRatio = {
    code: 'DTI',
    value: ratios.dtiBasisPoints,
    normal: dti.normalPercent * BASIS_POINTS,
    limit: dti.hardPercent * BASIS_POINTS,
    verdict: BAND[ratios.dtiBand],
  }
  if (!security || !grade || ratios.ltvBasisPoints === null) return [debt, ...cover(dscrHundredths, input.parameters)]
  const limit = capOf(security, grade, input.parameters) * BASIS_POINTS
  const value: MeasuredRatio = { code: 'LTV', value: ratios.ltvBasisPoints, normal: null, limit, verdict: ratios.ltvBasisPoints <= limit ? 'OK' : 'OUTSIDE' }
  return [debt, value, ...cover(dscrHundredths, input.parameters)]
}

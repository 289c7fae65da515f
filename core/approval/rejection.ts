import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Parameters } from '../product/parameters.ts'
import { REASON_CODES, type ReasonCode } from '../product/reason-codes.ts'

const MAX_REASONS = 4
const isReason = (code: string): code is ReasonCode => REASON_CODES.some((known) => known === code)

/**
 * The reasons of a rejection: one to four different codes of the catalogue (domain 4.9), most important first.
 *
 * Refusal REJECTION_CODES_WRONG: none, too many, a repeated or an unknown code (named).
 * @example rejectionReasons(['R04', 'R19'])
 */
export function rejectionReasons(codes: readonly string[]): Result<readonly ReasonCode[]> {
  const unknown = codes.filter((code) => !isReason(code))
  const reasons = codes.filter(isReason)
  if (unknown.length > 0) return refuse('REJECTION_CODES_WRONG', { field: 'rejectionCodes', unknown })
  if (reasons.length === 0 || reasons.length > MAX_REASONS || new Set(reasons).size !== reasons.length)
    return refuse('REJECTION_CODES_WRONG', { field: 'rejectionCodes', most: MAX_REASONS })
  return ok(reasons)
}

/** What is known of a thin credit file; null where the report does not say. */
export interface ThinFile {
  readonly reportObtained: boolean
  readonly loanCount: number
  readonly historyMonths: number | null
  readonly activeInLastYear: boolean | null
  readonly newDebts6Months: number | null
  readonly enquiries3Months: number
}

/** Factors a thin file prints beside the reasons, as the credit bureau words them (domain 4.9, S32). */
export const THIN_FILE_FACTORS = [
  'NO_CREDIT_RECORD',
  'HISTORY_UNDER_3_MONTHS',
  'HISTORY_SHORT',
  'INFORMATION_SCARCE',
  'NO_RECENT_ACTIVITY',
  'MANY_RECENT_DEBTS',
  'MANY_RECENT_ENQUIRIES',
] as const
export type ThinFileFactor = (typeof THIN_FILE_FACTORS)[number]

/**
 * The thin-file factors that hold. An unobtainable report says only that there is no record.
 *
 * @example thinFileFactors(file, parameters) // ['HISTORY_SHORT', 'INFORMATION_SCARCE']
 */
export function thinFileFactors(file: ThinFile, { maxEnquiries3Months, thinFile }: Pick<Parameters, 'maxEnquiries3Months' | 'thinFile'>): ThinFileFactor[] {
  if (!file.reportObtained) return ['NO_CREDIT_RECORD']
  const { historyMonths, newDebts6Months, activeInLastYear, enquiries3Months, loanCount } = file
  const holds: Record<ThinFileFactor, boolean> = {
    NO_CREDIT_RECORD: false,
    HISTORY_UNDER_3_MONTHS: historyMonths !== null && historyMonths < 3,
    HISTORY_SHORT: historyMonths !== null && historyMonths >= 3 && historyMonths < thinFile.shortHistoryMonths,
    INFORMATION_SCARCE: loanCount === 0,
    NO_RECENT_ACTIVITY: activeInLastYear === false,
    MANY_RECENT_DEBTS: newDebts6Months !== null && newDebts6Months >= thinFile.manyDebts,
    MANY_RECENT_ENQUIRIES: enquiries3Months > maxEnquiries3Months,
  }
  return THIN_FILE_FACTORS.filter((factor) => holds[factor])
}

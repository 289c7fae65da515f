import { z } from 'zod'
import { DateField, FenField, LongText, ShortText } from '../kernel/schema.ts'

/** What the credit report shows (D309). The first-loan test of domain 1.2 reads nothing else. */
export const CreditReport = z.strictObject({
  /** false = no report obtainable (白户). */
  obtained: z.boolean(),
  reportNo: z.string().trim(),
  enquiredOn: DateField,
  loanCount: z.int().min(0),
  businessLoanCount: z.int().min(0),
  discountCount: z.int().min(0),
  currentlyOverdue: z.boolean(),
  worstConsecutiveOverdue: z.int().min(0),
  overdueTimes24Months: z.int().min(0),
  enquiries3Months: z.int().min(0),
  monthlyDebtServiceFen: FenField,
  usedCardLimitFen: FenField,
  /** 'CLEAN' | 'NONE' (no history) | 'MINOR_LATE' for the scorecard of domain 6.3. */
  record: z.enum(['CLEAN', 'NONE', 'MINOR_LATE']),
})
export type CreditReport = z.output<typeof CreditReport>

/** The visit by two account managers (domain 1.3, D701–D703). */
export const Visit = z.strictObject({
  visitedOn: DateField,
  place: ShortText,
  personMet: ShortText,
  photoCount: z.int().min(0),
  consistency: z.enum(['CONSISTENT', 'MINOR', 'MAJOR']),
  findings: LongText.min(1, 'REQUIRED'),
})
export type Visit = z.output<typeof Visit>

export const Callback = z.strictObject({
  calledOn: DateField,
  phone: ShortText,
  reached: z.boolean(),
  answersMatch: z.boolean(),
  note: LongText,
})
export type Callback = z.output<typeof Callback>

/** Court and registry checks behind the hard rules of domain 6.1. */
export const ListChecks = z.strictObject({
  dishonestDebtor: z.boolean(),
  enforcedDebtor: z.boolean(),
  consumptionRestricted: z.boolean(),
  abnormalOperation: z.boolean(),
  taxGrade: z.enum(['A', 'B', 'M', 'C', 'D', 'NONE']),
  forgedDocument: z.boolean(),
})
export type ListChecks = z.output<typeof ListChecks>

export const PersonalMeans = z.strictObject({
  monthlyNetIncomeFen: FenField,
  /** Standard deviation / mean of six months' income, in percent. */
  incomeVolatilityPercent: z.int().min(0),
  averageDepositFen: FenField,
  socialInsuranceMonths: z.int().min(0),
})
export type PersonalMeans = z.output<typeof PersonalMeans>

const Days = z.int().min(0).max(3600)
/** What the need for working capital is measured on, besides last year's turnover (domain 4.6). */
export const WorkingCapital = z.strictObject({
  marginPercent: z.int().min(-100).max(100),
  growthPercent: z.int().min(-100).max(1000),
  inventoryDays: Days,
  receivableDays: Days,
  payableDays: Days,
  prepaidDays: Days,
  advanceDays: Days,
  ownFundsFen: FenField,
  existingLoansFen: FenField,
  otherFundsFen: FenField,
})
export type WorkingCapital = z.output<typeof WorkingCapital>

export const BusinessMeans = z.strictObject({
  evidencedTurnoverFen: FenField,
  previousTurnoverFen: FenField,
  netProfitFen: z.int(),
  /** Net operating cash + depreciation − tax − family living, a year. */
  operatingCashFen: z.int(),
  existingDebtServiceYearFen: FenField,
  totalDebtFen: FenField,
  totalAssetFen: FenField,
  topCustomerPercent: z.int().min(0).max(100),
  utilities: z.enum(['NORMAL', 'MINOR', 'ARREARS']),
  /** Of an enterprise that borrows working capital; null for everybody else, and in surveys older than it. */
  workingCapital: WorkingCapital.nullable().default(null),
})
export type BusinessMeans = z.output<typeof BusinessMeans>

export const Valuation = z.strictObject({
  valuedOn: DateField,
  appraiser: ShortText,
  appraisedFen: FenField,
  /** Purchase price when bought less than a year ago, else null. */
  purchasePriceFen: FenField.nullable(),
  priorDebtFen: FenField,
})
export type Valuation = z.output<typeof Valuation>

/** Everything found between acceptance and scoring. */
export const Survey = z.strictObject({
  creditReport: CreditReport,
  visit: Visit,
  callback: Callback,
  lists: ListChecks,
  personal: PersonalMeans,
  business: BusinessMeans.nullable(),
  valuation: Valuation.nullable(),
})
export type Survey = z.output<typeof Survey>
export type SurveyInput = z.input<typeof Survey>

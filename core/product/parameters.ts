import { z } from 'zod'
import { fen } from '../kernel/fen.ts'
import { RATE_PER_PERMILLE } from '../kernel/rate.ts'
import { DateField, FenField, RateField } from '../kernel/schema.ts'
import { PASSWORD_TERM } from './password-term.ts'
import { DataVersion } from './product.ts'
import { GRADES, MAX_FEE_PERMILLE, PRODUCT_LINES, type ProductLine, SIGNED_SET_RULES } from './vocabulary.ts'

const Percent = z.int().min(0).max(100)
/** One figure for each applicant type that the file serves: an older version knows fewer lines. */
const perLine = <Figure extends z.ZodType>(figure: Figure) => z.partialRecord(z.enum(PRODUCT_LINES), figure)

/**
 * The figure of a line. Loading the packs refuses a product whose parameters lack one.
 * @throws RangeError when there is none
 */
export function figureOf<Figure>(figures: Readonly<Partial<Record<ProductLine, Figure>>>, line: ProductLine): Figure {
  const figure = figures[line]
  if (figure === undefined) throw new RangeError(`no figure for ${line}`)
  return figure
}

/** The loan prime rate as published on a day (domain 3.11). */
const LprRow = z.strictObject({ publishedOn: DateField, oneYear: RateField, fiveYear: RateField })
export type LprRow = z.output<typeof LprRow>

/** Grade → decision, limit, price, approval (domain 6.4). Basis points stand over LPR. */
const GradeRow = z
  .strictObject({
    grade: z.enum(GRADES),
    minPoints: z.int().min(0).max(100),
    decision: z.enum(['APPROVE', 'MANUAL', 'COLLATERAL_ONLY', 'REJECT']),
    unsecuredCapFen: perLine(FenField),
    /** Percentage points taken off the collateral's LTV cap. */
    ltvCutPoints: Percent,
    priceBp: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
    approval: z.enum(['BRANCH', 'BRANCH_TWO_SIGNATURES', 'HEAD_OFFICE', 'NONE']),
  })
  .refine(({ priceBp }) => priceBp === null || priceBp.from <= priceBp.to, 'PRICE_RANGE_EMPTY')
  .refine(({ decision, priceBp }) => (decision === 'REJECT') === (priceBp === null), 'PRICE_ONLY_WHERE_LENDING')
export type GradeRow = z.output<typeof GradeRow>

/** Largest total exposure one level may approve, by security and line (domain 10.3). */
const AuthorityRow = z.strictObject({
  CREDIT: perLine(FenField),
  GUARANTEE: perLine(FenField),
  MORTGAGE_RE: perLine(FenField),
  MORTGAGE_VEH: perLine(FenField).default({}),
  PLEDGE: perLine(FenField).default({}),
})
export type AuthorityRow = z.output<typeof AuthorityRow>

const GradeTable = z
  .array(GradeRow)
  .length(GRADES.length)
  .refine((rows) => rows.every((row, index) => row.grade === GRADES[index]), 'GRADES_NOT_IN_ORDER')
  .refine((rows) => rows.every((row, index) => index === 0 || row.minPoints < (rows[index - 1]?.minPoints ?? 0)), 'GRADE_POINTS_NOT_FALLING')
  .refine((rows) => rows.at(-1)?.minPoints === 0, 'LOWEST_GRADE_NOT_OPEN')

/** 10,000,000 yuan to one payee: above it a working-capital loan is paid by the bank (domain 1.3). */
const WORKING_CAPITAL_FEN = fen(1_000_000_000)
const OTHER_CAPS = {
  VEHICLE_NEW: Percent.default(0),
  VEHICLE_USED: Percent.default(0),
  DEPOSIT: Percent.default(0),
  RECEIVABLE: Percent.default(0),
  MOVABLE: Percent.default(0),
  EQUITY: Percent.default(0),
  IP: Percent.default(0),
}

/** The bank's settings: every threshold marked [D] or [GK] in the lending rules. A case pins the version it was decided under. */
export const Parameters = z.strictObject({
  version: DataVersion,
  validFrom: DateField,
  age: z.strictObject({ min: z.int().min(16), max: z.int(), maxAtMaturity: perLine(z.int()) }),
  dti: z
    .strictObject({ normalPercent: Percent, hardPercent: Percent, cardLimitPercent: Percent })
    .refine((dti) => dti.normalPercent <= dti.hardPercent, 'DTI_LIMITS_CROSSED'),
  dscr: z.strictObject({ normalHundredths: z.int().min(0), rejectHundredths: z.int().min(0) }),
  minOperatingMonths: z.int().min(0),
  maxEnquiries3Months: z.int().min(0),
  /** From when a credit file counts as short, and recent debts as many (domain 4.9). */
  thinFile: z.strictObject({ shortHistoryMonths: z.int().min(4), manyDebts: z.int().min(1) }),
  overdue: z.strictObject({ consecutive: z.int().min(1), times24Months: z.int().min(1) }),
  /** Highest loan to value by what secures it (domain 5.5). */
  ltvCapPercent: z.strictObject({ RESIDENTIAL: Percent, COMMERCIAL: Percent, ...OTHER_CAPS }),
  /** A vehicle older than this is lent on as used. */
  newVehicleMonths: z.int().min(0).default(0),
  /** External valuation above the internal one by more than this: the lower counts and a third opinion is due (domain 5.5). */
  valuationGapPercent: Percent,
  revaluationMonths: z.int().min(1),
  turnoverPercent: Percent,
  limitStepFen: FenField.refine((step) => step > 0, 'STEP_ZERO'),
  grades: GradeTable,
  authority: z.strictObject({ branch: AuthorityRow, headOfficeDepartment: AuthorityRow }),
  approvalValidityDays: z.int().min(1),
  firstLoanRecheckDays: z.int().min(1),
  registryRecheckDays: z.int().min(0),
  lpr: z
    .array(LprRow)
    .min(1)
    .refine((rows) => rows.every((row, index) => index === 0 || row.publishedOn > (rows[index - 1]?.publishedOn ?? '')), 'LPR_NOT_IN_ORDER'),
  /** Which LPR prices one to five years, by agreement (domain 3.11). */
  lprForOneToFiveYears: z.enum(['ONE_YEAR', 'FIVE_YEAR']),
  costCeiling: RateField,
  costDisclosureFrom: DateField,
  penalty: z.strictObject({ overduePercent: z.int().min(30).max(50), misusePercent: z.int().min(50).max(100), graceDays: z.int().min(0) }),
  /** Papers say it in whole permille: what they could not say is refused. */
  prepaymentFeeRate: RateField.refine((fee) => fee % RATE_PER_PERMILLE === 0 && fee <= MAX_FEE_PERMILLE * RATE_PER_PERMILLE, 'FEE_NOT_WHOLE_PERMILLE'),
  payment: z.strictObject({
    selfPayeeUnknownFen: FenField,
    selfBusinessFen: FenField,
    selfEnterpriseFen: FenField.default(WORKING_CAPITAL_FEN),
    splittingDays: z.int().min(1),
  }),
  recordRetentionYears: z.int().min(10),
  /** Whether the money waits for every page of the signed contracts: always, or once the first of them was scanned. */
  signedSet: z.enum(SIGNED_SET_RULES).default('ALWAYS'),
  /** How long a person's password serves, and from when its end is announced (domain 8.3). */
  password: z
    .strictObject({ maxAgeDays: z.int().min(1).max(365), warnDays: z.int().min(0) })
    .refine(({ maxAgeDays, warnDays }) => warnDays < maxAgeDays, 'PASSWORD_WARNED_ALWAYS')
    .default({ ...PASSWORD_TERM }),
})
export type Parameters = z.output<typeof Parameters>

import { z } from 'zod'
import { CaseFenField, DateField, FenField, LongText, RateField, ShortText } from '../kernel/schema.ts'
import { BORROWER_KINDS, MAX_FEE_PERMILLE, PAYMENT_MODES, PRODUCT_LINES, REPAYMENT_METHODS, SECURITY_MODES } from '../product/vocabulary.ts'
import { BEARERS, CHARGES } from './agreed-costs.ts'
import { DISPUTES, REPRICE_RULES } from './agreed-terms.ts'
import { FEE_CODES } from './annual-cost.ts'
import { disagreements } from './terms-agree.ts'
import { PaperAddress, TermsCompany, TermsGuarantor, TermsMaximum, TermsParty, TermsPledge, TermsVehicle } from './terms-security.ts'

/** A branch-issued number: prefix and digits, ASCII only, because it stands in every QR (domain 10.5). */
export const PaperNumber = z.string().regex(/^[A-Z]{2}[0-9A-Z-]{4,28}$/, 'NUMBER_INVALID')

/** The bank as it signs. `phone` is also the complaint line. */
export const Lender = z.strictObject({ bank: ShortText, branch: ShortText, address: PaperAddress, phone: ShortText, manager: ShortText })
export type Lender = z.output<typeof Lender>

/** Aligned with the value date, or one day of the month (domain 4.2). */
export const TermsDueMode = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ALIGNED') }),
  z.strictObject({ kind: z.literal('FIXED_DAY'), day: z.int().min(1).max(31) }),
])

/** The price: LPR of a date and tenor plus basis points (domain 3.11). `repriceRule` is null for a fixed rate. */
export const TermsRate = z.strictObject({
  annualRate: RateField,
  lprDate: DateField,
  lprTenor: z.enum(['1Y', '5Y']),
  lprRate: RateField,
  bp: z.int(),
  repriceRule: z.enum(REPRICE_RULES).nullable(),
  /** Overdue 30–50 %, misuse 50–100 % above the contract rate; never added together (domain 4.7). */
  penaltyMarkupPercent: z.int().min(0).max(100),
  penaltyRate: RateField,
  misuseMarkupPercent: z.int().min(0).max(100),
  misuseRate: RateField,
})

export const TermsPayee = z.strictObject({ name: ShortText, account: ShortText, bank: ShortText, amountFen: CaseFenField })

export const TermsLoan = z.strictObject({
  amountFen: CaseFenField,
  tenorMonths: z.int().min(1).max(360),
  rate: TermsRate,
  method: z.enum(REPAYMENT_METHODS),
  dueMode: TermsDueMode,
  interestBasis: z.enum(['ACT_360', '30_360', 'ACT_365']),
  valueDate: DateField,
  maturityOn: DateField,
  purposeText: ShortText,
  paymentMode: z.enum(PAYMENT_MODES),
  payee: TermsPayee.nullable(),
  debitAccount: ShortText,
  /** Days after release within which proof of use is due, at most 90 (domain 1.3). */
  proofDays: z.int().min(1).max(90),
  /** Prepayment fee in 1/1000 of the prepaid amount; 0 = none. */
  prepaymentFeePermille: z.int().min(0).max(MAX_FEE_PERMILLE),
})

/** One row of the schedule: the shape of `Instalment` in schedule.ts, parsed from storage. */
export const TermsInstalment = z.strictObject({
  index: z.int().min(1),
  dueOn: DateField,
  days: z.int().min(0),
  principalFen: FenField,
  interestFen: FenField,
  totalFen: FenField,
  balanceFen: FenField,
})

export const COST_CODES = ['INTEREST', ...FEE_CODES] as const
/** How a cost is charged: the standards of `CostItem` in cost-disclosure.ts. */
export const TermsCharge = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('ANNUAL_RATE'), rate: RateField }), ...CHARGES])
export type TermsCharge = z.output<typeof TermsCharge>

/** One cost of the loan; `payee` is the name of who takes the money (NFRA rule 2026 no. 2). */
export const TermsCostItem = z.strictObject({
  code: z.enum(COST_CODES),
  standard: TermsCharge,
  payee: ShortText,
  bearer: z.enum(BEARERS),
  amountFen: FenField,
})

/** All costs and the annualised figures of domain 4.5, for normal performance and for default. */
export const TermsCost = z.strictObject({
  items: z.array(TermsCostItem).min(1).max(30),
  totalFen: FenField,
  /** Equal monthly instalments only. */
  monthly: z.strictObject({ simple: RateField, compound: RateField }).nullable(),
  xirr: RateField,
  /** The figure printed: compound of monthly instalments, else XIRR. */
  headline: RateField,
  partners: z.array(ShortText).max(20),
  /** Signed before the contract (D204); null leaves the date to be written by hand. */
  disclosedOn: DateField.nullable(),
})

/** The house given as security (domain 4.8). `areaHundredths` is 1/100 square metre. */
export const TermsHouse = z.strictObject({
  titleNo: ShortText,
  unitNo: z.string().trim().max(200),
  address: PaperAddress,
  areaHundredths: z.int().min(1),
  use: z.enum(['RESIDENTIAL', 'COMMERCIAL']),
  ownership: z.enum(['SOLE', 'JOINT', 'SHARED']),
  leased: z.boolean(),
  appraisedFen: FenField,
  securedFen: FenField,
  priorDebtFen: FenField,
})

const TermsShape = z.strictObject({
  caseNo: PaperNumber,
  contractNo: PaperNumber,
  mortgageNo: PaperNumber.nullable(),
  iouNo: PaperNumber,
  productLine: z.enum(PRODUCT_LINES),
  /** ENTERPRISE: `business` owes the loan, `borrower` is its legal representative. */
  borrowerKind: z.enum(BORROWER_KINDS).default('PERSON'),
  /** What the loan stands on; null on terms drawn up before it was kept. */
  security: z.enum(SECURITY_MODES).nullable().default(null),
  lender: Lender,
  borrower: TermsParty,
  spouse: TermsParty.nullable(),
  coOwners: z.array(TermsParty).max(10),
  /** A family farm without a licence has no code. */
  business: z.strictObject({ name: ShortText, uscc: z.string().trim().max(200), address: PaperAddress }).nullable(),
  loan: TermsLoan,
  schedule: z.array(TermsInstalment).min(1).max(360),
  cost: TermsCost,
  house: TermsHouse.nullable(),
  vehicle: TermsVehicle.nullable().default(null),
  pledge: TermsPledge.nullable().default(null),
  guarantors: z.array(TermsGuarantor).max(10).default([]),
  guarantorCompanies: z.array(TermsCompany).max(5).default([]),
  collateralCompany: TermsCompany.nullable().default(null),
  /** Absent: security for this loan alone. Terms sealed before this field came keep their seal. */
  maximum: TermsMaximum.optional(),
  /** Conditions of the approval, in the words the approver wrote. */
  conditions: z.array(LongText.min(1, 'REQUIRED')).max(30),
  specialTerms: LongText,
  disputes: z.enum(DISPUTES),
  /** Copies signed, and how many the borrower keeps. */
  copies: z.strictObject({ total: z.int().min(2).max(12), borrower: z.int().min(1).max(10) }),
  /** The day printed beside the signatures; null leaves it to be written by hand. */
  signedOn: DateField.nullable(),
  /** SHA-256 of what the approval signed (approved-terms.ts): the one code of every paper. Absent on terms drawn up before approvals were sealed. */
  seal: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

/**
 * The approved terms of one loan: the only source of every paper of its contract set, so that no two papers can differ.
 * Money in fen, rates in 1/10000 percent, dates 'YYYY-MM-DD' (domain 4.8). Parts that contradict each other refuse it (terms-agree.ts).
 */
export const ContractTerms = TermsShape.superRefine((terms, context) => {
  for (const { field, code } of disagreements(terms)) context.addIssue({ code: 'custom', message: code, path: field.split('.') })
})
export type ContractTerms = z.output<typeof ContractTerms>
export type ContractTermsInput = z.input<typeof ContractTerms>

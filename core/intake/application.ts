import { z } from 'zod'
import { CaseFenField, DateField, FenField, LongText, ShortText } from '../kernel/schema.ts'
import { ID_TYPES, MARITAL_STATUSES, PAYMENT_MODES, REPAYMENT_METHODS } from '../product/vocabulary.ts'

/** A natural person who signs something in a case. */
export const Person = z.strictObject({
  name: z.string().trim().min(1, 'REQUIRED'),
  idType: z.enum(ID_TYPES),
  idNumber: z.string().trim().min(1, 'REQUIRED'),
  idIssuedOn: DateField,
  /** null = 长期, no expiry. */
  idExpiresOn: DateField.nullable(),
  phone: z.string().trim().min(1, 'REQUIRED'),
  address: ShortText,
})
export type Person = z.output<typeof Person>

export const Borrower = Person.extend({
  maritalStatus: z.enum(MARITAL_STATUSES),
  /** First four digits of the household register's region (GB/T 2260), compared with the branch's. */
  hukouCityCode: z.string().regex(/^\d{4}$/, 'REGION_INVALID'),
  residenceProof: z.enum(['HUKOU', 'OTHER']),
  residence: z.enum(['OWN', 'MORTGAGED', 'FAMILY', 'RENT']),
  rentedSince: DateField.nullable(),
  inCitySince: DateField,
})
export type Borrower = z.output<typeof Borrower>

export const Employment = z.strictObject({
  employer: ShortText,
  since: DateField,
  monthlyIncomeFen: FenField,
  housingFund: z.boolean(),
})

export const Business = z.strictObject({
  name: ShortText,
  uscc: z.string().trim(),
  registeredOn: DateField,
  address: ShortText,
  industry: ShortText,
  ownerInIndustrySince: DateField,
  premises: z.enum(['OWN', 'LEASE', 'NONE']),
  leaseEndsOn: DateField.nullable(),
  licensedSector: z.boolean(),
  taxRegistered: z.boolean(),
  annualTurnoverFen: FenField,
})

export const LoanRequest = z.strictObject({
  amountFen: CaseFenField,
  tenorMonths: z.int().min(1, 'TENOR_INVALID').max(360, 'TENOR_INVALID'),
  repaymentMethod: z.enum(REPAYMENT_METHODS),
  purposeCode: ShortText,
  purposeText: ShortText,
  paymentMode: z.enum(PAYMENT_MODES),
  payee: z.strictObject({ name: ShortText, account: ShortText, bank: ShortText, amountFen: CaseFenField }).nullable(),
  debitAccount: ShortText,
})

/** A house offered as security; owner = borrower, co-owners sign too (domain 4.8, D606). */
export const HouseOffer = z.strictObject({
  titleNo: ShortText,
  unitNo: z.string().trim(),
  address: ShortText,
  /** Floor area in 1/100 square metre. */
  areaHundredths: z.int().min(1),
  use: z.enum(['RESIDENTIAL', 'COMMERCIAL']),
  ownership: z.enum(['SOLE', 'JOINT', 'SHARED']),
  coOwners: z.array(Person).max(10),
  leased: z.boolean(),
  declaredValueFen: CaseFenField,
})
export type HouseOffer = z.output<typeof HouseOffer>

export const Declarations = z.strictObject({
  firstLoan: z.boolean(),
  assetsDeclared: z.boolean(),
  relatedParty: z.boolean(),
  agentPresent: z.boolean(),
})

/** What the applicant declares at intake. Sealed as one value per case row. Field rules: `check-application.ts`. */
export const Application = z.strictObject({
  productCode: ShortText,
  borrower: Borrower,
  spouse: Person.nullable(),
  employment: Employment.nullable(),
  business: Business.nullable(),
  loan: LoanRequest,
  house: HouseOffer.nullable(),
  declarations: Declarations,
  note: LongText.default(''),
})
export type Application = z.output<typeof Application>
export type ApplicationInput = z.input<typeof Application>

import { z } from 'zod'
import { CaseFenField, DateField, FenField, LongText, ShortText } from '../kernel/schema.ts'
import { MARITAL_STATUSES, PAYMENT_MODES, REPAYMENT_METHODS } from '../product/vocabulary.ts'
import { Guarantor, HouseOffer, PledgeOffer, VehicleOffer } from './offers.ts'
import { Company, Person } from './person.ts'

/** The borrower; for an enterprise the legal representative, who acts for it (the enterprise itself is `business`). */
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

/** What an enterprise or cooperative adds to `business`. */
export const Enterprise = z.strictObject({
  /** Account name and bank of the basic deposit account (D412). */
  basicAccount: ShortText,
  employees: z.int().min(0).max(100_000),
  totalAssetsFen: FenField,
  /** Members of a cooperative, at least five (Farmers' Cooperatives Law 12); null for a company. */
  members: z.int().min(0).max(100_000).nullable(),
  /** A controller who is not the legal representative. */
  controller: Person.nullable(),
})
export type Enterprise = z.output<typeof Enterprise>

/** What a family farm or cooperative adds (domain 2.1, D501–D508). */
export const Farm = z.strictObject({
  produce: ShortText,
  /** 1/100 mu of land worked. */
  landHundredths: z.int().min(1),
  landLeaseEndsOn: DateField.nullable(),
  /** Seasons worked so far: what the scorecard counts instead of years. */
  seasons: z.int().min(0).max(200),
  insured: z.boolean(),
  /** A family farm with a business licence; without one it stands on the list of farms only. */
  licensed: z.boolean(),
  landUsePledged: z.boolean(),
  /** The agricultural guarantee company behind the loan. */
  guaranteeCompany: ShortText.nullable(),
})
export type Farm = z.output<typeof Farm>

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
  enterprise: Enterprise.nullable().default(null),
  farm: Farm.nullable().default(null),
  vehicle: VehicleOffer.nullable().default(null),
  pledge: PledgeOffer.nullable().default(null),
  guarantors: z.array(Guarantor).max(10).default([]),
  guarantorCompanies: z.array(Company).max(5).default([]),
  /** A company other than the borrower that owns the house, vehicle or pledged right. */
  collateralCompany: Company.nullable().default(null),
  /** Who came in the borrower's stead. */
  agent: Person.nullable().default(null),
  declarations: Declarations,
  note: LongText.default(''),
})
export type Application = z.output<typeof Application>
export type ApplicationInput = z.input<typeof Application>

import { z } from 'zod'
import { CaseFenField, DateField, FenField, ShortText } from '../kernel/schema.ts'
import { MARITAL_STATUSES, PLEDGE_KINDS } from '../product/vocabulary.ts'
import { Person } from './person.ts'

/** What secures the loan, as offered at intake (domain 2.1, 4.8, 5). */

/** A house; owner = borrower, co-owners sign too (D606). */
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

/** A vehicle; owner = borrower. `certificateNo` is that of the registration certificate (D611). */
export const VehicleOffer = z.strictObject({
  plate: ShortText,
  vin: ShortText,
  certificateNo: ShortText,
  model: ShortText,
  firstRegisteredOn: DateField,
  ownership: z.enum(['SOLE', 'JOINT', 'SHARED']),
  coOwners: z.array(Person).max(10),
  declaredValueFen: CaseFenField,
})
export type VehicleOffer = z.output<typeof VehicleOffer>

/**
 * A deposit slip, receivables, movables, shares or intellectual property. `obligor` is who owes or issued it: the bank of the slip,
 * the account debtor, the company of the shares, the office of the right. `maturesOn` null = without end.
 */
export const PledgeOffer = z.strictObject({
  kind: z.enum(PLEDGE_KINDS),
  description: ShortText,
  documentNo: ShortText,
  obligor: ShortText,
  maturesOn: DateField.nullable(),
  declaredValueFen: CaseFenField,
})
export type PledgeOffer = z.output<typeof PledgeOffer>

/** A person who guarantees; the spouse consents (D603) and authorises the enquiry too. */
export const Guarantor = Person.extend({
  maritalStatus: z.enum(MARITAL_STATUSES),
  spouse: Person.nullable(),
  monthlyIncomeFen: FenField,
  relation: ShortText,
})
export type Guarantor = z.output<typeof Guarantor>

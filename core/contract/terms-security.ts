import { z } from 'zod'
import { CaseFenField, DateField, FenField, ShortText } from '../kernel/schema.ts'
import { ID_TYPES, PLEDGE_KINDS } from '../product/vocabulary.ts'

/** An address on paper: longer than a screen field, laid out over as many lines as it needs. */
export const PaperAddress = z.string().trim().min(1, 'REQUIRED').max(2000, 'TOO_LONG')

/** A person as the papers name them; `address` is the agreed address for service. */
export const TermsParty = z.strictObject({ name: ShortText, idType: z.enum(ID_TYPES), idNumber: ShortText, phone: ShortText, address: PaperAddress })
export type TermsParty = z.output<typeof TermsParty>

/** A person who guarantees jointly and severally (Civil Code 686 wants the mode written); the spouse consents (D603). */
export const TermsGuarantor = TermsParty.extend({ spouse: TermsParty.nullable() })

/** A company that guarantees or owns collateral, and who acts for it. */
export const TermsCompany = z.strictObject({ name: ShortText, uscc: ShortText, address: PaperAddress, legalRepresentative: TermsParty })
export type TermsCompany = z.output<typeof TermsCompany>

const Valued = { appraisedFen: FenField, securedFen: FenField, priorDebtFen: FenField }

/** The vehicle given as security (domain 5.2). */
export const TermsVehicle = z.strictObject({
  plate: ShortText,
  vin: ShortText,
  certificateNo: ShortText,
  model: ShortText,
  firstRegisteredOn: DateField,
  ownership: z.enum(['SOLE', 'JOINT', 'SHARED']),
  ...Valued,
})

/** What is pledged (domain 5.3, 5.4). */
export const TermsPledge = z.strictObject({
  kind: z.enum(PLEDGE_KINDS),
  description: ShortText,
  documentNo: ShortText,
  obligor: ShortText,
  maturesOn: DateField.nullable(),
  declaredValueFen: CaseFenField,
  ...Valued,
})

/** A security up to a ceiling for all debts of a period (Civil Code 420, 690). */
export const TermsMaximum = z.strictObject({ ceilingFen: CaseFenField, from: DateField, to: DateField })
export type TermsMaximum = z.output<typeof TermsMaximum>

import { z } from 'zod'
import { DateField, ShortText } from '../kernel/schema.ts'
import { ID_TYPES } from '../product/vocabulary.ts'

/** A natural person who signs something in a case. */
export const Person = z.strictObject({
  name: z.string().trim().min(1, 'REQUIRED'),
  idType: z.enum(ID_TYPES),
  idNumber: z.string().trim().min(1, 'REQUIRED'),
  idIssuedOn: DateField,
  /** null = without expiry. */
  idExpiresOn: DateField.nullable(),
  phone: z.string().trim().min(1, 'REQUIRED'),
  address: ShortText,
})
export type Person = z.output<typeof Person>

/** A company that answers for the loan or owns what secures it, with the person who acts for it. */
export const Company = z.strictObject({
  name: ShortText,
  uscc: z.string().trim().min(1, 'REQUIRED'),
  address: ShortText,
  legalRepresentative: Person,
})
export type Company = z.output<typeof Company>

import { z } from 'zod'
import type { DateOnly } from '../kernel/calendar.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { DateField, ShortText } from '../kernel/schema.ts'
import { ID_TYPES } from '../product/vocabulary.ts'
import { checkIdNumber } from './id-number.ts'
import type { Person } from './person.ts'

/** What an ID card reader gives: the text fields of the chip. No picture is taken over. */
export const IdCard = z.strictObject({
  idType: z.enum(ID_TYPES),
  name: z.string().trim().min(1, 'REQUIRED').max(200, 'TOO_LONG'),
  sex: z.enum(['M', 'F']),
  birth: DateField,
  address: ShortText,
  idNumber: z.string().trim().min(1, 'REQUIRED').max(30, 'TOO_LONG'),
  issuedBy: ShortText,
  issuedOn: DateField,
  /** null = without expiry. */
  expiresOn: DateField.nullable(),
})
export type IdCard = z.output<typeof IdCard>

/**
 * A card as the person of a form; the phone stays to be typed. The chip's birth date and sex must be those of the number.
 * Refuses CARD_CONTRADICTS naming the field: such a card is looked at, not typed over.
 * @example personFromCard(card, today) // { ok: true, value: { name, idType, idNumber, idIssuedOn, idExpiresOn, address } }
 */
export function personFromCard(card: IdCard, today: DateOnly): Result<Omit<Person, 'phone'>> {
  const told = checkIdNumber(card.idType, card.idNumber, today)
  if (!told.ok) return refuse('CARD_CONTRADICTS', { field: 'idNumber', reason: told.code })
  if (told.birth !== null && told.birth !== card.birth) return refuse('CARD_CONTRADICTS', { field: 'birth', reason: 'DATE' })
  if (told.sex !== null && told.sex !== card.sex) return refuse('CARD_CONTRADICTS', { field: 'sex', reason: 'SEQ' })
  const { idType, name, address, issuedOn, expiresOn } = card
  return ok({ name, idType, idNumber: told.number, idIssuedOn: issuedOn, idExpiresOn: expiresOn, address })
}

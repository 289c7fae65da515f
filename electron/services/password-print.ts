import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { normalisePassword } from '../../core/people/password-rule.ts'
import { subKey } from './aead.ts'
import type { KeySlot } from './key-slot.ts'
import { stretch } from './stretch.ts'

/** What tells a password again and opens nothing: of another branch of the same Argon2id as its key slot. Kept sealed only. */
export interface PasswordPrint {
  readonly salt: Uint8Array
  readonly cost: KeySlot['cost']
  readonly print: Uint8Array
}

const Base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const PrintText = z.strictObject({
  salt: Base64,
  cost: z.strictObject({ memoryKib: z.int(), passes: z.int(), lanes: z.int() }),
  print: Base64,
})

/** The print of what was stretched already for its slot. */
export const printOf = ({ salt, cost }: Pick<KeySlot, 'salt' | 'cost'>, stretched: Uint8Array): PasswordPrint => ({
  salt,
  cost,
  print: subKey(stretched, 'password-print'),
})

/** The print of a password whose slot has none yet. @example await makePrint(slot, typed) */
export const makePrint = async (slot: Pick<KeySlot, 'salt' | 'cost'>, password: string): Promise<PasswordPrint> =>
  printOf(slot, await stretch(slot, normalisePassword(password)))

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
export const printToText = ({ salt, cost, print }: PasswordPrint): string => JSON.stringify({ salt: base64(salt), cost, print: base64(print) })
/** @throws when the text is none: it comes from under the branch's own seal */
export const printFromText = (text: string): PasswordPrint => PrintText.parse(JSON.parse(text))

/** Whether a password is the one of the print. @example await matchesPrint(printFromText(row.print), typed) */
export const matchesPrint = async (known: PasswordPrint, password: string): Promise<boolean> =>
  timingSafeEqual((await makePrint(known, password)).print, known.print)

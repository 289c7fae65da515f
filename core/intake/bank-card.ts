import { toHalfWidth } from '../kernel/han-text.ts'
import { luhnHolds } from '../kernel/luhn.ts'

export type CardCheck = { readonly ok: true; readonly card: string } | { readonly ok: false; readonly code: 'CHECK' | 'FORMAT' }

/** An account or card number without blanks and dashes, digits made plain. */
export const normaliseAccount = (text: string): string => toHalfWidth(text).replace(/[\s-]/gu, '')

/**
 * A bank card number: 13 to 19 digits ending in a Luhn digit. Corporate accounts and passbooks are not Luhn numbers.
 * @see domain 3.5
 * @example checkBankCard('6200 0000 0000 0005') // { ok: true, card: '6200000000000005' }
 */
export function checkBankCard(text: string): CardCheck {
  const card = normaliseAccount(text)
  if (!/^\d{13,19}$/.test(card)) return { ok: false, code: 'FORMAT' }
  return luhnHolds(card) ? { ok: true, card } : { ok: false, code: 'CHECK' }
}

/** UnionPay issues its cards under 62, with 16 to 19 digits: such a number is a card, whatever its check digit. */
export const looksLikeCard = (account: string): boolean => /^62\d{14,17}$/.test(account)

import { normaliseIdNumber, upgradeIdNumber } from './id-number.ts'
import { normalisePhone } from './mobile.ts'
import { normaliseUscc } from './uscc.ts'

export type ComparedField = 'ID' | 'PHONE' | 'USCC'

/**
 * The text behind a blind index: two writings of one number give the same key, so that a duplicate applicant is found.
 * A 15-digit ID number compares as its 18-character form. Nothing is checked; keys of different fields never meet.
 * @example comparisonKey('PHONE', '+86 138 0013 8000') // '13800138000'
 */
export function comparisonKey(field: ComparedField, text: string): string {
  if (field === 'PHONE') return normalisePhone(text)
  if (field === 'USCC') return normaliseUscc(text)
  const number = normaliseIdNumber(text)
  return /^\d{15}$/.test(number) ? upgradeIdNumber(number) : number
}

import { toHalfWidth } from '../kernel/han-text.ts'

export type VinCode = 'CHECK' | 'FORMAT' | 'POS9' | 'TAIL' | 'YEAR'
export type VinCheck = { readonly ok: true; readonly vin: string; readonly madeInChina: boolean } | { readonly ok: false; readonly code: VinCode }

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ'
const LETTER_VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

const figureOf = (character: string): number => (/\d/.test(character) ? Number(character) : (LETTER_VALUES[LETTERS.indexOf(character)] ?? 0))

/**
 * A vehicle identification number (ISO 3779, GB 16735-2019): 17 characters, check character at place 9.
 * @returns FORMAT (shape, I, O or Q), POS9 (not a digit or X there), YEAR (place 10), TAIL (last four not digits), CHECK
 * @see domain 3.7
 * @example checkVin('LTESTA102P0000001')
 */
export function checkVin(text: string): VinCheck {
  const vin = toHalfWidth(text).replace(/\s/gu, '').toUpperCase()
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) return { ok: false, code: 'FORMAT' }
  if (!/^.{8}[\dX]/.test(vin)) return { ok: false, code: 'POS9' }
  if (/^.{9}[UZ0]/.test(vin)) return { ok: false, code: 'YEAR' }
  if (!/\d{4}$/.test(vin)) return { ok: false, code: 'TAIL' }
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * figureOf(vin.charAt(index)), 0)
  return '0123456789X'.charAt(sum % 11) === vin[8] ? { ok: true, vin, madeInChina: vin.startsWith('L') } : { ok: false, code: 'CHECK' }
}

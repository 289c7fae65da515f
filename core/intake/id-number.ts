import { type DateOnly, parseDate } from '../kernel/calendar.ts'
import { toHalfWidth } from '../kernel/han-text.ts'
import type { IdType } from '../product/vocabulary.ts'
import { provinceExists } from './regions.ts'

export const ID_CODES = ['CHECK', 'DATE', 'FORMAT', 'FUTURE', 'KIND', 'PROVINCE', 'REGION', 'SEQ'] as const
export type IdCode = (typeof ID_CODES)[number]
export type IdKind = 'RESIDENT' | 'HK_RESIDENCE_PERMIT' | 'MO_RESIDENCE_PERMIT' | 'TW_RESIDENCE_PERMIT' | 'FOREIGN_PR' | 'FOREIGN_PR_2017'
export type Sex = 'M' | 'F'

export interface IdNumber {
  readonly ok: true
  readonly kind: IdKind
  /** 18 characters, or the 15 of a foreign resident's card of 2017. */
  readonly number: string
  /** A 15-digit number, no valid document since 2013-01-01: good only to search old files. */
  readonly was15: boolean
  /** null on a card of 2017, whose year of birth has two digits. */
  readonly birth: DateOnly | null
  readonly sex: Sex | null
  /** Region of registration (six digits; a foreign resident's card has the province only, two digits). */
  readonly region: string
  /** ISO 3166 numeric, or alpha-3 on a card of 2017; null for Chinese nationals. '000' is stateless. */
  readonly nationality: string | null
}
export type IdCheck = IdNumber | { readonly ok: false; readonly code: IdCode }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const PERMITS: Readonly<Record<string, IdKind>> = { '81': 'HK_RESIDENCE_PERMIT', '82': 'MO_RESIDENCE_PERMIT', '83': 'TW_RESIDENCE_PERMIT' }
const fail = (code: IdCode): IdCheck => ({ ok: false, code })
const sexOf = (id18: string): Sex => (Number(id18[16]) % 2 === 1 ? 'M' : 'F')

/** The form in which numbers are stored and compared: plain digits, no blanks, capital X. */
export const normaliseIdNumber = (text: string): string => toHalfWidth(text).replace(/\s/gu, '').toUpperCase()

/** ISO 7064 MOD 11-2 over the first 17 digits (GB 11643-1999). @example idCheckCharacter('11010519491231002') // 'X' */
export function idCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return '10X98765432'.charAt(sum % 11)
}

/** A 15-digit number as 18 characters: the century put in, the check character added. Nothing else is checked. */
export function upgradeIdNumber(id15: string): string {
  const first17 = `${id15.slice(0, 6)}19${id15.slice(6)}`
  return first17 + idCheckCharacter(first17)
}

function birthOf(id18: string, today: DateOnly): { readonly birth: DateOnly } | { readonly code: 'DATE' | 'FUTURE' } {
  const birth = parseDate(`${id18.slice(6, 10)}-${id18.slice(10, 12)}-${id18.slice(12, 14)}`)
  if (!birth) return { code: 'DATE' }
  return birth > today ? { code: 'FUTURE' } : { birth }
}

/**
 * A resident ID number (18, or 15 from old files), or a residence permit of Hong Kong, Macau or Taiwan residents.
 * @param today a birth after it is refused
 * @returns what the number tells, or the first thing wrong: FORMAT, PROVINCE, REGION, DATE, FUTURE, CHECK
 * @see domain 3.1, 3.2 (GB 11643-1999)
 * @example checkResidentId('110199199003070017', dateOnly('2026-11-23'))
 */
export function checkResidentId(text: string, today: DateOnly): IdCheck {
  const typed = normaliseIdNumber(text)
  const was15 = /^\d{15}$/.test(typed)
  if (!was15 && !/^\d{17}[\dX]$/.test(typed)) return fail('FORMAT')
  if (typed.startsWith('9') && !was15 && checkForeignId(typed, today).ok) return fail('KIND')
  const number = was15 ? upgradeIdNumber(typed) : typed
  const region = number.slice(0, 6)
  if (!provinceExists(region)) return fail('PROVINCE')
  const permit = PERMITS[region.slice(0, 2)]
  if (permit && !region.endsWith('0000')) return fail('REGION')
  const born = birthOf(number, today)
  if ('code' in born) return fail(born.code)
  if (idCheckCharacter(number) !== number[17]) return fail('CHECK')
  return { ok: true, kind: permit ?? 'RESIDENT', number, was15, birth: born.birth, sex: sexOf(number), region, nationality: null }
}

/**
 * A foreign permanent resident's number: 18 digits since 2023, or the 15 characters of a card of 2017, whose check rule
 * is not public, so that only its shape is checked.
 * @see domain 3.3
 * @example checkForeignId('911124198108030024', dateOnly('2026-11-23')) // Canada, F
 */
export function checkForeignId(text: string, today: DateOnly): IdCheck {
  const number = normaliseIdNumber(text)
  if (/^[A-Z]{3}\d{12}$/.test(number)) {
    const [nationality, region] = [number.slice(0, 3), number.slice(3, 7)]
    return { ok: true, kind: 'FOREIGN_PR_2017', number, was15: false, birth: null, sex: null, region, nationality }
  }
  if (!/^9\d{16}[\dX]$/.test(number)) return fail('FORMAT')
  const region = number.slice(1, 3)
  if (!provinceExists(region)) return fail('PROVINCE')
  const born = birthOf(number, today)
  if ('code' in born) return fail(born.code)
  if (number.slice(14, 17) === '000') return fail('SEQ')
  if (idCheckCharacter(number) !== number[17]) return fail('CHECK')
  return { ok: true, kind: 'FOREIGN_PR', number, was15: false, birth: born.birth, sex: sexOf(number), region, nationality: number.slice(3, 6) }
}

/**
 * The number of the document that was declared: a permit's number on a resident ID card, or the reverse, is KIND.
 * @example checkIdNumber('HMT_PERMIT', '810000188908151019', dateOnly('2026-11-23'))
 */
export function checkIdNumber(type: IdType, text: string, today: DateOnly): IdCheck {
  if (type === 'FOREIGN_PR') return checkForeignId(text, today)
  const check = checkResidentId(text, today)
  return check.ok && (check.kind === 'RESIDENT') !== (type === 'RESIDENT') ? fail('KIND') : check
}

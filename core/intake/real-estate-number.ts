import { PROVINCE_CHARACTERS, TITLE_WORDS, toHalfWidth } from '../kernel/han-text.ts'
import { provinceExists } from './regions.ts'

/** OLD_STYLE: a house certificate from before the unified register (2015), whose number is free text. */
export type TitleCode = 'FORMAT' | 'OLD_STYLE'
export type TitleCheck = { readonly ok: true; readonly number: string; readonly year: number } | { readonly ok: false; readonly code: TitleCode }
export type UnitCheck =
  | { readonly ok: true; readonly number: string; readonly region: string; readonly hasBuilding: boolean }
  | { readonly ok: false; readonly code: 'FORMAT' | 'REGION' }

const shapeOf = (word: string): RegExp =>
  new RegExp(`^[${PROVINCE_CHARACTERS}]\uFF08(20\\d{2})\uFF09\\p{Script=Han}{2,20}${word}${TITLE_WORDS.ordinal}\\d{7}${TITLE_WORDS.close}$`, 'u')
const CERTIFICATE = shapeOf(TITLE_WORDS.certificate)
const PROOF = shapeOf(TITLE_WORDS.proof)
const UNIT = /^\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}$/

/** The written form: no blanks, plain digits, full-width brackets. */
export const normaliseTitleNo = (text: string): string =>
  toHalfWidth(text)
    .replace(/\s/gu, '')
    .replace(/[([\u3014]/gu, '\uFF08')
    .replace(/[)\]\u3015]/gu, '\uFF09')

function check(text: string, shape: RegExp): TitleCheck {
  const number = normaliseTitleNo(text)
  const year = shape.exec(number)?.[1]
  if (year !== undefined) return { ok: true, number, year: Number(year) }
  return { ok: false, code: number.includes(TITLE_WORDS.family) || number === '' ? 'FORMAT' : 'OLD_STYLE' }
}

/**
 * The number of a real-estate title certificate: province character, year in brackets, place, ordinal of seven digits.
 * @returns FORMAT when it claims that form and misses it; OLD_STYLE when it does not claim it
 * @see domain 3.9
 */
export const checkTitleCertificate = (text: string): TitleCheck => check(text, CERTIFICATE)

/** The number of a registration proof, what a mortgagee holds; otherwise as `checkTitleCertificate`. */
export function checkRegistrationProof(text: string): TitleCheck {
  const result = check(text, PROOF)
  return result.ok ? result : { ok: false, code: 'FORMAT' }
}

/**
 * The 28 characters of a real-estate unit: region 6, cadastral zone 3 + 3, parcel kind 2 letters + 5 digits, fixture
 * kind 1 letter + 8 digits. Land without a building has the fixture W.
 * @see domain 3.9 (GB/T 37346)
 * @example checkUnitNumber('110199 001 002 GB00001 F00010001')
 */
export function checkUnitNumber(text: string): UnitCheck {
  const number = toHalfWidth(text).replace(/\s/gu, '').toUpperCase()
  if (!UNIT.test(number)) return { ok: false, code: 'FORMAT' }
  if (!provinceExists(number)) return { ok: false, code: 'REGION' }
  return { ok: true, number, region: number.slice(0, 6), hasBuilding: number[19] === 'F' }
}

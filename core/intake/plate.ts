import { PLATE_SUFFIXES, PROVINCE_CHARACTERS, toHalfWidth } from '../kernel/han-text.ts'

export type PlateKind = 'ORDINARY' | 'NEV_SMALL' | 'NEV_LARGE'
export type PlateCheck =
  | { readonly ok: true; readonly plate: string; readonly kind: PlateKind }
  | { readonly ok: false; readonly code: 'FORMAT' | 'TOO_MANY_LETTERS' }

const HEAD = `^[${PROVINCE_CHARACTERS}][A-HJ-NP-Z]`
/** New energy: A to E battery electric, F G H J K other. */
const NEV = '[A-HJK]'
const ORDINARY = new RegExp(`${HEAD}[A-HJ-NP-Z\\d]{4}[A-HJ-NP-Z\\d${PLATE_SUFFIXES}]$`, 'u')
const NEV_SMALL = new RegExp(`${HEAD}${NEV}[A-HJ-NP-Z\\d]\\d{4}$`, 'u')
const NEV_LARGE = new RegExp(`${HEAD}\\d{5}${NEV}$`, 'u')

/**
 * A licence plate (GA 36): ordinary, or new energy with six places.
 * @returns the plate without dots and blanks, and its kind
 * @see domain 3.8
 */
export function checkPlate(text: string): PlateCheck {
  const plate = toHalfWidth(text)
    .replace(/[\s\u00B7\u2022.-]/gu, '')
    .toUpperCase()
  if (NEV_SMALL.test(plate)) return { ok: true, plate, kind: 'NEV_SMALL' }
  if (NEV_LARGE.test(plate)) return { ok: true, plate, kind: 'NEV_LARGE' }
  if (!ORDINARY.test(plate)) return { ok: false, code: 'FORMAT' }
  const letters = plate.slice(2).replace(/[^A-Z]/gu, '').length
  return letters > 2 ? { ok: false, code: 'TOO_MANY_LETTERS' } : { ok: true, plate, kind: 'ORDINARY' }
}

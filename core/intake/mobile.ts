import { toHalfWidth } from '../kernel/han-text.ts'

/** Number segments in use, first three digits; operators open new ones from time to time (domain 3.6). */
export const MOBILE_SEGMENTS = /^1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])/

export type MobileCheck = { readonly ok: true; readonly mobile: string } | { readonly ok: false; readonly code: 'FORMAT' | 'SEGMENT' }

/** The eleven digits within the country: no blanks, dashes, brackets or country code. */
export const normalisePhone = (text: string): string =>
  toHalfWidth(text)
    .replace(/[\s()-]/gu, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/u, '')

/**
 * A mainland mobile number.
 * @param segments the first three digits in use, when the bank keeps its own list
 * @example checkMobile('+86 159 0000 0003') // { ok: true, mobile: '15900000003' }
 */
export function checkMobile(text: string, segments: RegExp = MOBILE_SEGMENTS): MobileCheck {
  const mobile = normalisePhone(text)
  if (!/^1\d{10}$/.test(mobile)) return { ok: false, code: 'FORMAT' }
  return segments.test(mobile) ? { ok: true, mobile } : { ok: false, code: 'SEGMENT' }
}

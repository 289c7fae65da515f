import { type DateOnly, parseDate } from './calendar.ts'
import { CHINESE_DATE, toHalfWidth } from './han-text.ts'

const SHAPES = [/^(\d{4})(\d{2})(\d{2})$/, /^(\d{4})-(\d{1,2})-(\d{1,2})$/, /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/, CHINESE_DATE]

/**
 * Reads a date as people type it: '20261123', '2026-11-23', '2026/1/5', '2026.01.05' as on an ID card, the Chinese
 * form, full-width digits. Year first always; two-digit years are refused.
 * @returns the date, or null when it does not exist
 * @example parseDateText('２０２６１１２３') // '2026-11-23'
 */
export function parseDateText(text: string): DateOnly | null {
  const plain = toHalfWidth(text).replace(/\s/gu, '')
  for (const shape of SHAPES) {
    const match = shape.exec(plain)
    if (match) return parseDate(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`)
  }
  return null
}

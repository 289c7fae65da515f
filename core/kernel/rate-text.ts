import { toHalfWidth } from './han-text.ts'
import { type Rate, rate } from './rate.ts'

const SHAPE = /^(\d{1,3})(?:\.(\d{1,4}))?%?$/

/**
 * Reads an annual rate as people type it, in percent: '4.35', '4.35%', full-width digits. Exact, at most four decimals.
 * @returns 1/10000 percent, or null when the text is not a rate below 1000 %
 * @see domain 3.11
 * @example parseRateText('4.35') // 43500
 */
export function parseRateText(text: string): Rate | null {
  const match = SHAPE.exec(toHalfWidth(text).replace(/\s/gu, ''))
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  return rate(Number(whole + decimals.padEnd(4, '0')))
}

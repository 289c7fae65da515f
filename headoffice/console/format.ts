import { chinaMinute } from '../../core/kernel/calendar.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'

/** '2026-11-23 16:00' in China's time, or a dash. */
export const at = (instant: string | null | undefined): string => (instant ? chinaMinute(instant) : '–')
export const yuan = (fenText: string): string => formatFen(Number(fenText) as Fen)
/** A rate in 1/10000 percent as percent. @example percent(43500) // '4.35 %' */
export const percent = (rate: number): string =>
  `${String(Math.trunc(rate / 10000))}.${String(rate % 10000)
    .padStart(4, '0')
    .replace(/0{1,2}$/, '')} %`
/** Fen text of an amount typed in yuan, or null. @example fenOf('300,000.5') // '30000050' */
export function fenOf(yuanText: string): string | null {
  const [, whole = '', part = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(yuanText.replaceAll(',', '').trim()) ?? []
  return whole === '' ? null : String(Number(whole) * 100 + Number(part.padEnd(2, '0')))
}
/** Rate in 1/10000 percent of a percentage typed, or null. @example rateOf('4.35') // 43500 */
export function rateOf(text: string): number | null {
  const [, whole = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(text.trim()) ?? []
  return whole === '' ? null : Number(whole) * 10000 + Number(part.padEnd(4, '0'))
}

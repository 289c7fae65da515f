import type { DateOnly } from '../../core/kernel/calendar.ts'

/** What stands in a blank nobody fills, so that nothing can be written into it later (domain 4.8). */
export const STRUCK = '／'
export const STRUCK_BLANK = '此栏空白'
/** A date to be written by hand. */
export const HAND_DATE = '　　　　年　　月　　日'

/** @example zhDate(dateOnly('2026-01-15')) // '2026年1月15日' */
export const zhDate = (date: DateOnly | string): string => `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
/** A date, or room to write one. */
export const dateOrHand = (date: DateOnly | null): string => (date ? zhDate(date) : HAND_DATE)
/** A value, or the stroke that closes its blank. */
export const orStruck = (value: string | null | undefined): string => (value ? value : STRUCK)
export const yesNo = (value: boolean): string => (value ? '是' : '否')
export const tick = (chosen: boolean): string => (chosen ? '■' : '□')

const DIGITS = '〇一二三四五六七八九'
/** Chinese ordinal, 1 to 99. @example ordinal(21) // '二十一' */
export function ordinal(number: number): string {
  const [tens, ones] = [Math.trunc(number / 10), number % 10]
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`
  return head + (ones === 0 ? '' : (DIGITS[ones] ?? ''))
}

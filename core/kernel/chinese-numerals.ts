import type { DateOnly } from './calendar.ts'
import type { Fen } from './fen.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟'] as const
export const AMOUNT_PREFIX = '人民币'
/** The uppercase rule goes to 16 integer digits of yuan (rulings 11). */
const UPPERCASE_LIMIT_FEN = 10n ** 18n

/** A zero that the rule demands, one that may be left out, one that may be put in, and the closing word after jiao. */
const REQUIRED = '零'
const OPTIONAL = 'z'
const ADDABLE = 'a'
const CLOSING = 'c'

const digit = (value: bigint): string => DIGITS.charAt(Number(value))

/** 1 to 9999 without unit; inner zeros written once. */
function section(value: bigint): string {
  let text = ''
  let zeroPending = false
  for (let place = 3; place >= 0; place -= 1) {
    const figure = (value / 10n ** BigInt(place)) % 10n
    if (figure === 0n) zeroPending = text !== ''
    else {
      text += `${zeroPending ? REQUIRED : ''}${digit(figure)}${PLACES[place] ?? ''}`
      zeroPending = false
    }
  }
  return text
}

/** Joins a higher part and the rest below it; `room` is the smallest rest that fills all its places. */
function join(high: string, highValue: bigint, rest: string, restValue: bigint, room: bigint): string {
  if (restValue === 0n) return high
  if (restValue < room) return high + REQUIRED + rest
  return high + (highValue % 10n === 0n ? ADDABLE : '') + rest
}

/** 1 to 10^8 - 1. */
function belowHundredMillion(value: bigint): string {
  const [high, low] = [value / 10_000n, value % 10_000n]
  if (high === 0n) return section(low)
  return join(`${section(high)}万`, high, section(low), low, 1000n)
}

/** 1 to 10^16 - 1. */
function integerPart(value: bigint): string {
  const [high, low] = [value / 100_000_000n, value % 100_000_000n]
  if (high === 0n) return belowHundredMillion(low)
  return join(`${belowHundredMillion(high)}亿`, high, belowHundredMillion(low), low, 10_000_000n)
}

/** The amount with its zeros marked: which are due, which may go and where one may be added. */
function marked(amount: bigint): string {
  if (amount === 0n) return '零元整'
  const [yuan, jiao, cents] = [amount / 100n, (amount / 10n) % 10n, amount % 10n]
  const whole = yuan === 0n ? '' : `${integerPart(yuan)}元`
  if (jiao === 0n && cents === 0n) return `${whole}整`
  if (jiao === 0n) return `${whole}${yuan === 0n ? '' : REQUIRED}${digit(cents)}分`
  const gap = yuan !== 0n && yuan % 10n === 0n ? OPTIONAL : ''
  return `${whole}${gap}${digit(jiao)}角${cents === 0n ? CLOSING : `${digit(cents)}分`}`
}

/**
 * The amount in uppercase RMB characters for contracts and vouchers, canonical form.
 * @param amount fen, 0 to 10^18 - 1 (16 integer digits of yuan)
 * @param options `prefix: true` writes the currency word directly before, as vouchers demand
 * @throws RangeError when negative, above the limit or not an integer of fen
 * @see domain 3.10 (PBOC payment and settlement rules, annex 1)
 * @example uppercaseAmount(fen(10700053), { prefix: true }) // '人民币壹拾万柒仟元零伍角叁分'
 */
export function uppercaseAmount(amount: bigint | Fen, options: { readonly prefix?: boolean } = {}): string {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) throw new RangeError('not an integer amount of fen')
  const value = BigInt(amount)
  if (value < 0n) throw new RangeError('a negative amount has no uppercase form')
  if (value >= UPPERCASE_LIMIT_FEN) throw new RangeError('more than 16 integer digits of yuan')
  const text = marked(value).replaceAll(OPTIONAL, '零').replaceAll(ADDABLE, '').replaceAll(CLOSING, '整')
  return options.prefix ? AMOUNT_PREFIX + text : text
}

const UNIT_OF: Readonly<Record<string, bigint>> = { 拾: 10n, 佰: 100n, 仟: 1000n }

/** The value the characters would have, read loosely; the caller compares the writing. */
function looseValue(text: string): bigint {
  let [total, part, current] = [0n, 0n, 0n]
  let fenPart = 0n
  for (const character of text) {
    const figure = DIGITS.indexOf(character)
    const unit = UNIT_OF[character]
    if (figure >= 0) current = BigInt(figure)
    else if (unit !== undefined) [part, current] = [part + current * unit, 0n]
    else if (character === '万') [total, part, current] = [total + (part + current) * 10_000n, 0n, 0n]
    else if (character === '亿') [total, part, current] = [(total + part + current) * 100_000_000n, 0n, 0n]
    else if (character === '元') [total, part, current] = [total + part + current, 0n, 0n]
    else if (character === '角') [fenPart, current] = [fenPart + current * 10n, 0n]
    else if (character === '分') [fenPart, current] = [fenPart + current, 0n]
  }
  return total * 100n + fenPart
}

/**
 * Reads an uppercase amount back to fen. Accepts the canonical form and the writings the rule allows besides: the
 * optional zero before jiao left out, an optional zero put in where the digit before it is zero, no closing word
 * after jiao, the variants of yuan and the closing word, the currency word before, blanks.
 * @returns fen, or null when the text is not such an amount
 * @see domain 3.10
 * @example parseUppercaseAmount('壹拾万零柒仟元伍角叁分') // 10700053n
 */
export function parseUppercaseAmount(text: string): bigint | null {
  const plain = text
    .replace(/\s+/gu, '')
    .replace(/^人民币/u, '')
    .replace(/[圆圓]/gu, '元')
    .replace(/正$/u, '整')
  if (!/^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{2,60}$/u.test(plain)) return null
  const value = looseValue(plain)
  if (value >= UPPERCASE_LIMIT_FEN) return null
  const writing = marked(value).replaceAll(OPTIONAL, '零?').replaceAll(ADDABLE, '零?').replaceAll(CLOSING, '整?')
  return new RegExp(`^${writing}$`, 'u').test(plain) ? value : null
}

/** 1 to 31 with the leading zero that keeps a voucher date from being altered. */
function datePart(value: number, leadingZeroFor: readonly number[]): string {
  return `${leadingZeroFor.includes(value) ? '零' : ''}${section(BigInt(value))}`
}

/**
 * A voucher date in uppercase characters (domain 3.10).
 * @example uppercaseDate(dateOnly('2026-10-20')) // '贰零贰陆年零壹拾月零贰拾日'
 */
export function uppercaseDate(date: DateOnly): string {
  const year = [...date.slice(0, 4)].map((figure) => DIGITS.charAt(Number(figure))).join('')
  const month = datePart(Number(date.slice(5, 7)), [1, 2, 10])
  const day = datePart(Number(date.slice(8, 10)), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30])
  return `${year}年${month}月${day}日`
}

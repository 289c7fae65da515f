import type { Fen } from './fen.ts'
import { AMOUNT_WORDS, toHalfWidth } from './han-text.ts'

const FEN_PER_YUAN = 100n
const MULTIPLIERS: Readonly<Record<string, bigint>> = { w: 10_000n, [AMOUNT_WORDS.tenThousand]: 10_000n, [AMOUNT_WORDS.hundredMillion]: 100_000_000n }
const SHAPE = new RegExp(`^(\\d+|\\d{1,3}(?:,\\d{3})+)(?:\\.(\\d+))?([w${AMOUNT_WORDS.tenThousand}${AMOUNT_WORDS.hundredMillion}])?${AMOUNT_WORDS.yuan}?$`, 'u')

/**
 * Reads an amount as people type it: '300000', '300,000.00', '30万', '3.5w', full-width digits, a yuan sign or word.
 * Exact: an amount with a part of a fen is not an amount.
 * @returns fen, or null when the text is not an amount from 0 to the largest safe integer of fen
 * @see ux 1.7
 * @example parseAmountText('3.5w') // 3500000
 */
export function parseAmountText(text: string): Fen | null {
  const plain = toHalfWidth(text)
    .replace(/\s/gu, '')
    .toLowerCase()
    .replace(/^[¥￥]/u, '')
  const match = SHAPE.exec(plain)
  if (!match) return null
  const [, whole = '', decimals = '', multiplier = ''] = match
  const scaled = BigInt(whole.replaceAll(',', '') + decimals) * (MULTIPLIERS[multiplier] ?? 1n) * FEN_PER_YUAN
  const divisor = 10n ** BigInt(decimals.length)
  if (scaled % divisor !== 0n) return null
  const amount = scaled / divisor
  return amount <= BigInt(Number.MAX_SAFE_INTEGER) ? (Number(amount) as Fen) : null
}

import { uppercaseAmount } from '../kernel/chinese-numerals.ts'
import { type Fen, formatFen } from '../kernel/fen.ts'
import { formatRate, type Rate } from '../kernel/rate.ts'

/** An amount as paper shows it, figures and capital characters from the same fen, so that the two cannot differ. */
export interface PaperAmount {
  readonly figures: string
  readonly uppercase: string
}

/** @example paperAmount(fen(30000000)).figures // '300,000.00' */
export const paperAmount = (amount: Fen): PaperAmount => ({ figures: formatFen(amount), uppercase: uppercaseAmount(amount, { prefix: true }) })

/** @example paperRate(rate(43500)) // '4.35%' */
export const paperRate = (value: Rate): string => `${formatRate(value)}%`

/** 1/100 square metre as square metres. @example paperArea(12850) // '128.50' */
export const paperArea = (hundredths: number): string => `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`

import { uppercaseAmount } from '../kernel/chinese-numerals.ts'
import { divideHalfUp, type Fen, formatFen } from '../kernel/fen.ts'
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

/** An annualised cost, two decimals, rounded half up (domain 4.5). @example paperYearCost(rate(44378)) // '4.44%' */
export const paperYearCost = (value: Rate): string => {
  const hundredths = String(divideHalfUp(BigInt(value), 100n)).padStart(3, '0')
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}%`
}

/** 1/100 square metre as square metres. @example paperArea(12850) // '128.50' */
export const paperArea = (hundredths: number): string => `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`

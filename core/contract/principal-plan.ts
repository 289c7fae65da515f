import { divideHalfUp, type Fen, fen } from '../kernel/fen.ts'
import { RATE_ONE, type Rate } from '../kernel/rate.ts'
import type { RepaymentMethod } from '../product/vocabulary.ts'
import { monthsInterest } from './interest.ts'

/**
 * The equal monthly instalment `P x i x (1+i)^n / ((1+i)^n - 1)`, i = annual / 12, computed as one exact fraction of big
 * integers and rounded half up once (domain 4.2). At rate zero it is `P / n`.
 *
 * @param months 1 to 360.
 * @example annuityFen(fen(10000000), rate(43500), 12) // 853099
 */
export function annuityFen(principalFen: Fen, annualRate: Rate, months: number): Fen {
  const count = BigInt(months)
  if (annualRate === 0) return fen(Number(divideHalfUp(BigInt(principalFen), count)))
  const one = RATE_ONE * 12n
  const grown = (one + BigInt(annualRate)) ** count
  return fen(Number(divideHalfUp(BigInt(principalFen) * BigInt(annualRate) * grown, one * (grown - one ** count))))
}

/** Principal by month when `instalmentFen` is paid each month: what interest leaves; the last month takes the rest. */
function annuityPlan(principalFen: Fen, annualRate: Rate, months: number, instalmentFen: Fen): Fen[] {
  let balance = principalFen
  return Array.from({ length: months }, (_, index) => {
    const share = index === months - 1 ? balance : Math.min(instalmentFen - monthsInterest(balance, annualRate, 1), balance)
    balance = fen(balance - share)
    return fen(share)
  })
}

/** Equal principal by month; the last month takes the rest. */
function equalPlan(principalFen: Fen, months: number, shareFen: Fen): Fen[] {
  let balance = principalFen
  return Array.from({ length: months }, (_, index) => {
    const share = index === months - 1 ? balance : Math.min(shareFen, balance)
    balance = fen(balance - share)
    return fen(share)
  })
}

/** What is kept from the old plan after a partial prepayment: the instalment (EPI) or the principal share (EP). */
export function levelAmount(method: 'EPI' | 'EP', principalFen: Fen, annualRate: Rate, months: number): Fen {
  return annuityFen(principalFen, method === 'EPI' ? annualRate : (0 as Rate), months)
}

/**
 * The principal column: never negative, adding up to the loan exactly, the last row taking the remainder (domain 4.1, 4.2).
 *
 * @param count number of rows; for IO, QIO and BUL all principal stands in the last.
 * @param level the level amount to keep (prepayment, SHORTEN); computed when absent.
 * @example principalPlan('EP', fen(100000), rate(0), 3) // [33333, 33333, 33334]
 */
export function principalPlan(method: RepaymentMethod, principalFen: Fen, annualRate: Rate, count: number, level?: Fen): Fen[] {
  if (method === 'EPI') return annuityPlan(principalFen, annualRate, count, level ?? levelAmount('EPI', principalFen, annualRate, count))
  if (method === 'EP') return equalPlan(principalFen, count, level ?? levelAmount('EP', principalFen, annualRate, count))
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? principalFen : fen(0)))
}

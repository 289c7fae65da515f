import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import { divideHalfUp, type Fen } from '../kernel/fen.ts'
import { RATE_ONE, type Rate, rate } from '../kernel/rate.ts'
import { growthFactor, ONE, power } from './growth-factor.ts'

/** Annual rate of a loan paid in equal months: `simple` = monthly x 12, `compound` = (1 + monthly)^12 - 1 (domain 4.5). */
export interface MonthlyApr {
  readonly simple: Rate
  readonly compound: Rate
}

/** What the borrower pays on a day: instalment and fees together. */
export interface DatedPayment {
  readonly on: DateOnly
  readonly amountFen: Fen
}

const toRate = (gain: bigint): Rate => rate(Number(divideHalfUp(gain * RATE_ONE, ONE)))

/**
 * Annual percentage rates of monthly payments, by internal rate of return (PBOC announcement 2021 no. 3; domain 4.5).
 *
 * @param receivedFen principal actually held: the loan less what is paid at release.
 * @param paymentsFen what is paid at the end of month 1, 2, … ; zero is allowed.
 * @returns both rates rounded half up to 1/10000 percent.
 * @throws RangeError when nothing is received or less is paid back than was received.
 * @example monthlyApr(fen(9900000), payments) // { simple: 62288, compound: 64097 } with the loan of domain 4.3 and a fee of 1,000
 */
export function monthlyApr(receivedFen: Fen, paymentsFen: readonly Fen[]): MonthlyApr {
  const payments = paymentsFen.map((amount, index) => ({ at: index + 1, amount: -BigInt(amount) }))
  const factor = growthFactor([{ at: 0, amount: BigInt(receivedFen) }, ...payments])
  return { simple: toRate((factor - ONE) * 12n), compound: toRate(power(factor, 12) - ONE) }
}

/**
 * Effective annual rate of payments on any days, actual/365 (XIRR; domain 4.5).
 *
 * @param payments in order of their dates, none before `receivedOn`.
 * @throws RangeError as `monthlyApr`, and when payments are out of order.
 * @example xirr(dateOnly('2026-01-15'), fen(20000000), [{ on: dateOnly('2027-01-15'), amountFen: fen(20780694) }]) // 39035
 */
export function xirr(receivedOn: DateOnly, receivedFen: Fen, payments: readonly DatedPayment[]): Rate {
  const paid = payments.map(({ on, amountFen }) => ({ at: daysBetween(receivedOn, on), amount: -BigInt(amountFen) }))
  const factor = growthFactor([{ at: 0, amount: BigInt(receivedFen) }, ...paid])
  return toRate(power(factor, 365) - ONE)
}

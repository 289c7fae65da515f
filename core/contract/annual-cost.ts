import type { DateOnly } from '../kernel/calendar.ts'
import { type Fen, fen, scaleFen } from '../kernel/fen.ts'
import { RATE_ONE, type Rate } from '../kernel/rate.ts'
import { type MonthlyApr, monthlyApr, xirr } from './apr.ts'
import type { Schedule, ScheduleRequest } from './schedule.ts'

/** Costs that may stand beside interest in the disclosure table (domain 4.8, D204). */
export const FEE_CODES = ['GUARANTEE', 'INSURANCE', 'SERVICE', 'APPRAISAL', 'NOTARY', 'REGISTRATION', 'OTHER'] as const
export type FeeCode = (typeof FEE_CODES)[number]

/** How a fee is charged: once at release (an amount, or a rate on principal) or with every instalment. */
export type FeeCharge =
  | { readonly kind: 'ONCE'; readonly amountFen: Fen }
  | { readonly kind: 'ONCE_ON_PRINCIPAL'; readonly rate: Rate }
  | { readonly kind: 'EACH_INSTALMENT'; readonly amountFen: Fen }

export interface Fee {
  readonly code: FeeCode
  /** Who takes the money: the bank's or the partner's code. */
  readonly payeeCode: string
  readonly charge: FeeCharge
}

/** All-in annual cost: `monthly` only when instalments fall due at equal months, `xirr` always. */
export interface AnnualCost {
  readonly monthly: MonthlyApr | null
  readonly xirr: Rate
  /** The figure printed: compound of monthly instalments, else XIRR. */
  readonly headline: Rate
}

/** What is paid at release for a fee, and with each instalment. @example feeParts(fee, fen(10000000)) */
export function feeParts({ charge }: Fee, principalFen: Fen): { readonly atReleaseFen: Fen; readonly eachFen: Fen } {
  if (charge.kind === 'EACH_INSTALMENT') return { atReleaseFen: fen(0), eachFen: charge.amountFen }
  return { atReleaseFen: charge.kind === 'ONCE' ? charge.amountFen : scaleFen(principalFen, BigInt(charge.rate), RATE_ONE), eachFen: fen(0) }
}

const inEqualMonths = ({ method, dueMode }: ScheduleRequest): boolean => (method === 'EPI' || method === 'EP' || method === 'IO') && dueMode.kind === 'ALIGNED'

/** Principal and instalments as they are paid, without fees. */
export interface PaidLoan {
  readonly principalFen: Fen
  readonly valueDate: DateOnly
  readonly instalments: readonly { readonly dueOn: DateOnly; readonly totalFen: Fen }[]
  /** Whether instalments fall due at equal months. */
  readonly equalMonths: boolean
}

/** Annual rates of what is paid, fees counted in. @throws RangeError when the fees at release reach the principal. @example paidCost(loan, []).headline // 44378 */
export function paidCost({ principalFen, valueDate, instalments, equalMonths }: PaidLoan, fees: readonly Fee[]): AnnualCost {
  const parts = fees.map((fee) => feeParts(fee, principalFen))
  const receivedFen = fen(principalFen - parts.reduce((sum, { atReleaseFen }) => sum + atReleaseFen, 0))
  const eachFen = parts.reduce((sum, part) => sum + part.eachFen, 0)
  const payments = instalments.map(({ dueOn, totalFen }) => ({ on: dueOn, amountFen: fen(totalFen + eachFen) }))
  const monthly = equalMonths
    ? monthlyApr(
        receivedFen,
        payments.map(({ amountFen }) => amountFen),
      )
    : null
  const dated = xirr(valueDate, receivedFen, payments)
  return { monthly, xirr: dated, headline: monthly?.compound ?? dated }
}

/**
 * All costs over the principal actually held, as annual rates (2021 no. 3; from 2026-08-01 with partner and guarantee fees,
 * domain 4.5).
 *
 * @throws RangeError when the fees at release reach the principal.
 * @example annualCost(request, makeSchedule(request), []).monthly // { simple: 43500, compound: 44378 }
 */
export const annualCost = (request: ScheduleRequest, { instalments }: Schedule, fees: readonly Fee[]): AnnualCost =>
  paidCost({ ...request, instalments, equalMonths: inEqualMonths(request) }, fees)

import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { PaymentMode, ProductLine } from '../product/vocabulary.ts'

/** Thresholds of entrusted payment (domain 1.3); they live in the parameter file. */
export interface PaymentLimits {
  /** Self-payment ceiling when the payee cannot be fixed in advance. */
  readonly selfPayeeUnknownFen: Fen
  /** Self-payment ceiling for production and business use. */
  readonly selfBusinessFen: Fen
  /** Ceiling of a single payment that an enterprise makes itself (working capital, domain 1.3). */
  readonly selfEnterpriseFen: Fen
  /** Draws of one borrower for one purpose within these days are added up against a threshold. */
  readonly splittingDays: number
}

/** A drawdown already made by the same borrower. */
export interface EarlierDraw {
  readonly drawnOn: DateOnly
  readonly purposeCode: string
  readonly selfPaidFen: Fen
}

export interface Drawdown {
  readonly line: ProductLine
  readonly drawnOn: DateOnly
  readonly purposeCode: string
  readonly amountFen: Fen
  readonly mode: PaymentMode
  /** The sum the bank pays to named payees. */
  readonly entrustedFen: Fen
  readonly payeeKnown: boolean
  readonly payeeTakesTransfer: boolean
  readonly earlier: readonly EarlierDraw[]
}

/** Why the borrower may pay himself, or null when the bank must pay the payee. */
export type SelfPaymentGround = 'PAYEE_NOT_FIXED' | 'PAYEE_CASH_ONLY' | 'BUSINESS_USE' | null

/** This draw's self-paid part with those of the same purpose in the window before it (splitting rule, domain 1.3). */
function countedFen(draw: Drawdown, selfPaidFen: number, days: number): number {
  const counts = (earlier: EarlierDraw) =>
    earlier.purposeCode === draw.purposeCode && earlier.drawnOn <= draw.drawnOn && daysBetween(earlier.drawnOn, draw.drawnOn) < days
  return draw.earlier.filter(counts).reduce((sum, earlier) => sum + earlier.selfPaidFen, selfPaidFen)
}

/**
 * The ground on which `selfPaidFen` of a draw may be paid by the borrower himself (personal loans, domain 1.3): the payee takes no
 * transfers; or business use up to its ceiling; or a payee not fixed in advance up to its ceiling. Ceilings include their own amount.
 *
 * @example selfPaymentGround(draw, fen(30000000), limits) // 'PAYEE_NOT_FIXED'
 */
export function selfPaymentGround(draw: Drawdown, selfPaidFen: Fen, limits: PaymentLimits): SelfPaymentGround {
  const counted = countedFen(draw, selfPaidFen, limits.splittingDays)
  if (draw.payeeKnown && !draw.payeeTakesTransfer) return 'PAYEE_CASH_ONLY'
  const ceiling = draw.line === 'SME_WC' ? limits.selfEnterpriseFen : limits.selfBusinessFen
  if (draw.line !== 'IND_CONSUME' && counted <= ceiling) return 'BUSINESS_USE'
  if (!draw.payeeKnown && counted <= limits.selfPayeeUnknownFen) return 'PAYEE_NOT_FIXED'
  return null
}

/** The mode to propose: SELF where a ground exists, else ENTRUSTED. @example derivePaymentMode(draw, limits) */
export function derivePaymentMode(draw: Drawdown, limits: PaymentLimits): PaymentMode {
  return selfPaymentGround(draw, draw.amountFen, limits) === null ? 'ENTRUSTED' : 'SELF'
}

/**
 * Checks the payment of a draw: ENTRUSTED pays the whole draw to payees, MIXED a part of it, SELF nothing (domain 1.3, S36); and
 * what the borrower pays himself needs a ground.
 *
 * Refusals: PAYMENT_SPLIT_WRONG (the sums do not fit the mode), ENTRUSTED_PAYMENT_NEEDED (no ground, or draws split to stay below).
 * @returns the ground of the self-paid part, null when there is none to pay.
 */
export function checkPayment(draw: Drawdown, limits: PaymentLimits): Result<SelfPaymentGround> {
  const { mode, entrustedFen, amountFen } = draw
  const fits = { ENTRUSTED: entrustedFen > 0 && entrustedFen === amountFen, MIXED: entrustedFen > 0 && entrustedFen < amountFen, SELF: entrustedFen === 0 }[
    mode
  ]
  if (!fits) return refuse('PAYMENT_SPLIT_WRONG', { field: 'payee.amountFen', mode })
  if (mode === 'ENTRUSTED') return ok(null)
  const selfPaidFen = (amountFen - entrustedFen) as Fen
  const ground = selfPaymentGround(draw, selfPaidFen, limits)
  if (ground !== null) return ok(ground)
  return refuse('ENTRUSTED_PAYMENT_NEEDED', { field: 'paymentMode', splitting: countedFen(draw, selfPaidFen, limits.splittingDays) > selfPaidFen })
}

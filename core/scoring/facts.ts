import { type DateOnly, fullYears } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import { RATIO_WITHOUT_BASE } from './debt-ratio.ts'

/** Whole numbers for the scorecards, each rounded against the applicant so that a border is only reached, never rounded to. */

const floorDivide = (numerator: bigint, denominator: bigint): bigint =>
  numerator < 0n && numerator % denominator !== 0n ? numerator / denominator - 1n : numerator / denominator
const bounded = (value: bigint): number =>
  Number(value > BigInt(RATIO_WITHOUT_BASE) ? BigInt(RATIO_WITHOUT_BASE) : value < -BigInt(RATIO_WITHOUT_BASE) ? -BigInt(RATIO_WITHOUT_BASE) : value)

/** `amount x scale / base` rounded down; null when the base is not positive. Scale 100 = percent, 10000 = basis points. */
export function ratioDown(amountFen: number, baseFen: Fen, scale: number): number | null {
  return baseFen > 0 ? bounded(floorDivide(BigInt(amountFen) * BigInt(scale), BigInt(baseFen))) : null
}

/** `amount x scale / base` rounded up; null when the base is not positive. */
export function ratioUp(amountFen: number, baseFen: Fen, scale: number): number | null {
  return baseFen > 0 ? bounded(-floorDivide(-BigInt(amountFen) * BigInt(scale), BigInt(baseFen))) : null
}

/** Full months from `since` to `on`; 0 when `since` lies ahead. A month is full on the same day of the month. @example fullMonths(dateOnly('2026-01-31'), dateOnly('2026-02-28')) // 0 */
export function fullMonths(since: DateOnly, on: DateOnly): number {
  const months = (Number(on.slice(0, 4)) - Number(since.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(since.slice(5, 7))
  return Math.max(0, months - (on.slice(8) < since.slice(8) ? 1 : 0))
}

/** Age in full years at application and when the loan matures (domain 6.1 R01). */
export const agesAt = (bornOn: DateOnly, on: DateOnly, maturityOn: DateOnly) => ({
  ageYears: fullYears(bornOn, on),
  ageAtMaturityYears: fullYears(bornOn, maturityOn),
})

/** DSCR in hundredths: net operating cash after tax and living over a year's debt service. No debt service is full cover. @example dscrHundredths(12000000, fen(10000000)) // 120 */
export function dscrHundredths(operatingCashFen: number, yearDebtServiceFen: Fen): number {
  return ratioDown(operatingCashFen, yearDebtServiceFen, 100) ?? (operatingCashFen > 0 ? RATIO_WITHOUT_BASE : 0)
}

/** Six months' average deposit to the loan, in basis points. */
export const depositRatioBp = (averageDepositFen: Fen, loanFen: Fen): number => ratioDown(averageDepositFen, loanFen, 10_000) ?? 0

/** Two years or more of renting count as settled (domain 6.2). Not knowing since when is the shorter. */
export function residenceFact(residence: 'OWN' | 'MORTGAGED' | 'FAMILY' | 'RENT', rentedSince: DateOnly | null, on: DateOnly): string {
  if (residence !== 'RENT') return residence
  return rentedSince !== null && fullMonths(rentedSince, on) >= 24 ? 'RENT_LONG' : 'RENT_SHORT'
}

/** A lease with two years or more to run counts as long (domain 6.3). */
export function premisesFact(premises: 'OWN' | 'LEASE' | 'NONE', leaseEndsOn: DateOnly | null, on: DateOnly): string {
  if (premises !== 'LEASE') return premises
  return leaseEndsOn !== null && fullMonths(on, leaseEndsOn) >= 24 ? 'LEASE_LONG' : 'LEASE_SHORT'
}

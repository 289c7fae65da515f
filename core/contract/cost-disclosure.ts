import { type Fen, fen } from '../kernel/fen.ts'
import type { Rate } from '../kernel/rate.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { type AnnualCost, annualCost, type Fee, type FeeCharge, type FeeCode, feeParts } from './annual-cost.ts'
import { type PenaltyRatios, penaltyRate } from './penalty.ts'
import { makeSchedule, type ScheduleRequest } from './schedule.ts'

/** One row of the table: what is charged, how, by which standard, by whom, and how much over the whole term. */
export interface CostItem {
  readonly code: 'INTEREST' | FeeCode
  readonly method: 'BY_SCHEDULE' | FeeCharge['kind']
  readonly standard: { readonly kind: 'ANNUAL_RATE'; readonly rate: Rate } | FeeCharge
  readonly payeeCode: string
  readonly amountFen: Fen
}

/** What a breach costs, as annual rates (domain 4.7). */
export interface DefaultCost {
  readonly code: 'OVERDUE' | 'MISUSE' | 'COMPOUND'
  readonly annualRate: Rate
}

/** The all-in financing cost table (D204): normal performance and default. */
export interface CostDisclosure {
  readonly items: readonly CostItem[]
  readonly totalFen: Fen
  readonly annualCost: AnnualCost
  readonly defaultCosts: readonly DefaultCost[]
}

export interface DisclosureTerms {
  readonly loan: ScheduleRequest
  readonly lenderCode: string
  readonly fees: readonly Fee[]
  readonly penalty: PenaltyRatios
  /** Highest all-in annual cost the bank allows. */
  readonly ceiling: Rate
}

/** The annual cost, or null where what the borrower holds beside the fees is too little for any rate. */
function countable(count: () => AnnualCost): AnnualCost | null {
  try {
    return count()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/**
 * Makes the disclosure table of a personal loan, due before the contract from 2026-08-01 (NFRA rule 2026 no. 2; domain 4.8, D204).
 *
 * Refusals: COST_NOTHING_HELD (fees reach the principal, or leave so little that no annual rate can be written), COST_ABOVE_CEILING (with the cost and the ceiling).
 * @example discloseCost({ loan, lenderCode: 'BANK', fees: [], penalty: { overduePercent: 50, misusePercent: 100 }, ceiling: rate(240000) })
 */
export function discloseCost(terms: DisclosureTerms): Result<CostDisclosure> {
  const { loan, lenderCode, fees, penalty, ceiling } = terms
  const parts = fees.map((fee) => feeParts(fee, loan.principalFen))
  if (parts.reduce((sum, { atReleaseFen }) => sum + atReleaseFen, 0) >= loan.principalFen) return refuse('COST_NOTHING_HELD')
  const schedule = makeSchedule(loan)
  const cost = countable(() => annualCost(loan, schedule, fees))
  if (!cost) return refuse('COST_NOTHING_HELD')
  if (cost.headline > ceiling) return refuse('COST_ABOVE_CEILING', { cost: cost.headline, ceiling })

  const interest: CostItem = {
    code: 'INTEREST',
    method: 'BY_SCHEDULE',
    standard: { kind: 'ANNUAL_RATE', rate: loan.annualRate },
    payeeCode: lenderCode,
    amountFen: schedule.totalInterestFen,
  }
  const feeItems = fees.map(({ code, payeeCode, charge }, index): CostItem => {
    const { atReleaseFen = 0, eachFen = 0 } = parts[index] ?? {}
    return { code, method: charge.kind, standard: charge, payeeCode, amountFen: fen(atReleaseFen + eachFen * schedule.instalments.length) }
  })
  const items = [interest, ...feeItems]
  const overdue = penaltyRate(loan.annualRate, penalty, ['OVERDUE'])
  const misuse = penaltyRate(loan.annualRate, penalty, ['MISUSE'])
  return ok({
    items,
    totalFen: fen(items.reduce((sum, { amountFen }) => sum + amountFen, 0)),
    annualCost: cost,
    defaultCosts: [
      { code: 'OVERDUE', annualRate: overdue },
      { code: 'MISUSE', annualRate: misuse },
      { code: 'COMPOUND', annualRate: overdue },
    ],
  })
}

/** A value as text that is the same whatever order its keys were written or stored in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}

/**
 * Recomputes the table from the contract's terms and compares it with the one the borrower signed (domain 2, D204).
 *
 * Refusals: those of `discloseCost`, and DISCLOSURE_DIFFERS naming the parts that differ (`items`, `totalFen`, …).
 * @example checkDisclosure(signed, contractTerms)
 */
export function checkDisclosure(signed: CostDisclosure, terms: DisclosureTerms): Result<CostDisclosure> {
  const recomputed = discloseCost(terms)
  if (!recomputed.ok) return recomputed
  const parts = ['items', 'totalFen', 'annualCost', 'defaultCosts'] as const
  const fields = parts.filter((part) => canonical(signed[part]) !== canonical(recomputed.value[part]))
  return fields.length === 0 ? recomputed : refuse('DISCLOSURE_DIFFERS', { fields })
}

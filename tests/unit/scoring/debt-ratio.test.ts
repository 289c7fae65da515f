import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annuityFen } from '../../../core/contract/principal-plan.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { type DebtFacts, dtiBand, dtiBasisPoints, dtiDerivedLimit, monthlyDebtFen } from '../../../core/scoring/debt-ratio.ts'

const LIMITS = { normalPercent: 50, hardPercent: 55, cardLimitPercent: 5 }
/** Income 15,000.00 and existing debt service 2,500.00 a month (domain 6.1). */
const debts = (newInstalmentFen: number, change: Partial<DebtFacts> = {}): DebtFacts => ({
  monthlyNetIncomeFen: fen(1_500_000),
  existingMonthlyDebtFen: fen(250_000),
  usedCardLimitFen: fen(0),
  newInstalmentFen: fen(newInstalmentFen),
  ...change,
})

describe('debt service to income', () => {
  it.each([
    [492_358, 4950, 'NORMAL'], // 49.49 % in the rules; rounded up, never down, to the basis point
    [500_000, 5000, 'NORMAL'],
    [500_001, 5001, 'NEEDS_REASON'],
    [575_000, 5500, 'NEEDS_REASON'],
    [575_001, 5501, 'REFUSED'],
  ] as const)('with a new instalment of %i fen is %i basis points: %s', (instalment, basisPoints, band) => {
    expect([dtiBasisPoints(debts(instalment), LIMITS), dtiBand(debts(instalment), LIMITS)]).toEqual([basisPoints, band])
  })
  it('counts 5 % of the used card limit as monthly debt', () => {
    expect(monthlyDebtFen(debts(500_000, { usedCardLimitFen: fen(2_000_000) }), LIMITS)).toBe(850_000)
  })
  it('refuses any debt without income', () => {
    const none = debts(1, { monthlyNetIncomeFen: fen(0) })
    expect([dtiBand(none, LIMITS), dtiBasisPoints(none, LIMITS) > 5500]).toEqual(['REFUSED', true])
  })
})

describe('the loan that income carries', () => {
  const instalmentOf = (principal: ReturnType<typeof fen>) => annuityFen(principal, rate(43500), 36)
  const limitAt = (percent: number, ceiling = 100_000_000) => dtiDerivedLimit(debts(0), LIMITS, percent, fen(ceiling), instalmentOf)
  it('is the largest whose instalment still fits', () => {
    const limit = limitAt(55)
    expect(dtiBand(debts(instalmentOf(limit)), LIMITS)).toBe('NEEDS_REASON')
    expect(dtiBand(debts(instalmentOf(fen(limit + 100))), LIMITS)).toBe('REFUSED')
  })
  it('never exceeds what was asked for', () => expect(limitAt(55, 1_000_000)).toBe(1_000_000))
  it('is nothing when existing debt is too much already', () => {
    const full = debts(0, { existingMonthlyDebtFen: fen(900_000) })
    expect(dtiDerivedLimit(full, LIMITS, 55, fen(100_000_000), instalmentOf)).toBe(0)
  })
  it('fits the percentage and could not be a fen more, for any income and debt', () => {
    const anyDebts = fc.record({
      income: fc.integer({ min: 0, max: 10_000_000 }),
      existing: fc.integer({ min: 0, max: 5_000_000 }),
      card: fc.integer({ min: 0, max: 10_000_000 }),
    })
    fc.assert(
      fc.property(anyDebts, ({ income, existing, card }) => {
        const facts = { monthlyNetIncomeFen: fen(income), existingMonthlyDebtFen: fen(existing), usedCardLimitFen: fen(card) }
        const limit = dtiDerivedLimit(facts, LIMITS, 55, fen(500_000_000), instalmentOf)
        const fits = (principal: number) => dtiBand({ ...facts, newInstalmentFen: instalmentOf(fen(principal)) }, LIMITS) !== 'REFUSED'
        return (limit === 0 || fits(limit)) && (limit === 500_000_000 || !fits(limit + 1))
      }),
      { numRuns: 60 },
    )
  })
})

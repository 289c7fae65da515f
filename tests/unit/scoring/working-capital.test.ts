import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '../../../core/kernel/fen.ts'
import { type WorkingCapitalFacts, workingCapitalNeed } from '../../../core/scoring/working-capital.ts'

/** The example of domain 4.6. */
const EXAMPLE: WorkingCapitalFacts = {
  salesFen: fen(600_000_000),
  marginPercent: 8,
  growthPercent: 10,
  inventoryDays: 45,
  receivableDays: 60,
  payableDays: 30,
  prepaidDays: 5,
  advanceDays: 10,
  ownFundsFen: fen(60_000_000),
  existingLoansFen: fen(0),
  otherFundsFen: fen(10_000_000),
}
const need = (change: Partial<WorkingCapitalFacts> = {}) => workingCapitalNeed({ ...EXAMPLE, ...change })

describe('the need for working capital', () => {
  it('is 1,180,666.67 yuan in the example of the rules, and leaves room for a loan of 480,666.67', () => {
    expect(need()).toEqual({ turnDays: 70, needFen: 118_066_667, newLoanFen: 48_066_667 })
  })

  it('leaves room for less by every existing loan', () => {
    expect(need({ existingLoansFen: fen(48_066_666) }).newLoanFen).toBe(1)
    expect(need({ existingLoansFen: fen(50_000_000) }).newLoanFen).toBe(0)
  })

  it('is nothing for a business whose customers pay before its suppliers are paid', () => {
    expect(need({ advanceDays: 200 })).toEqual({ turnDays: 0, needFen: 0, newLoanFen: 0 })
  })

  it('grows with a loss and with growth, shrinks with shrinking sales', () => {
    expect(need({ marginPercent: -8 }).needFen).toBeGreaterThan(need({ marginPercent: 0 }).needFen)
    expect(need({ growthPercent: -100 }).needFen).toBe(0)
  })

  it('names what is no number of days and no percentage', () => {
    expect(() => need({ inventoryDays: -1 })).toThrow(RangeError)
    expect(() => need({ payableDays: 1.5 })).toThrow(RangeError)
    expect(() => need({ marginPercent: 8.5 })).toThrow(RangeError)
  })

  it('agrees with the formula as the rules write it, to a fen, and never lends more than the need', () => {
    const days = fc.integer({ min: 0, max: 400 })
    const amounts = fc.integer({ min: 0, max: 100_000_000_000 }).map(fen)
    const facts = fc.record({
      salesFen: amounts,
      marginPercent: fc.integer({ min: -100, max: 100 }),
      growthPercent: fc.integer({ min: -100, max: 300 }),
      inventoryDays: days,
      receivableDays: days,
      payableDays: days,
      prepaidDays: days,
      advanceDays: days,
      ownFundsFen: amounts,
      existingLoansFen: amounts,
      otherFundsFen: amounts,
    })
    fc.assert(
      fc.property(facts, (given) => {
        const { turnDays, needFen, newLoanFen } = workingCapitalNeed(given)
        if (turnDays > 0) {
          const turns = 360 / turnDays
          const written = (given.salesFen * (1 - given.marginPercent / 100) * (1 + given.growthPercent / 100)) / turns
          expect(Math.abs(needFen - written)).toBeLessThanOrEqual(1)
        }
        expect(newLoanFen).toBeLessThanOrEqual(needFen)
        expect(newLoanFen).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })
})

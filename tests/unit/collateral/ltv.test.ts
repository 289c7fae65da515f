import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lendableFen, lendingValue, ltvBasisPoints, ltvCapPercent, ltvWithinCap, revaluationDueOn } from '../../../core/collateral/ltv.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { gradeOf } from '../../../core/scoring/grade.ts'
import { parameters } from '../scoring/load-data.ts'

const appraised = { appraisedFen: fen(115_000_000), internalFen: null, purchasePriceFen: null }

it('lends on the appraisal, or on the price of a recent purchase when that is lower', () => {
  expect(lendingValue(appraised, 15).valueFen).toBe(115_000_000)
  expect(lendingValue({ ...appraised, purchasePriceFen: fen(90_000_000) }, 15).valueFen).toBe(90_000_000)
  expect(lendingValue({ ...appraised, purchasePriceFen: fen(130_000_000) }, 15).valueFen).toBe(115_000_000)
})
it('takes the own estimate and asks a third opinion when the appraisal is more than 15 % above it', () => {
  expect(lendingValue({ ...appraised, internalFen: fen(100_000_000) }, 15)).toEqual({ valueFen: 115_000_000, thirdOpinionDue: false })
  expect(lendingValue({ ...appraised, internalFen: fen(99_999_999) }, 15)).toEqual({ valueFen: 99_999_999, thirdOpinionDue: true })
})
it('caps a home at 70 % and a shop at 50 %, less the cut of the grade', () => {
  const cap = (points: number) => ltvCapPercent('RESIDENTIAL', gradeOf(points, parameters()), parameters())
  expect([cap(85), cap(75), cap(65), cap(55)]).toEqual([70, 65, 60, 55])
  expect(ltvCapPercent('COMMERCIAL', gradeOf(85, parameters()), parameters())).toBe(50)
})
it('takes earlier debt off what may be lent, down to nothing', () => {
  expect(lendableFen(fen(100_000_000), fen(20_000_000), 70)).toBe(50_000_000)
  expect(lendableFen(fen(100_000_000), fen(70_000_000), 70)).toBe(0)
  expect(lendableFen(fen(100_000_000), fen(90_000_000), 70)).toBe(0)
})
it('counts earlier debt into the ratio, rounded up', () => {
  expect(ltvBasisPoints(fen(50_000_000), fen(10_000_000), fen(100_000_000))).toBe(6000)
  expect(ltvBasisPoints(fen(60_000_001), fen(0), fen(100_000_000))).toBe(6001)
  expect(() => ltvBasisPoints(fen(1), fen(0), fen(0))).toThrow(RangeError)
})
it('lends exactly as much as stays within the cap', () => {
  const cases = fc.record({
    value: fc.integer({ min: 1, max: 1_000_000_000_000 }),
    cap: fc.integer({ min: 1, max: 95 }),
    prior: fc.integer({ min: 0, max: 10_000_000 }),
  })
  fc.assert(
    fc.property(cases, ({ value, cap, prior }) => {
      const lendable = lendableFen(fen(value), fen(prior), cap)
      const within = (loan: number) => ltvWithinCap(fen(loan), fen(prior), fen(value), cap)
      return (lendable === 0 || within(lendable)) && !within(lendable + 1)
    }),
  )
})
it('values a house again after a year', () => expect(revaluationDueOn(dateOnly('2028-02-29'), parameters().revaluationMonths)).toBe('2029-02-28'))

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthlyApr, xirr } from '../../../core/contract/apr.ts'
import { makeSchedule, type ScheduleRequest } from '../../../core/contract/schedule.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'

const valueDate = dateOnly('2026-01-15')
const terms: ScheduleRequest = {
  principalFen: fen(10_000_000),
  annualRate: rate(43500),
  tenorMonths: 12,
  valueDate,
  method: 'EPI',
  dueMode: { kind: 'ALIGNED' },
  interestBasis: 'ACT_360',
}
const payments = (request: ScheduleRequest, each = 0) => makeSchedule(request).instalments.map(({ totalFen }) => fen(totalFen + each))
const dated = (request: ScheduleRequest) => makeSchedule(request).instalments.map(({ dueOn, totalFen }) => ({ on: dueOn, amountFen: totalFen }))

describe('annual rate of the table loan', () => {
  it('is 4.3500 % simple and 4.4378 % compound without fees', () => {
    expect(monthlyApr(fen(10_000_000), payments(terms))).toEqual({ simple: 43500, compound: 44378 })
  })
  it('is 4.4562 % by actual days', () => expect(xirr(valueDate, fen(10_000_000), dated(terms))).toBe(44562))
  it('is 6.2288 % and 6.4097 % with 1,000.00 paid at release', () => {
    expect(monthlyApr(fen(9_900_000), payments(terms))).toEqual({ simple: 62288, compound: 64097 })
  })
  it('is 5.4415 % and 5.5792 % with a guarantee fee of 50.00 a month', () => {
    expect(monthlyApr(fen(10_000_000), payments(terms, 5000))).toEqual({ simple: 54415, compound: 55792 })
  })
})

it('is 4.5006 % by actual days when only interest is paid monthly', () => {
  expect(xirr(valueDate, fen(10_000_000), dated({ ...terms, method: 'IO' }))).toBe(45006)
})
it('is 3.9035 % by actual days for the bullet loan at 3.85 %', () => {
  const bullet: ScheduleRequest = { ...terms, method: 'BUL', principalFen: fen(20_000_000), annualRate: rate(38500) }
  expect(xirr(valueDate, fen(20_000_000), dated(bullet))).toBe(39035)
})
it('is zero when exactly what was received is paid back', () => {
  expect(monthlyApr(fen(300), [fen(100), fen(100), fen(100)])).toEqual({ simple: 0, compound: 0 })
})
it('finds very high rates too: 10 % a month', () => {
  expect(monthlyApr(fen(100_000), [fen(110_000)])).toEqual({ simple: 1_200_000, compound: 2_138_428 })
})
it('refuses flows that have no rate', () => {
  expect(() => monthlyApr(fen(0), [fen(100)])).toThrow(RangeError)
  expect(() => monthlyApr(fen(101), [fen(100)])).toThrow(RangeError)
  expect(() => xirr(valueDate, fen(100), [])).toThrow(RangeError)
})
it('returns the contract rate of any loan without fees, where rounding to the fen is small beside it', () => {
  const loans = fc.record({
    annual: fc.integer({ min: 10_000, max: 240_000 }),
    months: fc.integer({ min: 6, max: 120 }),
    method: fc.constantFrom('EPI' as const, 'EP' as const),
  })
  fc.assert(
    fc.property(loans, ({ annual, months, method }) => {
      const principalFen = fen(100_000_000_000)
      const flows = payments({ ...terms, principalFen, annualRate: rate(annual), tenorMonths: months, method })
      return Math.abs(monthlyApr(principalFen, flows).simple - annual) <= 1
    }),
    { numRuns: 25 },
  )
})

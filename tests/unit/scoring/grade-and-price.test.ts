import { describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { creditLimit, gradeOf, type LimitInput } from '../../../core/scoring/grade.ts'
import { lprTenorFor, type PriceRequest, priceLoan, priceRange, rateInRange } from '../../../core/scoring/price.ts'
import { parameters } from './load-data.ts'

const settings = parameters()
const gradeFor = (points: number) => gradeOf(points, settings)

describe('grade by points', () => {
  it.each([
    [100, 'A'],
    [80, 'A'],
    [79, 'B'],
    [70, 'B'],
    [69, 'C'],
    [60, 'C'],
    [59, 'D'],
    [50, 'D'],
    [49, 'E'],
    [0, 'E'],
  ])('%i points are grade %s', (points, grade) => expect(gradeFor(points).grade).toBe(grade))
  it('throws on points that are no score', () => expect(() => gradeFor(-1)).toThrow(RangeError))
})

const ample = fen(900_000_000)
const input = (change: Partial<LimitInput> = {}): LimitInput => ({
  line: 'IND_CONSUME',
  security: 'CREDIT',
  grade: gradeFor(85),
  appliedFen: ample,
  dtiDerivedFen: ample,
  collateralFen: null,
  workingCapitalFen: null,
  verifiedTurnoverFen: null,
  ...change,
})
const limit = (change: Partial<LimitInput>) => {
  const { limitFen, binding } = expectOk(creditLimit(input(change), settings))
  return [limitFen, binding]
}

describe('the limit', () => {
  it('is 200,000.00 for a consumer and 500,000.00 for a business of grade A on credit', () => {
    expect(limit({})).toEqual([20_000_000, 'GRADE_CAP'])
    expect(limit({ line: 'IND_BIZ' })).toEqual([50_000_000, 'GRADE_CAP'])
  })
  it('names each term that binds', () => {
    expect(limit({ appliedFen: fen(5_000_000) })).toEqual([5_000_000, 'APPLIED'])
    expect(limit({ dtiDerivedFen: fen(4_000_000) })).toEqual([4_000_000, 'DTI'])
    expect(limit({ security: 'MORTGAGE_RE', collateralFen: fen(70_000_000) })).toEqual([70_000_000, 'COLLATERAL'])
    expect(limit({ line: 'IND_BIZ', verifiedTurnoverFen: fen(30_000_000) })).toEqual([15_000_000, 'TURNOVER'])
    expect(limit({ line: 'SME_WC', security: 'GUARANTEE', workingCapitalFen: fen(12_066_667) })).toEqual([12_000_000, 'WORKING_CAPITAL'])
  })
  it('is rounded down to 1,000 yuan', () => expect(limit({ appliedFen: fen(5_099_999) })).toEqual([5_000_000, 'APPLIED']))
  it('is not held to the unsecured cap against a mortgage', () => expect(limit({ security: 'MORTGAGE_RE', collateralFen: ample })).toEqual([ample, 'APPLIED']))
  it('lends to grade D only against collateral, and to grade E never', () => {
    expect(creditLimit(input({ grade: gradeFor(51) }), settings)).toMatchObject({ error: { code: 'GRADE_NOT_LENDABLE', details: { grade: 'D' } } })
    expect(creditLimit(input({ grade: gradeFor(51), security: 'MORTGAGE_RE', collateralFen: ample }), settings).ok).toBe(true)
    expect(creditLimit(input({ grade: gradeFor(19), security: 'MORTGAGE_RE', collateralFen: ample }), settings).ok).toBe(false)
  })
})

const request = (change: Partial<PriceRequest> = {}): PriceRequest => ({
  pricingDate: dateOnly('2026-08-03'),
  signedOn: dateOnly('2026-08-05'),
  tenorMonths: 12,
  lprTenor: '1Y',
  bp: 135,
  ...change,
})
const priced = (change: Partial<PriceRequest>) => expectOk(priceLoan(request(change), settings)).annualRate
const refused = (change: Partial<PriceRequest>) => priceLoan(request(change), settings)

describe('the price over LPR', () => {
  it('is 4.35 %, 3.00 %, 3.20 % and 4.10 % in the examples of the rules', () => {
    expect([
      priced({}),
      priced({ bp: 0 }),
      priced({ tenorMonths: 120, lprTenor: '5Y', bp: -30 }),
      priced({ tenorMonths: 120, lprTenor: '5Y', bp: 60 }),
    ]).toEqual([43500, 30000, 32000, 41000])
  })
  it('takes the newest LPR not after the pricing date', () => {
    expect(expectOk(priceLoan(request({ pricingDate: dateOnly('2026-07-19') }), settings)).lprPublishedOn).toBe('2026-04-20')
    expect(expectOk(priceLoan(request({ pricingDate: dateOnly('2026-07-20') }), settings)).lprPublishedOn).toBe('2026-07-20')
  })
  it('refuses a price that cannot be', () => {
    expect(refused({ pricingDate: dateOnly('2026-08-06') })).toMatchObject({ error: { code: 'LPR_AFTER_SIGNING' } })
    expect(refused({ pricingDate: dateOnly('2026-04-19') })).toMatchObject({ error: { code: 'LPR_NOT_PUBLISHED' } })
    expect(refused({ lprTenor: '5Y' })).toMatchObject({ error: { code: 'LPR_TENOR_WRONG' } })
    expect(refused({ tenorMonths: 61 })).toMatchObject({ error: { code: 'LPR_TENOR_WRONG' } })
    expect(refused({ bp: -300 })).toMatchObject({ error: { code: 'RATE_NOT_POSITIVE' } })
    expect(refused({ bp: 2101 })).toMatchObject({ error: { code: 'RATE_ABOVE_CEILING' } })
    expect(() => refused({ bp: 112.5 })).toThrow(RangeError)
  })
  it('uses 1Y to one year, 5Y above five, and what is agreed between', () => {
    expect([lprTenorFor(12, 'FIVE_YEAR'), lprTenorFor(13, 'ONE_YEAR'), lprTenorFor(60, 'FIVE_YEAR'), lprTenorFor(61, 'ONE_YEAR')]).toEqual([
      '1Y',
      '1Y',
      '5Y',
      '5Y',
    ])
  })
  it('proposes the midpoint of the grade, a half point rounded up', () => {
    expect(priceRange(gradeFor(91))).toEqual({ fromBp: 90, toBp: 135, defaultBp: 113 })
    expect(priceRange(gradeFor(75))).toEqual({ fromBp: 135, toBp: 185, defaultBp: 160 })
    expect(priceRange(gradeFor(10))).toBeNull()
  })
  it('knows whether a rate stands within the grade', () => {
    const range = { fromBp: 90, toBp: 135, defaultBp: 113 }
    expect([38900, 39000, 43500, 43501].map((units) => rateInRange(rate(units), rate(30000), range))).toEqual([false, true, true, false])
  })
})

import { describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { type BusinessForCard, businessFacts, type PersonForCard, personFacts } from '../../../core/scoring/card-facts.ts'
import { agesAt, dscrHundredths, fullMonths, premisesFact, ratioDown, ratioUp, residenceFact } from '../../../core/scoring/facts.ts'
import { score } from '../../../core/scoring/score.ts'
import { businessCard, personCard } from './load-data.ts'

const on = dateOnly('2026-11-23')

describe('figures derived against the applicant', () => {
  it('counts a month only when its day is reached', () => {
    expect(fullMonths(dateOnly('2024-11-23'), on)).toBe(24)
    expect(fullMonths(dateOnly('2024-11-24'), on)).toBe(23)
    expect(fullMonths(dateOnly('2027-01-01'), on)).toBe(0)
  })
  it('rounds a cover down and a burden up', () => {
    expect([ratioDown(1199, fen(1000), 100), ratioDown(-1, fen(1000), 100), ratioUp(4001, fen(10_001), 10_000)]).toEqual([119, -1, 4001])
    expect([ratioDown(1, fen(0), 100), ratioUp(1, fen(0), 100)]).toEqual([null, null])
  })
  it('puts a debt service cover just below 1.20 below it', () => {
    expect(dscrHundredths(11_999_999, fen(10_000_000))).toBe(119)
    expect(dscrHundredths(12_000_000, fen(10_000_000))).toBe(120)
    expect(dscrHundredths(-5, fen(10_000_000))).toBeLessThan(100)
  })
  it('counts age in full years, also at maturity', () => {
    expect(agesAt(dateOnly('1961-11-24'), on, dateOnly('2031-11-23'))).toEqual({ ageYears: 64, ageAtMaturityYears: 69 })
  })
  it('calls two years of renting, or of lease to run, long', () => {
    expect([
      residenceFact('RENT', dateOnly('2024-11-23'), on),
      residenceFact('RENT', dateOnly('2024-11-24'), on),
      residenceFact('RENT', null, on),
      residenceFact('OWN', null, on),
    ]).toEqual(['RENT_LONG', 'RENT_SHORT', 'RENT_SHORT', 'OWN'])
    expect([premisesFact('LEASE', dateOnly('2028-11-23'), on), premisesFact('LEASE', dateOnly('2028-11-22'), on), premisesFact('NONE', null, on)]).toEqual([
      'LEASE_LONG',
      'LEASE_SHORT',
      'NONE',
    ])
  })
})

const person: PersonForCard = {
  on,
  ageYears: 32,
  residence: 'OWN',
  rentedSince: null,
  inCitySince: dateOnly('2018-11-01'),
  maritalStatus: 'MARRIED',
  inJobSince: dateOnly('2020-11-01'),
  incomeVolatilityPercent: 10,
  dtiBasisPoints: 2800,
  averageDepositFen: fen(2_500_000),
  loanFen: fen(10_000_000),
  socialInsuranceMonths: 60,
  enquiries3Months: 0,
  security: 'CREDIT',
  visit: 'CONSISTENT',
}
const business: BusinessForCard = {
  on,
  registeredOn: dateOnly('2019-05-06'),
  ownerInIndustrySince: dateOnly('2012-05-06'),
  premises: 'LEASE',
  leaseEndsOn: dateOnly('2029-12-31'),
  declaredTurnoverFen: fen(200_000_000),
  evidencedTurnoverFen: fen(190_000_000),
  previousTurnoverFen: fen(160_000_000),
  netProfitFen: 30_000_000,
  operatingCashFen: 40_000_000,
  yearDebtServiceFen: fen(19_000_000),
  totalDebtFen: fen(30_000_000),
  totalAssetFen: fen(100_000_000),
  topCustomerPercent: 25,
  taxGrade: 'A',
  utilities: 'NORMAL',
  ownerCredit: 'NONE',
  farm: null,
  security: 'CREDIT',
  visit: 'CONSISTENT',
}

describe('facts of intake and survey on the cards', () => {
  it('give the first tested applicant his 91 points from plain dates and amounts', () => {
    expect(score(personCard(), personFacts(person))).toMatchObject({ totalPoints: 91, missing: [] })
  })
  it('give the strong business its 89 points from plain dates and amounts', () => {
    expect(score(businessCard(), businessFacts(business))).toMatchObject({ totalPoints: 89, missing: [] })
  })
  it('name the employment that is not known', () => {
    expect(score(personCard(), personFacts({ ...person, inJobSince: null })).missing).toEqual(['MONTHS_IN_JOB'])
  })
  it('count a business without an earlier turnover, profit base or assets at the bottom', () => {
    const bare = businessFacts({ ...business, previousTurnoverFen: fen(0), evidencedTurnoverFen: fen(0), totalAssetFen: fen(0) })
    const points = Object.fromEntries(score(businessCard(), bare).lines.map((line) => [line.code, line.points]))
    expect(points).toMatchObject({ TURNOVER_EVIDENCED: 0, TURNOVER_TREND: 0, NET_MARGIN: 0, DEBT_TO_ASSET: 0 })
  })
})

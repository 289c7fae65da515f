import { describe, expect, it } from 'vitest'
import type { Fee } from '../../../core/contract/annual-cost.ts'
import { checkDisclosure, type DisclosureTerms, discloseCost } from '../../../core/contract/cost-disclosure.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'

const guarantee: Fee = { code: 'GUARANTEE', payeeCode: 'PARTNER-01', charge: { kind: 'EACH_INSTALMENT', amountFen: fen(5000) } }
const appraisal: Fee = { code: 'APPRAISAL', payeeCode: 'APPRAISER-02', charge: { kind: 'ONCE', amountFen: fen(100_000) } }
const service: Fee = { code: 'SERVICE', payeeCode: 'BANK', charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(10_000) } }
const terms = (change: Partial<DisclosureTerms> = {}): DisclosureTerms => ({
  loan: {
    principalFen: fen(10_000_000),
    annualRate: rate(43500),
    tenorMonths: 12,
    valueDate: dateOnly('2026-11-23'),
    method: 'EPI',
    dueMode: { kind: 'ALIGNED' },
    interestBasis: 'ACT_360',
  },
  lenderCode: 'BANK',
  fees: [],
  penalty: { overduePercent: 50, misusePercent: 100 },
  ceiling: rate(240_000),
  ...change,
})

describe('the cost table of a personal loan', () => {
  it('shows interest alone as 2,371.90 and 4.4378 % a year, and what a breach costs', () => {
    const table = expectOk(discloseCost(terms()))
    expect(table.items).toEqual([
      { code: 'INTEREST', method: 'BY_SCHEDULE', standard: { kind: 'ANNUAL_RATE', rate: 43500 }, payeeCode: 'BANK', amountFen: 237_190 },
    ])
    expect(table.annualCost.headline).toBe(44378)
    expect(table.defaultCosts).toEqual([
      { code: 'OVERDUE', annualRate: 65250 },
      { code: 'MISUSE', annualRate: 87000 },
      { code: 'COMPOUND', annualRate: 65250 },
    ])
  })
  it('counts a partner guarantee fee into the annual cost: 5.5792 %', () => {
    const table = expectOk(discloseCost(terms({ fees: [guarantee] })))
    expect(table.annualCost.monthly).toEqual({ simple: 54415, compound: 55792 })
    expect(table.items[1]).toMatchObject({ code: 'GUARANTEE', method: 'EACH_INSTALMENT', payeeCode: 'PARTNER-01', amountFen: 60_000 })
    expect(table.totalFen).toBe(237_190 + 60_000)
  })
  it('takes a fee at release off what the borrower holds, whether fixed or a rate on principal: 6.4097 %', () => {
    expect(expectOk(discloseCost(terms({ fees: [appraisal] }))).annualCost.headline).toBe(64097)
    expect(expectOk(discloseCost(terms({ fees: [service] }))).annualCost.headline).toBe(64097)
  })
  it('gives the rate by actual days where instalments are not monthly', () => {
    const cost = expectOk(discloseCost(terms({ loan: { ...terms().loan, method: 'BUL' } }))).annualCost
    expect(cost.monthly).toBeNull()
    expect(cost.headline).toBe(cost.xirr)
  })
  it('refuses a cost above the ceiling, naming both', () => {
    expect(discloseCost(terms({ fees: [appraisal], ceiling: rate(64_096) }))).toMatchObject({
      error: { code: 'COST_ABOVE_CEILING', details: { cost: 64097, ceiling: 64096 } },
    })
    expect(discloseCost(terms({ fees: [appraisal], ceiling: rate(64_097) })).ok).toBe(true)
  })
  it('refuses fees at release that leave the borrower nothing', () => {
    const all: Fee = { ...appraisal, charge: { kind: 'ONCE', amountFen: fen(10_000_000) } }
    expect(discloseCost(terms({ fees: [all] }))).toMatchObject({ error: { code: 'COST_NOTHING_HELD' } })
  })
  it('refuses fees that leave so little that no annual rate can be written', () => {
    const nearly: Fee = { ...appraisal, charge: { kind: 'ONCE', amountFen: fen(9_999_999) } }
    expect(discloseCost(terms({ fees: [nearly] }))).toMatchObject({ error: { code: 'COST_NOTHING_HELD' } })
  })
})

describe('the signed table against the contract', () => {
  const signed = expectOk(discloseCost(terms({ fees: [guarantee] })))
  it('agrees with a contract of the same terms, even after storage reordered its keys', () => {
    const stored = JSON.parse(
      JSON.stringify(signed, (_, value: unknown) =>
        value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
      ),
    )
    expect(checkDisclosure(stored, terms({ fees: [guarantee] })).ok).toBe(true)
  })
  it('refuses a contract that charges another rate, naming what differs', () => {
    const dearer = terms({ fees: [guarantee], loan: { ...terms().loan, annualRate: rate(43600) } })
    expect(checkDisclosure(signed, dearer)).toMatchObject({
      error: { code: 'DISCLOSURE_DIFFERS', details: { fields: ['items', 'totalFen', 'annualCost', 'defaultCosts'] } },
    })
  })
  it('refuses a contract with a heavier penalty than was disclosed', () => {
    const harsher = terms({ fees: [guarantee], penalty: { overduePercent: 40, misusePercent: 100 } })
    expect(checkDisclosure(signed, harsher)).toMatchObject({ error: { details: { fields: ['defaultCosts'] } } })
  })
})

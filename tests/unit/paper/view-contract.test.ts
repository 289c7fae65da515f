import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContractTerms } from '../../../core/contract/terms.ts'
import { sealText } from '../../../core/contract/terms-seal.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { paperAmount, paperArea, paperRate, paperYearCost } from '../../../core/contract/view-values.ts'
import { parseUppercaseAmount } from '../../../core/kernel/chinese-numerals.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

describe('the view of approved terms', () => {
  it('gives an amount in figures and in capitals that say the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (amount) => {
        const { figures, uppercase } = paperAmount(fen(amount))
        expect(figures.replace(/[,.]/g, '').replace(/^0+(?=\d)/, '')).toBe(String(amount))
        expect(parseUppercaseAmount(uppercase)).toBe(BigInt(amount))
      }),
    )
  })

  it('adds up the schedule to the principal and to the interest disclosed', () => {
    for (const terms of [mortgageTerms(), soleTraderTerms()]) {
      const { totals, loan, cost } = contractView(terms)
      expect(totals.principal).toEqual(loan.amount)
      expect(totals.interest.figures).toBe(cost.items[0]?.amount)
    }
  })

  it('writes rates, areas and annualised costs as paper shows them', () => {
    expect(paperRate(rate(43500))).toBe('4.35%')
    expect(paperRate(rate(65250))).toBe('6.525%')
    expect(['64097', '44378', '0', '50'].map((units) => paperYearCost(rate(Number(units))))).toEqual(['6.41%', '4.44%', '0.00%', '0.01%'])
    expect([12850, 5, 100].map(paperArea)).toEqual(['128.50', '0.05', '1.00'])
  })
})

describe('the seal of approved terms', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, part]) => [key, reversed(part)]),
          )
        : value

  it('is the same whatever the order the terms were written in', () => {
    const terms = mortgageTerms()
    expect(sealText(reversed(terms) as typeof terms)).toBe(sealText(terms))
  })

  it('changes with a single fen, and reads back as the terms', () => {
    const terms = mortgageTerms()
    expect(sealText({ ...terms, cost: { ...terms.cost, totalFen: fen(terms.cost.totalFen + 1) } })).not.toBe(sealText(terms))
    expect(ContractTerms.parse(JSON.parse(sealText(terms)))).toEqual(terms)
  })

  it('sorts keys and leaves out what is undefined', () => {
    expect(sealText({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  })
})

describe('terms that no paper may be made from', () => {
  it.each([
    ['10^12 fen and one', { loan: { ...mortgageTerms().loan, amountFen: 1_000_000_000_001 } }],
    ['a number with Chinese in it', { contractNo: 'JK合同1' }],
    ['an unknown field', { surprise: 1 }],
  ])('are refused: %s', (_, change) => {
    expect(ContractTerms.safeParse({ ...mortgageTerms(), ...change }).success).toBe(false)
  })
})

describe('terms whose parts contradict each other', () => {
  const terms = mortgageTerms()
  const { loan, cost, schedule } = terms
  it.each([
    ['RATE_NOT_LPR_PLUS_BP', { loan: { ...loan, rate: { ...loan.rate, bp: 134 } } }],
    ['PENALTY_RATE_DIFFERS', { loan: { ...loan, rate: { ...loan.rate, penaltyRate: 72751 } } }],
    ['PENALTY_RATE_DIFFERS', { loan: { ...loan, rate: { ...loan.rate, misuseRate: 96999 } } }],
    ['PRINCIPAL_NOT_LOAN', { loan: { ...loan, amountFen: loan.amountFen - 1, payee: loan.payee && { ...loan.payee, amountFen: loan.amountFen - 1 } } }],
    ['MATURITY_DIFFERS', { loan: { ...loan, maturityOn: '2031-12-01' } }],
    ['BALANCE_LEFT', { schedule: schedule.map((row, index) => (index === schedule.length - 1 ? { ...row, balanceFen: 1 } : row)) }],
    ['PAYEE_MISSING', { loan: { ...loan, payee: null } }],
    ['PAYEE_NOT_DUE', { loan: { ...loan, paymentMode: 'SELF' } }],
    ['MORTGAGE_NUMBER_DIFFERS', { mortgageNo: null }],
    ['COST_TOTAL_DIFFERS', { cost: { ...cost, totalFen: cost.totalFen + 1 } }],
  ])('are refused: %s', (code, change) => {
    const parsed = ContractTerms.safeParse({ ...terms, ...change })
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([code])
  })
})

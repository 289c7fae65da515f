import { describe, expect, it } from 'vitest'
import { yearlyLevels } from '../../../core/contract/yearly-level.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { GUARANTEE_FEE, SIX_COSTS, withCosts } from '../../fixtures/paper/loan-costs.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

const loan = (kind: string) => combinations().find(({ name }) => name.includes(kind))?.terms ?? expect.fail(kind)

describe('each cost as a yearly level', () => {
  it('is of interest the annual cost of interest alone, and of one fee what makes up the whole', () => {
    for (const terms of [mortgageTerms(), loan('IND_CONSUME COMPANY'), loan('IND_BIZ VEHICLE')]) {
      const before = terms.cost.headline
      expect(yearlyLevels(withCosts(terms, []))).toEqual([before])
      const { cost, ...rest } = withCosts(terms, [GUARANTEE_FEE])
      expect(yearlyLevels({ cost, ...rest })).toEqual([before, cost.headline - before])
    }
  })

  it('is none of what the lender bears; levels together come to the whole within a hundredth of a percent each', () => {
    const terms = withCosts(mortgageTerms(), SIX_COSTS)
    const levels = yearlyLevels(terms)
    expect(levels.map((level) => level === null)).toEqual(terms.cost.items.map(({ bearer }) => bearer === 'LENDER'))
    const sum = levels.reduce<number>((total, level) => total + (level ?? 0), 0)
    expect(Math.abs(sum - terms.cost.headline)).toBeLessThan(100 * levels.length)
  })
})

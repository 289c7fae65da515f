import { describe, expect, it } from 'vitest'
import { ConditionBasis, ownConditions, unconfirmed } from '../../../core/disbursement/own-conditions.ts'

const met = (condition: string, basis = '收据 001') => ({ condition, basis })

describe('the conditions of an approval', () => {
  it('are each open until somebody says how it was met', () => {
    expect(ownConditions(['先投保', '配偶到场'], [met('配偶到场')])).toEqual([
      { condition: '先投保', basis: null },
      { condition: '配偶到场', basis: '收据 001' },
    ])
    expect(unconfirmed(ownConditions(['先投保', '配偶到场'], [met('配偶到场')]))).toEqual(['先投保'])
    expect(unconfirmed(ownConditions([], []))).toEqual([])
  })
  it('take no confirmation that was given for other words: another approval asks anew', () => {
    expect(unconfirmed(ownConditions(['先投保，保额不低于 50 万元'], [met('先投保')]))).toEqual(['先投保，保额不低于 50 万元'])
  })
  it('of the same words twice are confirmed one by one', () => {
    expect(unconfirmed(ownConditions(['先投保', '先投保'], [met('先投保')]))).toEqual(['先投保'])
    expect(ownConditions(['先投保', '先投保'], [met('先投保', '一'), met('先投保', '二')]).map(({ basis }) => basis)).toEqual(['一', '二'])
  })
  it('are not met by an empty basis', () => {
    expect(unconfirmed(ownConditions(['先投保'], [met('先投保', ' ')]))).toEqual(['先投保'])
    expect(ConditionBasis.safeParse(met('先投保', ' ')).success).toBe(false)
    expect(ConditionBasis.safeParse(met('先投保', '单'.repeat(201))).success).toBe(false)
  })
})

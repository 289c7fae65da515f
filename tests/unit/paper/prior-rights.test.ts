import { describe, expect, it } from 'vitest'
import { type PaperSecurity, securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { PLEDGE_KINDS } from '../../../core/product/vocabulary.ts'
import { contractClauses } from '../../../electron/services/clause-list.ts'
import { securityFrame as frameOf, houseFrame, type securityFrame } from '../../../templates/contracts/security-frames.v3.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { guarantor, pledge, vehicle } from '../../fixtures/paper/securities.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const said = (terms: ContractTerms, at = 1): string =>
  contractClauses(terms, CLAUSES)
    [at]?.articles.flatMap(({ clauses }) => clauses.map(({ text }) => text))
    .join('') ?? expect.fail('no such contract')
const first = (terms: ContractTerms): PaperSecurity => securitiesOf(terms)[0] ?? expect.fail('no security')
const frame = (terms: ContractTerms): ReturnType<typeof securityFrame> => frameOf(first(terms), contractView(terms))
const rowsOf = (terms: ContractTerms) => frame(terms).list?.rows ?? expect.fail('no list')
const given = {
  vehicle: (priorDebtFen: number) => soleTraderTerms({ vehicle: { ...vehicle, priorDebtFen } }),
  pledge: (priorDebtFen: number, kind: (typeof PLEDGE_KINDS)[number] = 'MOVABLE') => soleTraderTerms({ pledge: { ...pledge(kind), priorDebtFen } }),
}

describe('what stands before the lender’s right over a vehicle or a pledge', () => {
  it('is said in the contract with its amount and stands in its list, as the survey found it', () => {
    for (const terms of [given.vehicle(2_000_000), ...PLEDGE_KINDS.map((kind) => given.pledge(2_000_000, kind))]) {
      expect(said(terms)).toMatch(/在先.{0,20}余额为人民币20,000\.00元，乙方对此已向甲方如实披露/)
      expect(said(terms)).not.toMatch(/不存在在先|未设立其他抵押权/)
      expect(rowsOf(terms)).toContainEqual([expect.stringContaining('在先'), '￥20,000.00'])
    }
  })
  it('is denied by contract and list where the survey found nothing', () => {
    expect(said(given.vehicle(0))).toContain('抵押车辆在本合同签订时未设立其他抵押权')
    expect(said(given.pledge(0))).toContain('质押财产在本合同签订时不存在在先质权')
    for (const terms of [given.vehicle(0), given.pledge(0)]) {
      expect(said(terms)).not.toContain('如实披露')
      expect(rowsOf(terms)).toContainEqual([expect.stringContaining('在先'), '无'])
    }
  })
  it('is asked of each thing by itself where one loan has several', () => {
    const house = mortgageTerms()
    const terms = {
      ...house,
      house: house.house && { ...house.house, priorDebtFen: 100 as never },
      vehicle: given.vehicle(0).vehicle,
      guarantors: soleTraderTerms({ guarantors: [guarantor] }).guarantors,
    }
    expect(said(terms, 1)).toContain('在先债权余额为人民币1.00元')
    expect(said(terms, 2)).toContain('未设立其他抵押权')
    expect(houseFrame(contractView(terms)).list?.rows).toContainEqual(['在先抵押债权', '￥1.00'])
  })
})

describe('a pledge contract', () => {
  it('calls who stands behind the pledge by its kind, in clause and list alike', () => {
    const words = PLEDGE_KINDS.map((kind) => {
      const terms = given.pledge(0, kind)
      const [label] = rowsOf(terms).find(([, value]) => value === terms.pledge?.obligor) ?? expect.fail(kind)
      expect(said(terms), kind).toContain(`${label}：${terms.pledge?.obligor}`)
      return label
    })
    expect(new Set(words).size).toBe(PLEDGE_KINDS.length)
    expect(words).toContain('存放地点')
  })
  it('is signed before the thing is handed over, and does not say that it was', () => {
    const { closing } = frame(given.pledge(0))
    expect(closing).not.toContain('已按约定交付')
    expect(closing).toContain('将按本合同约定交付质押财产')
  })
})

describe('a house under a maximum amount', () => {
  it('is named by the title of its contract wherever the loan contract names it', async () => {
    const { securityWords } = await import('../../../templates/layout/contract-words.ts')
    for (const { terms } of combinations().filter((one) => one.terms.house && one.terms.maximum)) {
      const loan = said(terms, 0)
      expect(loan).toContain('的《最高额抵押合同》')
      expect(loan).not.toContain('《抵押合同》')
      expect(securityWords(contractView(terms))).toMatch(/^最高额抵押（合同编号：DY/)
    }
    expect(securityWords(contractView(mortgageTerms()))).toMatch(/^抵押（合同编号：DY/)
  })
})

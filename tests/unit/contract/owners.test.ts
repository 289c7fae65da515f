import { describe, expect, it } from 'vitest'
import { holders, nameOf, ownersOf } from '../../../core/contract/owners.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { coOwner, guaranteeCompany } from '../../fixtures/paper/securities.ts'
import { enterpriseTerms, mortgageTerms } from '../../fixtures/paper/terms.ts'

const said = (terms: ContractTerms, thing: 'HOUSE' | 'VEHICLE' | 'PLEDGE' = 'HOUSE') => ownersOf(terms, thing).map((one) => `${one.part} ${nameOf(one)}`)
const spouse = mortgageTerms().spouse ?? expect.fail()

describe('who gives a house as security', () => {
  it('is the borrower, and the spouse once: as co-owner, or else to consent', () => {
    expect(said(mortgageTerms())).toEqual(['OWNER 测试𬱖', 'CO_OWNER 测䶮㛃'])
    expect(said(mortgageTerms({ coOwners: [] }))).toEqual(['OWNER 测试𬱖', 'SPOUSE 测䶮㛃'])
    expect(said(mortgageTerms({ coOwners: [{ ...coOwner, idNumber: '110101198001010014', name: '共有甲' }] }))).toEqual([
      'OWNER 测试𬱖',
      'CO_OWNER 共有甲',
      'SPOUSE 测䶮㛃',
    ])
    expect(said(mortgageTerms({ spouse: null, coOwners: [] }))).toEqual(['OWNER 测试𬱖'])
  })
  it('is the borrowing enterprise, never its legal representative or his spouse', () => {
    expect(said(enterpriseTerms())).toEqual(['OWNER 示例精密制造有限公司'])
    expect(said(enterpriseTerms({ spouse, coOwners: [coOwner] }))).toEqual(['OWNER 示例精密制造有限公司', 'CO_OWNER 共有乙𬭸'])
  })
  it('is another company with those who own it beside the company, never the borrower or the spouse', () => {
    for (const terms of [mortgageTerms({ collateralCompany: guaranteeCompany, coOwners: [] }), enterpriseTerms({ collateralCompany: guaranteeCompany })])
      expect(said(terms)).toEqual(['OWNER 示例融资担保有限公司'])
    const shared = mortgageTerms({ collateralCompany: guaranteeCompany, coOwners: [coOwner] })
    expect(said(shared)).toEqual(['OWNER 示例融资担保有限公司', 'CO_OWNER 共有乙𬭸'])
    expect(ownersOf(shared, 'HOUSE')[0]?.person.name).toBe('法人戊')
  })
})

describe('who gives a pledge', () => {
  it('is its one owner and the spouse who consents; co-owners of a house have no part in it', () =>
    expect(said(mortgageTerms(), 'PLEDGE')).toEqual(['OWNER 测试𬱖', 'SPOUSE 测䶮㛃']))
  it('is the company that owns it, alone', () =>
    expect(said(mortgageTerms({ collateralCompany: guaranteeCompany }), 'PLEDGE')).toEqual(['OWNER 示例融资担保有限公司']))
})

describe('the names in which a thing is held', () => {
  it('leave out the spouse who only consents', () => {
    expect(holders(ownersOf(mortgageTerms({ coOwners: [] }), 'HOUSE'))).toEqual(['测试𬱖'])
    expect(holders(ownersOf(mortgageTerms(), 'VEHICLE'))).toEqual(['测试𬱖', '测䶮㛃'])
    expect(holders(ownersOf(enterpriseTerms({ collateralCompany: guaranteeCompany }), 'HOUSE'))).toEqual(['示例融资担保有限公司'])
  })
})

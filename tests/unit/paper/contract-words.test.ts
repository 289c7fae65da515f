import { describe, expect, it } from 'vitest'
import { clauseFacts } from '../../../core/contract/clause-facts.ts'
import { hasRegistered, securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { disagreements } from '../../../core/contract/terms-agree.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { bookOf } from '../../../electron/services/clause-books.ts'
import { contractClauses } from '../../../electron/services/clause-list.ts'
import { releaseApplication } from '../../../electron/services/paper-forms.ts'
import { loanContract, type Paper, securityContracts } from '../../../electron/services/papers.ts'
import { houseFrame, securityFrame } from '../../../templates/contracts/security-frames.v3.ts'
import { attachments } from '../../../templates/layout/contract-words.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { companyOwned } from '../../fixtures/paper/company-owned.ts'
import { pledge, vehicle } from '../../fixtures/paper/securities.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const every = [...combinations(), ...companyOwned()].map(({ terms }) => terms)
const framesOf = (terms: ContractTerms) => {
  const view = contractView(terms)
  return [...(terms.house ? [houseFrame(view)] : []), ...securitiesOf(terms).map((security) => securityFrame(security, view))]
}
const saidBy = (terms: ContractTerms): string[] =>
  contractClauses(terms, CLAUSES).map(({ articles }) => articles.flatMap(({ clauses }) => clauses.map(({ text }) => text)).join(''))
const laid = (paper: Paper): string => JSON.stringify(paper.definition)
const pledged = (kind: Parameters<typeof pledge>[0]): ContractTerms => soleTraderTerms({ pledge: pledge(kind) })
const DELIVERED = ['DEPOSIT', 'MOVABLE'] as const
const ENTERED = ['RECEIVABLE', 'EQUITY', 'IP'] as const

describe('the first words of a contract of security', () => {
  it('speak under a maximum of every debt of its time, else of the loan’s (Civil Code 420)', () => {
    for (const terms of every)
      for (const { preamble } of framesOf(terms)) {
        expect(preamble.includes('期间连续发生的全部债务（包括主合同项下的债务）提供最高额担保')).toBe(terms.maximum !== undefined)
        expect(preamble.includes('在主合同项下的债务提供担保')).toBe(terms.maximum === undefined)
      }
  })
})

describe('co-owners', () => {
  it('agree, and make a contract bind by their hands, only where there are any', () => {
    for (const ownership of ['SOLE', 'JOINT'] as const) {
      const house = mortgageTerms({ coOwners: [], spouse: null })
      const terms = [house.house ? { ...house, house: { ...house.house, ownership } } : house, soleTraderTerms({ vehicle: { ...vehicle, ownership } })]
      for (const one of terms) {
        expect(framesOf(one)[0]?.closing.includes('全体共有人')).toBe(ownership === 'JOINT')
        expect(/共有人）签名之日起生效/.test(saidBy(one)[1] ?? '')).toBe(ownership === 'JOINT')
      }
    }
    expect(framesOf(mortgageTerms())[0]?.closing).toContain('全体共有人')
  })
})

describe('a pledge', () => {
  it.each(ENTERED)('of %s arises with its entry and keeps a copy for the registry', (kind) => {
    const [loan, own] = saidBy(pledged(kind))
    expect(loan).toContain('用于办理登记')
    expect(own).toContain('质权自办理出质登记时设立。本合同正本一式3份，乙方执1份，登记机构和甲方留存其余各份')
    expect(framesOf(pledged(kind))[0]?.closing).toContain('配合办理出质登记')
  })
  it.each(DELIVERED)('of %s arises when it is handed over: nothing is registered, and it is asked back', (kind) => {
    const terms = pledged(kind)
    const [loan, own] = saidBy(terms)
    expect(loan).not.toContain('用于办理登记')
    expect(own).toContain('交付甲方时设立。')
    expect(own).not.toContain('登记机构')
    expect(framesOf(terms)[0]?.closing).toContain('交付质押财产')
    const asked = releaseApplication(terms, CLAUSES, { settledOn: '2031年11月30日', proofNo: '0042', security: securitiesOf(terms)[0] ?? null })
    expect(asked.title).toBe(`质押财产返还申请书 ${asked.number}`)
    const release = laid(asked)
    expect(release).toContain('质押财产返还申请书')
    expect(release).not.toMatch(/注销|登记证明/)
    expect(release.includes('解除止付')).toBe(kind === 'DEPOSIT')
  })
})

describe('the application to release a right', () => {
  it('speaks of a mortgage where one is released and of a pledge where that is, in title, roles and words', async () => {
    for (const terms of combinations()
      .map((one) => one.terms)
      .filter(({ house, vehicle, pledge }) => house || vehicle || pledge)) {
      const text = laid(
        releaseApplication(terms, CLAUSES, { settledOn: '2031年11月30日', proofNo: '0042', security: terms.house ? null : (securitiesOf(terms)[0] ?? null) }),
      )
      const [own, other] = terms.pledge ? ['出质人', '抵押'] : ['抵押人', '质']
      expect(text).toContain(own)
      expect(text).toContain(terms.pledge ? '质权人' : '抵押权人')
      expect(text.replaceAll(terms.pledge?.description ?? '', '')).not.toContain(other)
    }
  })
})

describe('copies of a contract', () => {
  it('are one each for borrower, lender and registry at least where a right is registered', () => {
    for (const terms of every.filter(hasRegistered)) {
      expect(disagreements({ ...terms, copies: { total: 2, borrower: 1 } })).toContainEqual({ field: 'copies', code: 'COPIES_TOO_FEW' })
      expect(disagreements(terms)).toEqual([])
    }
    expect(disagreements({ ...pledged('DEPOSIT'), copies: { total: 2, borrower: 1 } })).toEqual([])
    expect(clauseFacts(soleTraderTerms(), null).has('registered')).toBe(false)
  })
})

describe('the annex that lists the property', () => {
  it('is part of every contract that has one', () => {
    for (const terms of every)
      for (const [at, { list }] of framesOf(terms).entries())
        if (list) expect(saidBy(terms)[at + 1]).toContain(`${list.title.replace('附件：', '附件《')}》是本合同不可分割的组成部分`)
  })
})

describe('arbitration', () => {
  it('is before an institution whose name is written in; unnamed, disputes go to court', () => {
    const agreed = every.filter(({ disputes }) => disputes === 'ARBITRATION')
    expect(agreed.length).toBeGreaterThan(3)
    for (const words of agreed.flatMap(saidBy)) {
      expect(words).toContain('仲裁机构的全称，签署时由双方填写')
      expect(words).toContain('未填写仲裁机构的，任何一方均可以向甲方')
      expect(words).not.toContain('甲方住所地的仲裁委员会')
    }
  })
})

describe('a company’s confirmation of bold terms', () => {
  it('is copied and signed by who represents it, under its seal; a person’s by himself', () => {
    const enterprise = every.find(({ borrowerKind, house }) => borrowerKind === 'ENTERPRISE' && house) ?? expect.fail('no enterprise')
    for (const paper of [loanContract(enterprise, CLAUSES), securityContracts(enterprise, CLAUSES)[0] ?? expect.fail('no mortgage')]) {
      expect(laid(paper)).toContain('请乙方的法定代表人（授权代理人）代表乙方亲笔抄写下列文字：“本单位已阅读并理解')
      expect(laid(paper)).toContain('乙方（公章）：')
      expect(laid(paper)).not.toContain('乙方签名：')
    }
    expect(laid(loanContract(mortgageTerms(), CLAUSES))).toContain('请乙方亲笔抄写下列文字：“本人已阅读并理解')
  })
})

describe('a consent of its own', () => {
  it('has a line to sign of its own (PIPL 29)', () => {
    const own = bookOf(CLAUSES, 'PERSONAL_INFO_CONSENT').articles.flatMap(({ paragraphs }) => paragraphs.filter(({ text }) => text.includes('是否单独同意')))
    expect(own.map(({ signed }) => signed)).toEqual([true, true])
  })
})

it('titles in brackets stand side by side without a comma', () => {
  for (const terms of every) expect(attachments(contractView(terms))).not.toContain('》、《')
})

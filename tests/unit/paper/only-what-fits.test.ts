import { describe, expect, it } from 'vitest'
import { hasRegistered } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { contractClauses } from '../../../electron/services/clause-list.ts'
import { dunningLetter } from '../../../electron/services/paper-forms.ts'
import { deficiencyNotice, iou, loanContract, type Paper } from '../../../electron/services/papers.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { companyOwned } from '../../fixtures/paper/company-owned.ts'
import { cooperatives } from '../../fixtures/paper/cooperatives.ts'
import { deficiencySlip } from '../../fixtures/paper/slips.ts'

const every = [...combinations(), ...companyOwned(), ...cooperatives()]
const laid = ({ definition }: Paper): string => JSON.stringify(definition)
const saidBy = (terms: ContractTerms): string[] =>
  contractClauses(terms, CLAUSES).map(({ articles }) => articles.flatMap(({ clauses }) => clauses.map(({ text }) => text)).join(''))
const loanSaid = (terms: ContractTerms): string => saidBy(terms)[0] ?? expect.fail()

describe('a loan contract', () => {
  it('counts penalty interest from the day after the debt was due, as the letter of arrears does, not from the day after that', () => {
    for (const { name, terms } of every) {
      expect(loanSaid(terms), name).toContain('自应还之日的次日起至清偿之日止，对逾期本金')
      expect(loanSaid(terms), name).not.toContain('逾期之次日')
    }
  })

  it('of one instalment speaks of no first one', () => {
    for (const { name, terms } of every) {
      const once = terms.schedule.length === 1
      expect(loanSaid(terms).includes('首期应还本息'), name).toBe(!once)
      expect(loanSaid(terms).includes('到期应还本息'), name).toBe(once)
      for (const paper of [loanContract(terms, CLAUSES), iou(terms, { sequence: 1, voucherNo: null })])
        expect(laid(paper).includes('共 1 期'), name).toBe(false)
      expect(laid(loanContract(terms, CLAUSES)).includes('首个还款日 '), name).toBe(!once)
    }
  })

  it('lets a part repaid early shorten the term or lessen each instalment only where there are several', () => {
    for (const { name, terms } of every) expect(loanSaid(terms).includes('可以选择缩短借款期限或者减少每期还款额'), name).toBe(terms.schedule.length > 1)
  })

  it('says when the use is proven, which the undertaking leaves to it, however the loan is paid out', () => {
    for (const { name, terms } of every) {
      expect(loanSaid(terms), name).toContain(`乙方应当自借款发放之日起${terms.loan.proofDays}日内向甲方提交发票`)
      expect(loanSaid(terms), name).not.toContain('采用自主支付的，')
    }
  })

  it('speaks of months without the day only where there are such', () => {
    for (const { name, terms } of every) {
      const { dueMode } = terms.loan
      if (dueMode.kind === 'FIXED_DAY' && dueMode.day <= 28) expect(loanSaid(terms), name).not.toContain('当月无对应日')
      if (dueMode.kind === 'ALIGNED' && ['EPI', 'EP', 'IO'].includes(terms.loan.method)) expect(loanSaid(terms), name).toContain('当月无对应日')
    }
  })

  it('promises to strike a right from a register where one stands there, to give back what was handed over, and else neither', () => {
    for (const { name, terms } of every.filter((one) => !one.terms.maximum)) {
      const promised = /出具结清证明([^。]*)。/.exec(loanSaid(terms))?.[1]
      expect(promised, name).toBe(hasRegistered(terms) ? '，并配合办理担保的注销登记' : terms.pledge ? '，并返还质押财产' : '')
    }
  })

  it('asks those who secure it to agree to an extension only where there are any', () => {
    for (const { name, terms } of every) {
      const secured = terms.house !== null || saidBy(terms).length > 1
      expect(loanSaid(terms).includes('担保人书面同意继续承担担保责任'), name).toBe(secured)
    }
  })

  it('of a farmer says what he farms as he declared it, and does not take the use of the loan for it', () => {
    const farmers = every.filter(({ terms }) => terms.productLine === 'AGRI' && terms.borrowerKind !== 'ENTERPRISE')
    expect(farmers.length).toBeGreaterThan(10)
    for (const { name, terms } of farmers) expect(loanSaid(terms), name).toContain('乙方从事农业生产经营，种植、养殖面积和规模与其所作陈述一致')
  })
})

describe('the special terms of a loan', () => {
  it('bind its borrower: a contract of security, whose other side is another, says whose they are', () => {
    for (const { name, terms } of every.filter((one) => one.terms.specialTerms !== '')) {
      const [loan, ...securities] = saidBy(terms)
      expect(loan, name).not.toContain('主合同的特别约定')
      for (const said of securities) expect(said, name).toContain(`主合同的特别约定（其中甲方为贷款人，乙方为债务人）：${terms.specialTerms}`)
    }
  })
})

describe('a letter of arrears', () => {
  it('is acknowledged under the bank’s seal, by a company in its own name', () => {
    const figures = {
      asOf: '',
      overdueDays: '1',
      overduePrincipal: '1.00',
      overdueInterest: '1.00',
      overduePenalty: '1.00',
      overdueTotal: '3.00',
      overdueTotalWords: '叁元整',
      payBy: '',
    }
    for (const kind of ['IND_BIZ CREDIT EP', 'SME_WC CREDIT EP']) {
      const terms = combinations().find(({ name }) => name.includes(kind))?.terms ?? expect.fail(kind)
      const letter = laid(dunningLetter(terms, CLAUSES, 1, { ...figures, asOf: '2027年1月1日', payBy: '2027年1月2日' }))
      expect(letter).toMatch(terms.borrowerKind === 'ENTERPRISE' ? /合同专用章.*回执：本单位已收到/ : /合同专用章.*回执：本人已收到/)
    }
  })
})

describe('a notice of what is missing', () => {
  it('lets the one who issued a paper put the seal that lacks, not the customer at the counter', () => {
    const [line] = deficiencySlip.lines
    const notice = laid(deficiencyNotice({ ...deficiencySlip, lines: [{ ...(line ?? expect.fail()), codes: ['E07'], remedies: ['SIGN'] }] }))
    expect(notice).toContain('由应当签名或者盖章的一方补齐')
    expect(notice).not.toContain('本人到柜台补签')
  })
})

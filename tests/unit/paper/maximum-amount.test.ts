import { describe, expect, it } from 'vitest'
import { clauseFacts } from '../../../core/contract/clause-facts.ts'
import { securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { articlesOf, bookOf } from '../../../electron/services/clause-books.ts'
import { contractClauses } from '../../../electron/services/clause-list.ts'
import { approvalSheet } from '../../../electron/services/papers.ts'
import { houseFrame, securityFrame } from '../../../templates/contracts/security-frames.v3.ts'
import { clauseVariables } from '../../../templates/layout/clause-variables.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { approvalSlip } from '../../fixtures/paper/slips.ts'

const loans = combinations().map(({ terms }) => terms)
const upToMaximum = loans.filter(({ maximum }) => maximum)
const real = (terms: ContractTerms) => terms.house !== null || terms.vehicle !== null || terms.pledge !== null
const rowsOf = (terms: ContractTerms) => {
  const view = contractView(terms)
  const frames = [...(terms.house ? [houseFrame(view)] : []), ...securitiesOf(terms).map((security) => securityFrame(security, view))]
  return frames.flatMap(({ list }) => list?.rows ?? []).map(([name]) => name)
}
const certificate = (terms: ContractTerms): string => {
  const values = clauseVariables(contractView(terms), null, { settledOn: '2027年1月4日' })
  const articles = articlesOf(bookOf(CLAUSES, 'SETTLEMENT_CERTIFICATE'), clauseFacts(terms, null), values)
  return articles.flatMap(({ clauses }) => clauses.map(({ text }) => text)).join('')
}

describe('a security up to a maximum amount', () => {
  it('is listed with its ceiling, and the loan’s amount only as that of this loan; any other with the debt it secures', () => {
    const listed = upToMaximum.filter(real)
    expect(listed.length).toBeGreaterThan(3)
    for (const terms of listed) {
      expect(rowsOf(terms)).toEqual(expect.arrayContaining(['最高债权额／债权确定期间', '其中本笔借款数额']))
      expect(rowsOf(terms)).not.toContain('担保的主债权数额')
    }
    for (const terms of loans.filter((one) => real(one) && !one.maximum)) {
      expect(rowsOf(terms)).toContain('担保的主债权数额')
      expect(rowsOf(terms)).not.toContain('其中本笔借款数额')
    }
  })
  it('is not said to be extinct when the one loan is settled; any other is', () => {
    for (const terms of upToMaximum) {
      expect(certificate(terms)).not.toContain('随之消灭')
      expect(certificate(terms)).toContain('最高额担保不因此消灭')
      expect(certificate(terms).includes('注销登记或者返还担保财产')).toBe(real(terms))
    }
    for (const terms of loans.filter((one) => real(one) && !one.maximum)) expect(certificate(terms)).toContain('担保权利随之消灭')
  })
})

const saidTo = (kind: 'CUSTOMER_CARD' | 'LOAN_CONTRACT', terms: ContractTerms): string =>
  articlesOf(bookOf(CLAUSES, kind), clauseFacts(terms, null), clauseVariables(contractView(terms), null))
    .flatMap(({ clauses }) => clauses.map(({ text }) => text))
    .join('')
const contractsSaid = (terms: ContractTerms): string =>
  contractClauses(terms, CLAUSES)
    .slice(1)
    .flatMap(({ articles }) => articles.flatMap(({ clauses }) => clauses.map(({ text }) => text)))
    .join('')

describe('the release of what secures the loan', () => {
  it('is promised under a maximum only once every debt of its period is settled, by card, loan contract and the contract over the thing', () => {
    for (const terms of upToMaximum) {
      expect(saidTo('CUSTOMER_CARD', terms)).toMatch(/只还清这一笔，(担保|保证)还在/)
      expect(saidTo('CUSTOMER_CARD', terms)).not.toContain('；还清以后，我们配合')
      expect(saidTo('LOAN_CONTRACT', terms)).toContain('仅本笔借款清偿的，担保不因此消灭')
      expect(saidTo('LOAN_CONTRACT', terms)).not.toContain('出具结清证明，并配合办理')
      expect(saidTo('LOAN_CONTRACT', terms).includes('债权确定且全部清偿后')).toBe(real(terms))
      expect(contractsSaid(terms).includes('仅主合同项下的债务清偿的')).toBe(real(terms))
      expect(contractsSaid(terms)).not.toMatch(/主债权消灭、抵押权实现|提前清偿所担保的债权的，甲方应当返还/)
    }
  })
  it('is promised of any other security once the loan is settled', () => {
    for (const terms of loans.filter((one) => real(one) && !one.maximum)) {
      expect(saidTo('CUSTOMER_CARD', terms)).toContain('；还清以后，我们配合办理注销登记或者返还')
      expect(saidTo('LOAN_CONTRACT', terms)).toMatch(/出具结清证明，并(配合办理担保的注销登记|返还质押财产)/)
      expect(contractsSaid(terms)).not.toContain('仅主合同项下的债务清偿的')
      for (const kind of ['CUSTOMER_CARD', 'LOAN_CONTRACT'] as const) expect(saidTo(kind, terms)).not.toContain('最高额')
    }
  })
})

describe('the approval sheet', () => {
  it('bears another version since it names what is agreed', () => expect(approvalSheet(approvalSlip).version).toBe('v2'))
})

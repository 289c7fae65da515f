import { describe, expect, it } from 'vitest'
import { clauseFacts } from '../../../core/contract/clause-facts.ts'
import { securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { articlesOf, bookOf } from '../../../electron/services/clause-books.ts'
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

describe('the approval sheet', () => {
  it('bears another version since it names what is agreed', () => expect(approvalSheet(approvalSlip).version).toBe('v2'))
})

import { beforeAll, describe, expect, it } from 'vitest'
import { securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { intakeForm, releaseApplication } from '../../../electron/services/paper-forms.ts'
import { loanContract, type Paper, repaymentSchedule, surveyReport } from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { INTAKE_FORMS } from '../../../templates/slips/form-frames.v1.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { openPrinter, printOk } from '../../fixtures/paper/printer.ts'
import { guaranteeCompany } from '../../fixtures/paper/securities.ts'
import { surveySlip } from '../../fixtures/paper/slips.ts'
import { LENDER, mortgageTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})
const pagesOf = async (paper: Paper): Promise<string[]> => (await readPages((await printOk(printer, paper)).bytes)).map((page) => page.replace(/\s/g, ''))
const loan = (kind: string): ContractTerms => combinations().find(({ name }) => name.includes(kind))?.terms ?? expect.fail(kind)

describe('what belongs together on one page', () => {
  it('are the total of a schedule and the last instalments it sums', async () => {
    const pages = await pagesOf(repaymentSchedule(loan('IND_CONSUME CREDIT EPI')))
    expect(pages).toHaveLength(2)
    for (const words of ['承前页', '352029-10-30', '362029-11-30', '合计／／100,000.00']) expect(pages[1]).toContain(words)
  })

  it('are the last two rows of the elements of a loan', async () => {
    const pages = await pagesOf(loanContract(loan('IND_BIZ HOUSE IO'), CLAUSES))
    for (const words of ['支付方式贷款人受托支付', '担保方式']) expect(pages[1]).toContain(words)
    expect(pages[0]).not.toContain('支付方式')
  })

  it('are the signatures under an application and its last sentence', async () => {
    const terms =
      combinations()
        .map((one) => one.terms)
        .find(({ vehicle, maximum }) => vehicle && !maximum) ?? expect.fail()
    const paper = releaseApplication(terms, CLAUSES, { settledOn: '2031年11月30日', proofNo: '登记证明 0042', security: securitiesOf(terms)[0] ?? null })
    const signed = (await pagesOf(paper)).filter((page) => page.includes('合同专用章'))
    expect(signed).toHaveLength(1)
    expect(signed[0]).toContain('权利人同意注销上述登记')
  })
  it('are the findings of a survey and their heading, but where a place or a person takes more than a page', async () => {
    const pages = await pagesOf(surveyReport(surveySlip))
    expect(pages.filter((page) => /四、名单核查失信被执行人.*纳税信用未评级/.test(page))).toHaveLength(1)
    const { survey } = surveySlip
    const long = { ...survey, visit: { ...survey.visit, place: '示范区'.repeat(500), personMet: '会见人'.repeat(500) } }
    const text = (await pagesOf(surveyReport({ ...surveySlip, survey: long }))).join('')
    for (const words of ['调查地点', '会见人员', '七、调查结论', '协办客户经理']) expect(text).toContain(words)
  })
  it('are the signatures under a form of the counter and the confirmation they are given to', async () => {
    const variables = { amount: '300,000.00', amountWords: '人民币叁拾万元整', purpose: '自有住房装修' }
    const person = { role: '', person: mortgageTerms().borrower }
    const company = { role: '', person: guaranteeCompany.legalRepresentative, company: guaranteeCompany }
    for (const kind of INTAKE_FORMS)
      for (const signer of [person, company]) {
        const request = { lender: LENDER, caseNo: 'SQ1101992026112300018', party: 'B', signer, facts: ['consumer'] as const, variables }
        const signed = (await pagesOf(intakeForm(kind, request, CLAUSES))).filter((page) => page.includes('见证人（经办人）'))
        expect(signed, kind).toEqual([expect.stringContaining('重要条款确认')])
      }
  })
})

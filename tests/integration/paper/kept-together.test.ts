import { beforeAll, describe, expect, it } from 'vitest'
import { securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { type CostView, contractView } from '../../../core/contract/view-contract.ts'
import { intakeForm, paymentInstruction, releaseApplication } from '../../../electron/services/paper-forms.ts'
import {
  approvalSheet,
  costDisclosure,
  loanContract,
  mortgageContract,
  type Paper,
  repaymentSchedule,
  securityContracts,
  surveyReport,
} from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { INTAKE_FORMS, type IntakeFormKind } from '../../../templates/slips/form-frames.v1.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { loanCosts } from '../../fixtures/paper/loan-costs.ts'
import { openPrinter, printOk } from '../../fixtures/paper/printer.ts'
import { guaranteeCompany, guarantor } from '../../fixtures/paper/securities.ts'
import { approvalSlip, surveySlip } from '../../fixtures/paper/slips.ts'
import { enterpriseTerms, LENDER, mortgageTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})
const pagesOf = async (paper: Paper): Promise<string[]> => (await readPages((await printOk(printer, paper)).bytes)).map((page) => page.replace(/\s/g, ''))
const loan = (kind: string): ContractTerms => combinations().find(({ name }) => name.includes(kind))?.terms ?? expect.fail(kind)

/** How the last clause of each form of the counter ends. */
const LAST: Readonly<Record<IntakeFormKind, string>> = {
  CREDIT_AUTHORISATION: '不影响授权人使用其他服务',
  PERSONAL_INFO_CONSENT: '并有权拒绝仅通过自动化决策作出决定',
  USE_UNDERTAKING: '计收罚息（《中华人民共和国民法典》第六百七十三条）',
  SERVICE_ADDRESS: '是否同意：□同意',
}

describe('what belongs together on one page', () => {
  it('are the total of a schedule and the last instalments it sums', async () => {
    const pages = await pagesOf(repaymentSchedule(loan('IND_CONSUME CREDIT EPI')))
    expect(pages).toHaveLength(2)
    for (const words of ['承前页', '352029-10-30', '362029-11-30', '合计／／100,000.00']) expect(pages[1]).toContain(words)
  })

  it('are three rows of the elements of a loan at least, on either side of where they are parted', async () => {
    const elements = [
      '借款金额（小写）',
      '借款金额（大写）',
      '借款期限',
      '借款用途',
      '执行年利率',
      '罚息年利率',
      '还款方式',
      '还款账户',
      '支付方式',
      '担保方式',
    ]
    for (const kind of ['IND_BIZ HOUSE IO', 'IND_BIZ CREDIT QIO', 'AGRI PLEDGE IO']) {
      const pages = (await pagesOf(loanContract(loan(kind), CLAUSES))).map((page) => page.split('第一条借款种类')[0] ?? '')
      const rows = pages.map((page) => elements.filter((name) => page.includes(name)).length).filter((count) => count > 0)
      expect(rows[0], kind).toBeGreaterThanOrEqual(3)
      expect(rows[0] === elements.length || (rows[1] ?? 0) >= 3, `${kind}: ${rows.join(' and ')}`).toBe(true)
    }
  })
  it('are no elements of a loan whose parties or purpose take more than a page: those flow on', async () => {
    const terms = enterpriseTerms()
    const address = `${'示例市示范区样板街道'.repeat(199)}甲乙丙丁戊己庚辛壬癸`
    const business = terms.business ?? expect.fail()
    const long = { ...terms, business: { ...business, address }, loan: { ...terms.loan, purposeText: '采购原材料'.repeat(400) } }
    for (const paper of [loanContract(long, CLAUSES), paymentInstruction(long, CLAUSES)])
      expect((await pagesOf(paper)).join(''), paper.kind).toContain('采购原材料'.repeat(30))
    expect((await pagesOf(loanContract(long, CLAUSES))).join('')).toContain('甲乙丙丁戊己庚辛壬癸')
    const { survey } = surveySlip
    const there = { ...survey, visit: { ...survey.visit, place: address } }
    expect((await pagesOf(surveyReport({ ...surveySlip, survey: there }))).join('')).toContain('甲乙丙丁戊己庚辛壬癸')
  })

  it('are the signatures under an application and its last sentence', async () => {
    const terms =
      combinations()
        .map((one) => one.terms)
        .find(({ vehicle, maximum }) => vehicle && !maximum) ?? expect.fail()
    const paper = releaseApplication(terms, CLAUSES, { settledOn: '2031年11月30日', proofNo: '登记证明 0042', security: securitiesOf(terms)[0] ?? null })
    const signed = (await pagesOf(paper)).filter((page) => page.includes('合同专用章'))
    expect(signed).toHaveLength(1)
    expect(signed[0]).toContain('抵押权人同意注销上述登记')
  })
  it('are the signatures under a contract and what is confirmed by hand before them, where all of it fits on one', async () => {
    const several = { ...mortgageTerms(), guarantors: [guarantor], guarantorCompanies: [guaranteeCompany] }
    for (const terms of [several, enterpriseTerms(), loan('SME_WC VEHICLE EPI'), loan('IND_CONSUME PLEDGE EPI')])
      for (const paper of [loanContract(terms, CLAUSES), ...securityContracts(terms, CLAUSES), costDisclosure(terms)]) {
        const signed = (await pagesOf(paper)).filter((page) => page.includes('合同专用章：'))
        expect(signed, paper.kind).toEqual([expect.stringContaining('重要条款确认')])
      }
  })
  it('are not the signatures of so many, or of such names, that they take most of a page', async () => {
    for (const name of ['共', '共有人甲乙丙丁'.repeat(7), '共有人甲乙丙丁'.repeat(14), '共有人甲乙丙丁'.repeat(28)])
      for (const many of [0, 1, 2, 3, 5, 8]) {
        const terms = mortgageTerms()
        const coOwners = Array.from({ length: many }, (_, at) => ({ ...terms.borrower, name: `${name}${at}`, idNumber: `11010119900307${4000 + at}` }))
        const text = (await pagesOf(mortgageContract({ ...terms, coOwners }, CLAUSES))).join('')
        for (const one of coOwners) expect(text.split(one.name).length, `${many} ${name.length}`).toBeGreaterThan(2)
      }
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
        expect(signed[0], kind).toContain(LAST[kind])
      }
  })
  it('are the signatures under a payment instruction, the confirmation and the clause before it', async () => {
    for (const terms of [mortgageTerms(), loan('SME_WC CREDIT IO')]) {
      const signed = (await pagesOf(paymentInstruction(terms, CLAUSES))).filter((page) => page.includes('合同专用章：'))
      expect(signed).toEqual([expect.stringMatching(/不影响借款人的还款义务。重要条款确认/)])
    }
  })
  it('are the costs of a loan and their sum, but where payees take more than a page', async () => {
    const { terms } = loanCosts().find(({ name }) => name === 'costs of every kind') ?? expect.fail()
    const sheet = (cost: CostView): Paper => approvalSheet({ ...approvalSlip, decision: { ...approvalSlip.decision, cost } })
    const { cost } = contractView(terms)
    const pages = (await pagesOf(sheet(cost))).filter((page) => page.includes('收取标准'))
    expect(pages).toEqual([expect.stringMatching(/借款利息.*借款人合计/)])
    const long = { ...cost, items: cost.items.map((item) => ({ ...item, payee: '收款人'.repeat(60) })) }
    expect((await pagesOf(sheet(long))).join('')).toContain('借款人合计')
  })
  it('are each of the recipients of personal data that a clause numbers: pages part between them', async () => {
    const person = { role: '', person: mortgageTerms().borrower }
    const company = { role: '', person: guaranteeCompany.legalRepresentative, company: guaranteeCompany }
    for (const signer of [person, company]) {
      const request = { lender: LENDER, caseNo: 'SQ1101992026112300018', party: 'B', signer, facts: ['consumer'] as const, variables: {} }
      const pages = await pagesOf(intakeForm('PERSONAL_INFO_CONSENT', request, CLAUSES))
      for (const whole of [/（一）中国人民银行征信中心.*信贷和担保信息。/, /（二）为本业务提供评估.*没有的划去。/])
        expect(pages.filter((page) => whole.test(page))).toHaveLength(1)
    }
  })
})

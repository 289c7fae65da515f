import { beforeAll, describe, expect, it } from 'vitest'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { costDisclosure } from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { GUARANTEE_FEE, withCosts } from '../../fixtures/paper/loan-costs.ts'
import { openPrinter, printOk, textOf } from '../../fixtures/paper/printer.ts'
import { guaranteeCompany } from '../../fixtures/paper/securities.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})
const tableOf = async (terms: ContractTerms): Promise<string> => textOf((await printOk(printer, costDisclosure(terms))).bytes)
const loan = (kind: string): ContractTerms => combinations().find(({ name }) => name.includes(kind))?.terms ?? expect.fail(kind)

describe('the all-in cost table (ADR 0153)', () => {
  it('states the day its total was counted for, and compounds on penalty interest as the contract does', async () => {
    const text = await tableOf(mortgageTerms())
    for (const words of ['测算起息日2026年11月30日', '利息（包括罚息）', '借款合同编号：（签约时编号）']) expect(text).toContain(words)
    for (const words of ['保险费', '担保费']) expect(text).not.toContain(words)
  })

  it('names every cost with way, standard, payee, bearer and amount, and leaves unsaid only what no row names', async () => {
    const text = await tableOf(withCosts(loan('IND_CONSUME COMPANY'), [GUARANTEE_FEE]))
    expect(text).toMatch(new RegExp(`担保费每期收取每期50.00元折合年化\\d+\\.\\d\\d%${guaranteeCompany.name}借款人`))
    expect(text).toContain(`合作及增信机构${guaranteeCompany.name}`)
    expect(text).not.toContain('未计入本表合计')
    const two = { ...loan('IND_CONSUME COMPANY'), guarantorCompanies: [guaranteeCompany, { ...guaranteeCompany, name: '示例乙担保有限公司' }] }
    expect(await tableOf(withCosts(two, [GUARANTEE_FEE]))).toContain('示例乙担保有限公司为本笔借款提供保证；其另行收取担保费的，未计入')
    const insured = await tableOf(withCosts(loan('IND_BIZ VEHICLE'), [{ ...GUARANTEE_FEE, code: 'INSURANCE' }]))
    expect(insured).not.toContain('未计入本表合计')
    expect(insured).toContain('无合作机构')
  })

  it('says of a premium and of the fee of a guarantor company that it does not count them', async () => {
    expect(await tableOf(loan('IND_BIZ VEHICLE'))).toContain('保险费由其向自行选定的保险人支付，以保险单为准，未计入本表合计')
    expect(await tableOf(loan('IND_CONSUME COMPANY'))).toContain(`${guaranteeCompany.name}为本笔借款提供保证；其另行收取担保费的，未计入本表合计`)
  })

  it('names a company that guarantees among the partners, whether or not it is paid', async () => {
    expect(await tableOf(loan('IND_CONSUME COMPANY'))).toContain(`合作及增信机构${guaranteeCompany.name}`)
  })

  it('says how interest is collected as the loan is repaid, and no measure twice', async () => {
    const [once, monthly, quarterly, level] = await Promise.all(
      ['CREDIT BUL', 'CREDIT IO', 'HOUSE QIO', 'CREDIT EPI'].map((kind) => tableOf(loan(`IND_CONSUME ${kind}`))),
    )
    expect(once).toContain('借款利息到期一次收取')
    expect(once).not.toContain('其他口径')
    expect(monthly).toContain('借款利息按月收取')
    expect(quarterly).toContain('借款利息按季收取')
    expect(level).toContain('借款利息按还款计划分期收取')
    expect(level).toContain('其他口径单利年化')
  })

  it('names who takes what a breach costs, and takes no more from the promise than it keeps', async () => {
    const text = await tableOf(mortgageTerms())
    for (const words of ['收取主体示例商业银行股份有限公司示例支行（贷款人）', '律师费等合理费用由借款人承担', '除本表列明的项目（包括违约情形下的成本）外'])
      expect(text).toContain(words)
  })
})

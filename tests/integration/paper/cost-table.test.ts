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
    expect(text).toContain(`担保费每期收取每期50.00元${guaranteeCompany.name}借款人`)
    expect(text).toContain(`合作机构${guaranteeCompany.name}`)
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
})

import { beforeAll, describe, expect, it } from 'vitest'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { costDisclosure } from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
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

  it('says of a premium and of the fee of a guarantor company that it does not count them', async () => {
    expect(await tableOf(loan('IND_BIZ VEHICLE'))).toContain('保险费由其向自行选定的保险人支付，以保险单为准，未计入本表合计')
    expect(await tableOf(loan('IND_CONSUME COMPANY'))).toContain(`${guaranteeCompany.name}为本笔借款提供保证；其另行收取担保费的，未计入本表合计`)
  })
})

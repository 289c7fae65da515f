import { beforeAll, describe, expect, it } from 'vitest'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { contractSet, everySlip } from '../../fixtures/paper/every-paper.ts'
import { openPrinter, printOk, textOf } from '../../fixtures/paper/printer.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})

const texts = async (papers: ReturnType<typeof contractSet>) =>
  Promise.all(papers.map(async (paper) => ({ paper, text: await textOf((await printOk(printer, paper)).bytes) })))

describe('the contract set of a mortgage loan to 测试𬱖', () => {
  it('names the borrower, the amount in figures and in capitals, and both dates alike on every paper that states them', async () => {
    const printed = await texts(contractSet(mortgageTerms()))
    expect(printed.map(({ paper }) => paper.kind)).toEqual(['LOAN_CONTRACT', 'MORTGAGE_CONTRACT', 'IOU', 'REPAYMENT_SCHEDULE', 'COST_DISCLOSURE'])
    for (const { paper, text } of printed) {
      expect(text, paper.kind).toContain('测试𬱖')
      expect(text, paper.kind).toContain('300,000.00')
      // The table is signed before there is a contract number.
      expect(text.includes(mortgageTerms().contractNo), paper.kind).toBe(paper.kind !== 'COST_DISCLOSURE')
    }
    for (const { paper, text } of printed.filter(({ paper: { kind } }) => kind !== 'COST_DISCLOSURE')) expect(text, paper.kind).toContain('2031年11月30日')
    for (const { text } of printed.filter(({ paper: { kind } }) => ['LOAN_CONTRACT', 'MORTGAGE_CONTRACT', 'IOU'].includes(kind))) {
      expect(text).toContain('人民币叁拾万元整')
      expect(text).toContain('2026年11月30日')
    }
  })

  it('shows the number, the page of pages and the contract number on each page', async () => {
    for (const paper of contractSet(mortgageTerms())) {
      const { bytes, pages } = await printOk(printer, paper)
      const written = await readPages(bytes)
      expect(written).toHaveLength(pages)
      written.forEach((text, index) => {
        const plain = text.replace(/\s/g, '')
        expect(plain).toContain(`第${index + 1}页共${pages}页`)
        expect(plain).toContain(paper.number)
        expect(plain).toContain(paper.kind === 'COST_DISCLOSURE' ? '业务编号：SQ1101992026112300018' : '合同编号：JK1101992026112600015')
        expect(plain).toContain(paper.seal.slice(0, 8).toUpperCase())
      })
    }
  })

  it('has the clauses the law names, and the mortgage terms of the Civil Code', async () => {
    const [loan, mortgage] = await texts(contractSet(mortgageTerms()))
    for (const words of [
      '借款用途',
      '罚息与复利',
      '提前还款',
      '违约事件',
      '通知与送达',
      '第六百七十条',
      '第六百七十七条',
      '第一千零六十四条',
      '本人已阅读并理解',
      '此栏空白',
    ])
      expect(loan?.text).toContain(words)
    for (const words of [
      '抵押担保的范围',
      '禁止转让',
      '第四百零六条',
      '第四百零八条',
      '第四百零五条',
      '第三百九十二条',
      '第四百零一条',
      '第一受益人',
      '抵押登记',
    ])
      expect(mortgage?.text).toContain(words)
  })

  it('gives the same bytes for the same terms, and others for one fen more', async () => {
    const once = await printOk(printer, contractSet(mortgageTerms())[0] ?? expect.fail())
    const again = await printOk(await openPrinter(), contractSet(mortgageTerms())[0] ?? expect.fail())
    expect(again.sha256).toBe(once.sha256)
    const terms = mortgageTerms()
    const other = contractSet({ ...terms, loan: { ...terms.loan, amountFen: (terms.loan.amountFen + 1) as typeof terms.loan.amountFen } })[0] ?? expect.fail()
    expect((await printOk(printer, other)).sha256).not.toBe(once.sha256)
  })
})

describe('the contract set of a sole trader', () => {
  it('names the business and strikes what is not used', async () => {
    const printed = await texts(contractSet(soleTraderTerms()))
    expect(printed.map(({ paper }) => paper.kind)).toEqual(['LOAN_CONTRACT', 'IOU', 'REPAYMENT_SCHEDULE', 'COST_DISCLOSURE'])
    expect(printed[0]?.text).toContain('示范区测试便利店')
    expect(printed[0]?.text).toContain('92110101MA00000001')
    expect(printed[0]?.text).toContain('受托支付对象：／（此栏空白）')
    for (const { text } of printed) expect(text).toContain('试𬱖𬭸')
  })
})

describe('the slips of a case', () => {
  it('prints each one with its number and the case number on every page', async () => {
    const kinds = new Set<string>()
    for (const paper of everySlip()) {
      const { bytes } = await printOk(printer, paper)
      for (const page of await readPages(bytes)) for (const mark of paper.marks) expect(page.replace(/\s/g, '')).toContain(mark)
      kinds.add(paper.kind)
    }
    expect(kinds.size).toBe(8)
  })

  it('lists every defect of the deficiency notice with its code and what to bring', async () => {
    const text = await textOf((await printOk(printer, everySlip()[0] ?? expect.fail())).bytes)
    for (const words of ['E02证件或资料已过有效期', 'E03', 'E07', 'E01缺少该资料', '更换为有效期内的新资料', '2026年12月7日', '400-000-0000'])
      expect(text).toContain(words)
  })

  it('numbers the pages of the file index through', async () => {
    const text = await textOf((await printOk(printer, everySlip()[6] ?? expect.fail())).bytes)
    for (const words of ['1-3', '5-12', '共4件，13页', '卷内备考表']) expect(text).toContain(words)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { iou } from '../../../electron/services/papers.ts'
import { openCaseFile, submitted } from '../../../electron/usecases/cases/case-file.ts'
import { CREATED, textOf } from '../../fixtures/paper/printer.ts'
import { knownIn, saidIn, strangers } from '../../fixtures/paper/said.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

/** Every paper that was printed of the case, as its sealed file says it, and what the case knows. */
async function printed({ caseId }: Walk) {
  const { counter } = branch
  const documents = await counter.database.read((reader) => documentsOfCase(reader, caseId))
  const file = expectOk(await counter.database.read(async (reader) => submitted(expectOk(await openCaseFile(counter, reader, caseId)))))
  const texts = await Promise.all(documents.map(async (document) => ({ document, text: await textOf(expectOk(await counter.papers.get(document.blobRef))) })))
  const terms = file.contract?.terms ?? expect.fail('no contract')
  return { texts, terms, known: knownOf(file, terms) }
}

const knownOf = (file: object, terms: ContractTerms) => {
  const sum = (pick: (row: ContractTerms['schedule'][number]) => number) => terms.schedule.reduce((total, row) => total + pick(row), 0)
  const totals = { interestFen: sum((row) => row.interestFen), totalFen: sum((row) => row.totalFen), nothingFen: 0 }
  return knownIn(file, totals, branch.cases)
}

/** What each paper must say, where it speaks of it at all. */
const MUST: Readonly<Record<string, readonly ('name' | 'amount' | 'words' | 'rate' | 'maturity' | 'account')[]>> = {
  LOAN_CONTRACT: ['name', 'amount', 'words', 'rate', 'maturity', 'account'],
  MORTGAGE_CONTRACT: ['name', 'amount', 'words', 'maturity'],
  IOU: ['name', 'amount', 'words', 'rate', 'maturity', 'account'],
  REPAYMENT_SCHEDULE: ['name', 'amount', 'maturity', 'rate'],
  COST_DISCLOSURE: ['name', 'amount', 'rate'],
  PAYMENT_INSTRUCTION: ['name', 'amount', 'words'],
  CUSTOMER_CARD: ['name', 'amount', 'rate', 'maturity', 'account'],
  APPROVAL_SHEET: ['name', 'amount', 'rate'],
  DISBURSEMENT_CHECKLIST: ['name', 'amount', 'account'],
}

/** The loan contract's number; the cost table is signed before there is one, and is named by the case (ADR 0153). */
const numberOf = (kind: string, { caseNo, contractNo }: ContractTerms): string => (NUMBERED.has(kind) ? contractNo : caseNo)
const NUMBERED: ReadonlySet<string> = new Set([
  ...['LOAN_CONTRACT', 'MORTGAGE_CONTRACT', 'IOU', 'REPAYMENT_SCHEDULE', 'PAYMENT_INSTRUCTION', 'CUSTOMER_CARD', 'DISBURSEMENT_CHECKLIST', 'FILE_INDEX'],
])
/** What a paper calls a contract's number and is none. */
const misnumbered = (text: string): string[] => [...text.matchAll(/合同编号：?(?!JK|DY|ZY|BZ)([A-Z]{2}\d{6,}[0-9A-Z-]*)/g)].map(([found]) => found)

/** The bank's own papers, on which ratios (debt to income, loan to value, coverage) look like rates and amounts. */
const RATIOS: readonly string[] = ['SCORE_SHEET', 'APPROVAL_SHEET']

describe('the papers of one case, read back from their sealed files', () => {
  it.each([
    ['a mortgage', 'mortgage-1'],
    ['a sole trader on credit', 'sole-trader-1'],
  ])('%s: name the same person, account, amount, rate and dates on every one, and none that the case does not know', async (_, id) => {
    const walk = await startWalk(branch, entryOf(branch, id))
    await walkTo(walk, 'fileVolume')
    const { texts, terms, known } = await printed(walk)
    const { loan, borrower } = contractView(terms)
    const [year, month, day] = loan.maturityOn.split('-').map(Number)
    const words = {
      name: borrower.name,
      amount: loan.amount.figures,
      words: loan.amount.uppercase,
      rate: loan.annualRate,
      maturity: `${year}年${month}月${day}日`,
      account: loan.debitAccount,
    }
    const kinds = new Set(texts.map(({ document }) => document.kind))
    expect([...kinds]).toEqual(expect.arrayContaining(Object.keys(MUST).filter((kind) => kind !== 'MORTGAGE_CONTRACT' && kind !== 'PAYMENT_INSTRUCTION')))
    for (const { document, text } of texts) {
      const said = saidIn(text)
      expect(strangers(RATIOS.includes(document.kind) ? { ...said, amounts: [], rates: [] } : said, known), document.kind).toEqual([])
      expect(misnumbered(text), document.kind).toEqual([])
      expect(text, `${document.kind}: number`).toContain(numberOf(document.kind, terms))
      for (const what of MUST[document.kind] ?? []) expect(text, `${document.kind}: ${what}`).toContain(words[what])
    }
  })

  it('would be found out: an IOU over one fen more, at another rate, to another account, by another person', async () => {
    const walk = await startWalk(branch, entryOf(branch, 'deficient-1'))
    await walkTo(walk, 'drawUp')
    const { terms, known } = await printed(walk)
    const { loan, borrower } = terms
    const other = {
      ...terms,
      borrower: { ...borrower, idNumber: '110199199003070033' },
      loan: {
        ...loan,
        amountFen: fen(loan.amountFen + 1) as typeof loan.amountFen,
        rate: { ...loan.rate, annualRate: 99_900 },
        debitAccount: '6200000000000096',
      },
    } as ContractTerms
    const { bytes } = expectOk(await branch.counter.printer.print(iou(other, { sequence: 1, voucherNo: null }), CREATED))
    const found = strangers(saidIn(await textOf(bytes)), known)
    expect(new Set(found.map((one) => one.split(':')[0]))).toEqual(new Set(['amounts', 'rates', 'people', 'accounts']))
  })
})

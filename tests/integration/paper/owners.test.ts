import { beforeAll, describe, expect, it } from 'vitest'
import { holders, ownersOf } from '../../../core/contract/owners.ts'
import { securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { releaseApplication } from '../../../electron/services/paper-forms.ts'
import { type Paper, securityContracts } from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { companyOwned, OWNER } from '../../fixtures/paper/company-owned.ts'
import { openPrinter, printOk, textOf } from '../../fixtures/paper/printer.ts'
import { guarantor } from '../../fixtures/paper/securities.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})

const plain = async (paper: Paper | undefined): Promise<string> =>
  (await textOf((await printOk(printer, paper ?? expect.fail('no paper'))).bytes)).replace(/\s/g, '')
const release = (terms: ContractTerms): Paper =>
  releaseApplication(terms, CLAUSES, { settledOn: '2031年11月30日', proofNo: '登记证明0042', security: terms.house ? null : (securitiesOf(terms)[0] ?? null) })
const loan = (kind: string): ContractTerms => combinations().find(({ name }) => name.slice(4).startsWith(kind))?.terms ?? expect.fail(kind)
const times = (text: string, name: string): number => text.split(name).length - 1

describe('the contract over a thing', () => {
  it.each(['SME_WC HOUSE', 'SME_WC VEHICLE'])('%s: names the borrowing enterprise as owner, not the person who acts for it', async (kind) => {
    const terms = { ...loan(kind), coOwners: [] }
    const text = await plain(securityContracts(terms, CLAUSES)[0])
    expect(text).toMatch(/共有情况(单独所有|共同共有)（示例精密制造有限公司）/)
    expect(times(text, terms.borrower.name), 'as legal representative alone').toBe(1)
  })

  it('names another company that owns it as owner and as who signs, and the borrower as debtor alone', async () => {
    for (const { name, terms } of companyOwned()) {
      const text = await plain(securityContracts(terms, CLAUSES)[0])
      if (!terms.pledge) expect(text, name).toContain(`共有情况单独所有（${OWNER.name}）`)
      expect(text, name).toMatch(new RegExp(`(抵押|出质)人（乙方）${OWNER.name}`))
      const debtor = terms.borrowerKind === 'ENTERPRISE' ? (terms.business?.name ?? '') : terms.borrower.name
      expect(text, name).not.toMatch(new RegExp(`(抵押|出质)人[^。]{0,8}${debtor}`))
      expect(terms.spouse ? times(text, terms.spouse.name) : 0, name).toBe(0)
    }
  })
})

describe('the application to release a right', () => {
  it('is signed by everybody who gave it: owner, co-owner, or the spouse who consented', async () => {
    const joint = await plain(release(mortgageTerms()))
    for (const name of holders(ownersOf(mortgageTerms(), 'HOUSE'))) expect(times(joint, name), name).toBeGreaterThanOrEqual(2)
    expect(joint).toContain('抵押人（共有人）')
    expect(await plain(release(mortgageTerms({ coOwners: [] })))).toContain('抵押人配偶')
  })

  it('is signed by the company that owns the thing, and by no borrower, spouse or guarantor', async () => {
    for (const { name, terms } of companyOwned()) {
      const text = await plain(release({ ...terms, guarantors: [guarantor] }))
      expect(text, name).toContain(`${terms.pledge ? '出质人' : '抵押人'}${OWNER.name}`)
      expect(text, name).not.toMatch(/(抵押|出质)人配偶/)
      const { borrower, spouse } = terms
      expect(times(text, borrower.name), 'in the heading as borrower, or not at all where an enterprise borrows').toBe(
        terms.borrowerKind === 'ENTERPRISE' ? 0 : 1,
      )
      for (const other of [spouse?.name, guarantor.name]) if (other && other !== borrower.name) expect(text, name).not.toContain(other)
    }
  })
})

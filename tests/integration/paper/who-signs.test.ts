import { beforeAll, describe, expect, it } from 'vitest'
import { type ActingParty, debtorOf, ownersOf } from '../../../core/contract/owners.ts'
import { type PaperSecurity, securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { loanContract, type Paper, securityContracts } from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { companyOwned } from '../../fixtures/paper/company-owned.ts'
import { openPrinter, printOk, textOf } from '../../fixtures/paper/printer.ts'
import { coOwner, guaranteeCompany, guarantor, pledge, vehicle } from '../../fixtures/paper/securities.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})

const LENDER = ['合同专用章', '负责人（授权代理人）签章']
const places = ({ company }: ActingParty): string[] => (company ? ['公章', '法定代表人（授权代理人）签名'] : ['签名', '手印'])
const person = (party: ActingParty['person']): ActingParty => ({ person: party })

/** Who signs beside the lender. */
function signers(terms: ContractTerms, security: PaperSecurity | 'HOUSE' | null): ActingParty[] {
  if (security === null) return [debtorOf(terms), ...(terms.spouse ? [person(terms.spouse)] : [])]
  if (security === 'HOUSE') return ownersOf(terms, 'HOUSE')
  if (security.kind === 'VEHICLE' || security.kind === 'PLEDGE') return ownersOf(terms, security.kind)
  if (security.kind === 'COMPANY') return [{ person: security.company.legalRepresentative, company: security.company }]
  return [person(security.person), ...(security.spouse ? [person(security.spouse)] : [])]
}
const contractsOf = (terms: ContractTerms): [Paper, ActingParty[]][] => {
  const over = [...(terms.house ? ['HOUSE' as const] : []), ...securitiesOf(terms)]
  return [
    [loanContract(terms, CLAUSES), signers(terms, null)],
    ...securityContracts(terms, CLAUSES).map((paper, at): [Paper, ActingParty[]] => [paper, signers(terms, over[at] ?? expect.fail('no security'))]),
  ]
}
const loan = (kind: string): ContractTerms => combinations().find(({ name }) => name.slice(4).startsWith(kind))?.terms ?? expect.fail(kind)

/** The sentence that says with whose hand and seal a contract binds, without the places of line breaks. */
const binding = (text: string): string => /本合同自甲方加盖.*?之日起生效/.exec(text)?.[0] ?? expect.fail('binds from no day')

describe('a printed contract', () => {
  it('asks a company for its seal and its representative, a person for hand and fingerprint, the lender for its own seal, and says so', async () => {
    const loans = [
      mortgageTerms(),
      mortgageTerms({ coOwners: [] }),
      soleTraderTerms({ vehicle, coOwners: [coOwner] }),
      soleTraderTerms({ guarantors: [guarantor], guarantorCompanies: [guaranteeCompany], pledge: pledge('DEPOSIT') }),
      ...['SME_WC HOUSE', 'SME_WC VEHICLE', 'SME_WC PLEDGE', 'SME_WC PERSON'].map(loan),
      ...companyOwned().map(({ terms }) => terms),
    ]
    const sealed = new Set<string>()
    for (const terms of loans)
      for (const [paper, parties] of contractsOf(terms)) {
        const { places: found, bytes } = await printOk(printer, paper)
        const labels = found.map(({ label }) => label).filter((label) => label !== '亲笔抄写')
        expect(labels.sort(), `${paper.kind} ${paper.number}`).toEqual([...LENDER, ...parties.flatMap(places)].sort())
        const text = (await textOf(bytes)).replace(/\s/g, '')
        const company = parties.some((party) => party.company)
        expect(binding(text).includes('乙方加盖公章并由法定代表人或者授权代理人签名'), paper.kind).toBe(company)
        expect(binding(text)).toContain('甲方加盖合同专用章并由负责人或者授权代理人签章')
        if (!company) expect(binding(text)).toMatch(/乙方(（及.{2,12}）)?签名之日起生效$/)
        if (company) sealed.add(paper.kind)
      }
    expect([...sealed].sort()).toEqual(['COMPANY_GUARANTEE', 'LOAN_CONTRACT', 'MORTGAGE_CONTRACT', 'PLEDGE_CONTRACT', 'VEHICLE_MORTGAGE'])
  })

  it('leaves the place of signing to be written there, which may be at a customer’s home', async () => {
    const pages = (await readPages((await printOk(printer, loanContract(mortgageTerms(), CLAUSES))).bytes)).map((page) => page.replace(/\s/g, ''))
    const [signed] = pages.filter((page) => page.includes('签署地点'))
    expect(signed).toContain('签署地点（签署时填写）：')
    expect(signed).not.toContain('营业场所')
    expect(signed, 'on the page that is signed').toContain('（以下为签署页）')
  })

  it('names the spouse who consents among those whose hand makes it bind', async () => {
    const alone = mortgageTerms({ coOwners: [] })
    const [mortgage] = securityContracts(alone, CLAUSES)
    expect(binding((await textOf((await printOk(printer, mortgage ?? expect.fail())).bytes)).replace(/\s/g, ''))).toContain('乙方配偶）签名')
  })
})

import { describe, expect, it } from 'vitest'
import type { ClauseBook, PlacedArticle } from '../../../core/contract/clause-book.ts'
import { clauseFacts, formFacts } from '../../../core/contract/clause-facts.ts'
import { costsBeside } from '../../../core/contract/costs-beside.ts'
import type { PaperKind } from '../../../core/contract/paper-kinds.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { articlesOf, bookOf } from '../../../electron/services/clause-books.ts'
import { contractClauses } from '../../../electron/services/clause-list.ts'
import { clauseVariables, formVariables } from '../../../templates/layout/clause-variables.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { companyOwned } from '../../fixtures/paper/company-owned.ts'
import { cooperatives } from '../../fixtures/paper/cooperatives.ts'
import { LENDER } from '../../fixtures/paper/terms.ts'

const every = [...combinations(), ...companyOwned(), ...cooperatives()]
const joined = (articles: readonly PlacedArticle[]): string => articles.flatMap(({ clauses }) => clauses.map(({ text }) => text)).join('')
const formSaid = (kind: PaperKind, facts: ReturnType<typeof formFacts> = []): string =>
  joined(articlesOf(bookOf(CLAUSES, kind), new Set(facts), formVariables(LENDER, { caseNo: 'SQ1', amount: '1.00', amountWords: '壹元整', purpose: '装修' })))
const cardSaid = (terms: ContractTerms): string =>
  joined(articlesOf(bookOf(CLAUSES, 'CUSTOMER_CARD'), clauseFacts(terms, null), clauseVariables(contractView(terms), null)))
const article = (kind: PaperKind, id: string): ClauseBook['articles'][number] =>
  bookOf(CLAUSES, kind).articles.find((one) => one.id === id) ?? expect.fail(`${kind} ${id}`)

describe('what a loan may not be used for', () => {
  it('is one list in the loan contract and in the undertaking its debtor signs', () => {
    for (const { name, terms } of every) {
      const contract = joined(contractClauses(terms, CLAUSES)[0]?.articles ?? [])
      const list = /乙方不得将借款用于下列用途：(.*?)；未经甲方书面同意/.exec(contract)?.[1]
      const undertaking = formSaid('USE_UNDERTAKING', formFacts(terms.productLine, terms.borrowerKind === 'ENTERPRISE'))
      expect(/承诺借款不用于下列用途：(.*?)。/.exec(undertaking)?.[1], name).toBe(list)
      for (const use of ['房地产', '期货', '股权投资', '转借他人牟利', '赌博']) expect(list, `${name}: ${use}`).toContain(use)
      for (const use of ['固定资产投资', '国家禁止生产、经营的领域']) expect(list?.includes(use), `${name}: ${use}`).toBe(terms.borrowerKind === 'ENTERPRISE')
      for (const use of ['购房首付款', '彩票', '，生产经营，']) expect(list?.includes(use), `${name}: ${use}`).toBe(terms.productLine === 'IND_CONSUME')
    }
  })
})

describe('an article of law cited', () => {
  const CHAPTER = { GUARANTEE_CONTRACT: '第六百九十条', COMPANY_GUARANTEE: '第六百九十条', PLEDGE_CONTRACT: '第四百三十九条' } as const
  it('under a maximum is that of the contract’s own chapter, by which the rules on mortgages apply', () => {
    for (const kind of ['GUARANTEE_CONTRACT', 'COMPANY_GUARANTEE', 'PLEDGE_CONTRACT'] as const) {
      const { why, paragraphs } = article(kind, 'A01')
      expect(paragraphs.find(({ id }) => id === 'A01.3')?.text, kind).toContain(`${CHAPTER[kind]}，参照适用第四百二十条`)
      expect(why, kind).toContain(CHAPTER[kind])
    }
  })
  it('is one of pledges where a pledge is given, and of movables where a vehicle is', () => {
    const whys = bookOf(CLAUSES, 'PLEDGE_CONTRACT').articles.map(({ why }) => why)
    for (const mortgage of ['第四百条', '第四百零二条', '第四百零三条', '第四百零七条'])
      expect(
        whys.filter((why) => why.includes(mortgage)),
        mortgage,
      ).toEqual([])
    expect(article('PLEDGE_CONTRACT', 'A01').why).toContain('第四百二十七条')
    expect(article('VEHICLE_MORTGAGE', 'A16').why).toContain('第四百零三条')
    for (const kind of ['GUARANTEE_CONTRACT', 'COMPANY_GUARANTEE', 'VEHICLE_MORTGAGE'] as const)
      expect(bookOf(CLAUSES, kind).articles.filter(({ why }) => why.includes('第四百零二条'))).toEqual([])
  })
})

describe('what a person is told before his data are used', () => {
  it('lets the authorisation to ask for credit reports be withdrawn at any time, saying how and what it no longer undoes', () => {
    const words = formSaid('CREDIT_AUTHORISATION')
    expect(words).not.toContain('业务受理前撤回')
    for (const said of ['可以随时撤回', LENDER.phone, '不影响撤回前']) expect(words).toContain(said)
    expect(article('CREDIT_AUTHORISATION', 'A04').why).toContain('个人信息保护法第十五条')
  })
  it('names to whom data go with a way to reach them, purpose, manner and kinds, and asks for a consent of its own', () => {
    const { why, paragraphs } = article('PERSONAL_INFO_CONSENT', 'A04')
    const words = paragraphs.map(({ text }) => text).join('')
    expect(why).toContain('第二十三条')
    for (const said of ['接收方', '联系方式', '处理目的', '处理方式', '种类', '中国人民银行征信中心', '并取得您的单独同意']) expect(words).toContain(said)
    expect(paragraphs.filter(({ text }) => /^是否单独同意.*□同意　□不同意/.test(text))).toHaveLength(1)
  })
})

describe('the customer’s card', () => {
  it('does not call the borrower’s what another company gives', () => {
    for (const { name, terms } of every) expect(cardSaid(terms), name).not.toContain('您提供的担保财产')
    for (const { name, terms } of companyOwned()) expect(cardSaid(terms), name).toContain('为这笔借款提供的担保财产')
  })
  it('says of one payment that it is one, and calls no cost all of them that leaves something out, as the cost table does', () => {
    for (const { name, terms } of every) {
      const said = cardSaid(terms)
      expect(said.includes('一次还清'), name).toBe(terms.schedule.length === 1)
      expect(said.includes('最后一次是'), name).toBe(terms.schedule.length > 1)
      expect(said, name).not.toContain('算上全部费用')
      const { premium, companies } = costsBeside(terms)
      expect(said.includes('保险费付给自己选的保险公司，没有算在'), name).toBe(premium)
      expect(said.includes('另外收担保费，没有算在'), name).toBe(companies.length > 0)
    }
    expect(every.some(({ terms }) => costsBeside(terms).premium) && every.some(({ terms }) => costsBeside(terms).companies.length > 0)).toBe(true)
  })
})

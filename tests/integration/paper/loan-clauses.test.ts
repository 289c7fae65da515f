import { describe, expect, it } from 'vitest'
import { costDisclosed } from '../../../core/contract/clause-facts.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { type ContractClauses, contractClauses } from '../../../electron/services/clause-list.ts'
import { customerCard } from '../../../electron/services/paper-forms.ts'
import { loanContract } from '../../../electron/services/papers.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { type Combination, combinations } from '../../fixtures/paper/combinations.ts'
import { companyOwned } from '../../fixtures/paper/company-owned.ts'
import { cooperatives } from '../../fixtures/paper/cooperatives.ts'
import { openPrinter, printOk, textOf } from '../../fixtures/paper/printer.ts'

const TABLE = '综合融资成本明示表'
const every: readonly Combination[] = [...combinations(), ...companyOwned(), ...cooperatives()]
const loanOf = (terms: ContractTerms): ContractClauses => contractClauses(terms, CLAUSES)[0] ?? expect.fail('no loan contract')
const textsOf = (terms: ContractTerms): string[] => loanOf(terms).articles.flatMap(({ clauses }) => clauses.map(({ text }) => text))
const wordsOf = (terms: ContractTerms): string => textsOf(terms).join('\n')
const enterprises = every.filter(({ terms }) => terms.borrowerKind === 'ENTERPRISE')

describe('the clauses of a loan contract', () => {
  it('say each thing once, whoever borrows: uses forbidden, what to notify, conditions, truth of papers, costs, personal data, effect, law', () => {
    const once = [
      '乙方不得将借款用于下列用途',
      '书面通知甲方：（一）',
      '以下列条件全部满足为前提',
      '所作陈述真实、完整、有效',
      '甲方不向乙方收取其他利息或者费用',
      '的个人信息；',
      '之日起生效，至',
      '本合同未尽事宜',
    ]
    for (const { name, terms } of every) {
      const texts = textsOf(terms)
      for (const words of once)
        expect(
          texts.filter((text) => text.includes(words)),
          `${name}: ${words}`,
        ).toHaveLength(1)
      expect(loanOf(terms).missing, name).toEqual([])
      for (const { title, why, clauses } of loanOf(terms).articles) expect([title, why.length > 0, clauses.length > 0], name).toEqual([title, true, true])
    }
  })

  it('speak to an enterprise of itself: never of marriage, illness, work, personal loans or a cost table', () => {
    expect(enterprises.length).toBeGreaterThan(20)
    for (const { name, terms } of enterprises)
      for (const words of ['婚姻', '疾病', '工作单位', '个人贷款', TABLE, '民事行为能力', '夫妻'])
        expect(wordsOf(terms), `${name}: ${words}`).not.toContain(words)
  })

  it('speak to a cooperative of its members and its own law, with the uses of working capital and not those of a farming household', () => {
    for (const { name, terms } of cooperatives()) {
      const words = wordsOf(terms)
      for (const said of [
        '依法登记并有效存续的农民专业合作社（统一社会信用代码93110101MA00000005）',
        '成员大会',
        '中华人民共和国农民专业合作社法',
        '固定资产投资',
      ])
        expect(words, `${name}: ${said}`).toContain(said)
      for (const other of ['股东会', '存续的企业']) expect(words, `${name}: ${other}`).not.toContain(other)
    }
  })

  it('keep a farming household on its own list, and a company on its own organs', () => {
    const household = every.find(({ terms }) => terms.productLine === 'AGRI' && terms.borrowerKind === 'PERSON')?.terms ?? expect.fail()
    expect(wordsOf(household)).not.toContain('固定资产投资')
    expect(wordsOf(household)).toContain('婚姻状况变更')
    const company = enterprises.find(({ terms }) => terms.productLine === 'SME_WC')?.terms ?? expect.fail()
    expect(wordsOf(company)).toContain('股东会')
    expect(wordsOf(company)).not.toContain('合作社')
  })

  it('name the cost table exactly where the cost was disclosed', () => {
    for (const { name, terms } of every) expect(wordsOf(terms).includes(TABLE), name).toBe(costDisclosed(terms))
    for (const { terms } of combinations().slice(0, 3)) {
      const undisclosed = { ...terms, cost: { ...terms.cost, disclosedOn: null } }
      expect([wordsOf(terms), wordsOf(undisclosed)].map((words) => words.split(TABLE).length - 1)).toEqual([3, 0])
    }
  })
})

describe('the papers of a loan', () => {
  it('say that the cost was disclosed to a person, and to an enterprise nothing of a disclosure', async () => {
    const printer = await openPrinter()
    const said = async (terms: ContractTerms): Promise<string[]> =>
      Promise.all(
        [loanContract(terms, CLAUSES), customerCard(terms, CLAUSES)].map(async (paper) =>
          (await textOf((await printOk(printer, paper)).bytes)).replace(/\s/g, ''),
        ),
      )
    const [contract, card] = await said(combinations()[0]?.terms ?? expect.fail())
    expect(contract).toContain('签署前，甲方已向乙方明示综合融资成本')
    expect(card).toContain('除明示表上列出的项目外')
    for (const words of await said(cooperatives()[0]?.terms ?? expect.fail())) expect(words).not.toContain('明示')
  })
})

import { describe, expect, it } from 'vitest'
import { ClauseBook } from '../../../core/contract/clause-book.ts'
import { clauseFacts } from '../../../core/contract/clause-facts.ts'
import { CLAUSE_FACTS, CLAUSE_VARIABLES } from '../../../core/contract/clause-names.ts'
import { unfilledIn } from '../../../core/contract/clause-needs.ts'
import type { PaperKind } from '../../../core/contract/paper-kinds.ts'
import { type PaperSecurity, securitiesOf } from '../../../core/contract/paper-security.ts'
import { contractView } from '../../../core/contract/view-contract.ts'
import { SECURITY_KINDS } from '../../../electron/services/papers.ts'
import { clauseVariables } from '../../../templates/layout/clause-variables.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'

const book = (kind: PaperKind, text: string, when?: readonly string[]) =>
  ClauseBook.parse({
    version: 'TEST@9',
    kind,
    articles: [{ id: 'A01', title: '试', why: '试', paragraphs: [{ id: 'A01.1', text, ...(when ? { when } : {}) }] }],
  })
const gaps = (...about: Parameters<typeof book>) => unfilledIn(book(...about)).map(({ clause, variable }) => `${clause} ${variable}`)

describe('a clause of a contract', () => {
  it('may name what every loan says, and nothing that some loan it is printed for leaves open', () => {
    expect(gaps('LOAN_CONTRACT', '金额{amount}元，{borrower}。')).toEqual([])
    expect(gaps('LOAN_CONTRACT', '房屋{titleNo}，{amount}元。')).toEqual(['A01.1 titleNo'])
    expect(gaps('LOAN_CONTRACT', '房屋{titleNo}。', ['house'])).toEqual([])
    expect(gaps('LOAN_CONTRACT', '房屋{titleNo}。', ['house|vehicle'])).toEqual(['A01.1 titleNo'])
    expect(gaps('LOAN_CONTRACT', '房屋{titleNo}。', ['house|vehicle', '!vehicle'])).toEqual([])
    expect(gaps('MORTGAGE_CONTRACT', '房屋{titleNo}。')).toEqual([])
  })

  it('counts what follows from a denial', () => {
    expect(gaps('LOAN_CONTRACT', '{payee}', ['!selfPaid'])).toEqual([])
    expect(gaps('LOAN_CONTRACT', '{payee}', ['!mixed'])).toEqual(['A01.1 payee'])
    expect(gaps('LOAN_CONTRACT', '{securityNo}', ['!unsecured'])).toEqual([])
    expect(gaps('LOAN_CONTRACT', '{repriceDay}', ['!fixedRate'])).toEqual([])
  })

  it('is refused where it asks for more facts than any clause needs', () => {
    expect(gaps('LOAN_CONTRACT', '{payee}', CLAUSE_FACTS)).toEqual(['A01.1 payee'])
    expect(gaps('LOAN_CONTRACT', '{amount}', CLAUSE_FACTS)).toEqual([])
  })

  it('never names what only another paper says', () => {
    expect(gaps('LOAN_CONTRACT', '{plate}', ['vehicle'])).toEqual(['A01.1 plate'])
    expect(gaps('VEHICLE_MORTGAGE', '{plate}')).toEqual([])
    expect(gaps('PLEDGE_CONTRACT', '{overdueTotal}')).toEqual(['A01.1 overdueTotal'])
  })

  it('in the books of the program names nothing that is left open', () => {
    expect([...CLAUSES.values()].flatMap((one) => unfilledIn(one).map(({ clause, variable }) => `${one.version} ${clause} ${variable}`))).toEqual([])
  })

  it('is taken to say what the terms of every kind of loan say', () => {
    const wrong = new Set<string>()
    const known = new Map<string, boolean>()
    const passes = (kind: PaperKind, name: string, fact: string): boolean => {
      const key = `${kind} ${name} ${fact}`
      const passed = known.get(key) ?? gaps(kind, `{${name}}`, [fact]).length === 0
      known.set(key, passed)
      return passed
    }
    for (const { terms } of combinations()) {
      const papers: [PaperKind, PaperSecurity | null][] = [
        ['LOAN_CONTRACT', null],
        ...(terms.house ? [['MORTGAGE_CONTRACT', null] as [PaperKind, null]] : []),
        ...securitiesOf(terms).map((security): [PaperKind, PaperSecurity] => [SECURITY_KINDS[security.kind], security]),
      ]
      for (const [kind, security] of papers) {
        const facts = clauseFacts(terms, security)
        const values = clauseVariables(contractView(terms), security)
        const conditions = CLAUSE_FACTS.filter((fact) => facts.has(fact))
        for (const name of CLAUSE_VARIABLES.filter((one) => values[one] === '')) {
          for (const fact of conditions) if (passes(kind, name, fact)) wrong.add(`${kind} ${name} ${fact}`)
        }
      }
    }
    expect([...wrong]).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { assembleClauses, ClauseBook, missingVariables } from '../../../core/contract/clause-book.ts'
import { CLAUSE_VARIABLES, type ClauseVariables } from '../../../core/contract/clause-names.ts'

const words = (change: Partial<ClauseVariables>) => ({ ...Object.fromEntries(CLAUSE_VARIABLES.map((name) => [name, ''])), ...change }) as ClauseVariables
const source = (paragraphs: object[]) => ({
  version: 'LOAN-CONTRACT@9',
  kind: 'LOAN_CONTRACT',
  articles: [{ id: 'A01', title: '金额', why: '民法典668', paragraphs }],
})
const book = (...paragraphs: object[]) => ClauseBook.parse(source(paragraphs))
const complaints = (value: unknown): string[] => ClauseBook.safeParse(value).error?.issues.map(({ message }) => message) ?? []

describe('a clause', () => {
  const both = book(
    { id: 'A01.1', when: ['!maximum'], text: '金额{amount}元。' },
    { id: 'A01.2', when: ['house|vehicle', 'maximum'], important: true, text: '最高{ceiling}元。' },
  )

  it('comes in when all it asks for holds, filled from the terms, with the reason of its article', () => {
    expect(assembleClauses(both, new Set(['consumer']), words({ amount: '1,000.00' }))).toEqual([
      { id: 'A01', title: '金额', why: '民法典668', clauses: [{ id: 'A01.1', important: false, signed: false, when: ['!maximum'], text: '金额1,000.00元。' }] },
    ])
    expect(assembleClauses(both, new Set(['vehicle', 'maximum']), words({ ceiling: '9.00' }))[0]?.clauses).toEqual([
      { id: 'A01.2', important: true, signed: false, when: ['house|vehicle', 'maximum'], text: '最高9.00元。' },
    ])
  })

  it('takes its article with it when none of it comes in', () => expect(assembleClauses(both, new Set(['maximum']), words({}))).toEqual([]))

  it('is missing what the terms do not say, and only where it comes in', () => {
    expect(missingVariables(both, new Set([]), words({}))).toEqual(['amount'])
    expect(missingVariables(both, new Set(['house', 'maximum']), words({ amount: 'x' }))).toEqual(['ceiling'])
  })
})

describe('a clause file', () => {
  it('is refused for a variable nobody knows', () => {
    expect(complaints(source([{ id: 'A01.1', text: '{amout}元' }]))).toEqual(['unknown variable {amout}'])
    expect(complaints(source([{ id: 'A01.1', text: '{amount元' }]))).toEqual(['a brace without its partner'])
  })
  it('is refused for a fact nobody knows', () =>
    expect(complaints(source([{ id: 'A01.1', when: ['house|boat'], text: 'x' }]))).toEqual(['no such fact: house|boat']))
  it('is refused when two clauses share a name', () =>
    expect(
      complaints(
        source([
          { id: 'A01.1', text: 'x' },
          { id: 'A01.1', text: 'y' },
        ]),
      ),
    ).toEqual(['two clauses are called A01.1']))
})

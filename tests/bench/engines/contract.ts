import type { Content } from 'pdfmake/interfaces.js'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { loanContract, type Paper, repaymentSchedule } from '../../../electron/services/papers.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

/** So many loans of different people and amounts take turns, so that no engine is given the same paper twice in a row. */
const LOANS = 8
const approved = new Map<string, ContractTerms>()

/** Terms are approved long before they are printed: making them is nobody's cost here. */
function termsOf(rows: number, turn: number): ContractTerms {
  const [at, key] = [turn % LOANS, `${rows} ${turn % LOANS}`]
  const terms = approved.get(key) ?? mortgageTerms({ contractNo: `JK110199202611260${at}015` }, rows, 30_000_000 + at * 1_234_500)
  const named = { ...terms, borrower: { ...terms.borrower, name: `测试${'甲乙丙丁戊己庚辛'[at]}` } }
  approved.set(key, named)
  return named
}

/** The loan contract with its schedule of so many rows behind it, as one paper: what every engine makes. */
export function contractOf(rows: number, turn = 0): Paper {
  const terms = termsOf(rows, turn)
  const [contract, schedule] = [loanContract(terms, CLAUSES), repaymentSchedule(terms)]
  const content = (paper: Paper): Content[] => paper.definition.content as Content[]
  return { ...contract, definition: { ...contract.definition, content: [...content(contract), { text: '', pageBreak: 'after' }, ...content(schedule)] } }
}

/** What of a paper any engine can draw: paragraphs and tables, in their order. */
export type Block =
  | { readonly kind: 'TEXT'; readonly text: string; readonly bold: boolean; readonly size: number }
  | { readonly kind: 'TABLE'; readonly rows: readonly (readonly string[])[] }

interface Node {
  readonly text?: unknown
  readonly bold?: boolean
  readonly fontSize?: number
  readonly stack?: readonly Content[]
  readonly columns?: readonly Content[]
  readonly table?: { readonly body: readonly (readonly Content[])[] }
}
const textOf = (node: unknown): string => {
  if (typeof node === 'string') return node
  if (Array.isArray(node)) return node.map(textOf).join('')
  const { text, stack, columns } = (node ?? {}) as Node
  return text === undefined ? [...(stack ?? []), ...(columns ?? [])].map(textOf).join(' ') : textOf(text)
}

export function blocksOf(content: unknown): Block[] {
  if (typeof content === 'string') return [{ kind: 'TEXT', text: content, bold: false, size: 10.5 }]
  if (Array.isArray(content)) return content.flatMap(blocksOf)
  const { text, bold = false, fontSize = 10.5, stack, columns, table } = (content ?? {}) as Node
  if (table) return [{ kind: 'TABLE', rows: table.body.map((row) => row.map(textOf)) }]
  if (text !== undefined) return textOf(text) === '' ? [] : [{ kind: 'TEXT', text: textOf(text), bold, size: fontSize }]
  return blocksOf([...(stack ?? []), ...(columns ?? [])])
}

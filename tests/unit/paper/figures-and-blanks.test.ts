import { describe, expect, it } from 'vitest'
import { customerCard, paymentInstruction } from '../../../electron/services/paper-forms.ts'
import { textLeaves } from '../../../electron/services/paper-text.ts'
import { loanContract, type Paper } from '../../../electron/services/papers.ts'
import { furnish } from '../../../templates/layout/page-frame.ts'
import { factPairs } from '../../../templates/layout/tables.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { contractSet, everySlip } from '../../fixtures/paper/every-paper.ts'
import { CREATED } from '../../fixtures/paper/printer.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const loan = (kind: string) => combinations().find(({ name }) => name.includes(kind))?.terms ?? expect.fail(kind)
const papers = (): Paper[] => [
  ...everySlip(),
  ...[mortgageTerms(), soleTraderTerms(), loan('SME_WC VEHICLE'), loan('AGRI PLEDGE')].flatMap((terms) => [
    ...contractSet(terms),
    customerCard(terms, CLAUSES),
  ]),
  paymentInstruction(mortgageTerms(), CLAUSES),
]
const textsOf = ({ definition }: Paper): string[] => textLeaves(definition.content, 'content').map(({ text }) => text)

interface Table {
  readonly headerRows?: number
  readonly body: readonly (readonly { readonly text?: unknown }[])[]
}
/** Every table of a paper, however deep it stands. */
function tables(node: unknown): Table[] {
  if (Array.isArray(node)) return node.flatMap(tables)
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]) => [...(key === 'table' ? [value as Table] : []), ...tables(value)])
}

describe('an amount of money on paper', () => {
  it('is said to be yuan once: ￥ before the figures or 元 behind them, never both', () => {
    const texts = papers().flatMap(textsOf)
    expect(texts.filter((text) => text.includes('￥')).length).toBeGreaterThan(10)
    expect(texts.filter((text) => /￥[\d,.]+元|人民币￥/.test(text))).toEqual([])
  })
})

describe('a blank that nobody fills', () => {
  it('is struck in every row of a list, that of the totals too', () => {
    const lists = papers().flatMap((paper) => tables(paper.definition.content).filter(({ headerRows = 0 }) => headerRows > 0))
    expect(lists.length).toBeGreaterThan(10)
    expect(lists.flatMap(({ body }) => body.flat()).filter(({ text }) => text === '')).toEqual([])
  })
  it('does not stand beside the last of an odd number of facts', () => {
    const [row] = tables(factPairs([['评估方', '示例房地产估价有限公司']]))[0]?.body ?? []
    expect(row).toEqual([expect.objectContaining({ text: '评估方' }), { text: '示例房地产估价有限公司', colSpan: 3 }, {}, {}])
  })
})

describe('the head of the cosigned audit log at the foot of a contract', () => {
  it('stands in the ink of the lines above it and nearly their size, so that a copy keeps it', () => {
    const { definition } = loanContract(mortgageTerms(), CLAUSES, { size: 12_345, root: 'ab12cd34'.repeat(8) })
    const { printing } = CREATED
    const footer = furnish(definition, { version: printing.version, training: false, mac: () => 'AAAAAAAAAAAA' }).footer(1, 8) as unknown as {
      readonly stack: readonly { readonly text?: string; readonly fontSize?: number; readonly color?: string }[]
    }
    const line = footer.stack.find(({ text }) => text?.startsWith('总行会签审计日志')) ?? expect.fail('no such line')
    expect(line.color).toBeUndefined()
    expect(line.fontSize).toBeGreaterThanOrEqual(8)
  })
})

import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js'
import { STRUCK } from './words.ts'

const LINE = '#555555'
const LABEL_FILL = '#f2f2f2'
const GRID: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => LINE,
  vLineColor: () => LINE,
  paddingTop: () => 2.8,
  paddingBottom: () => 1.8,
  paddingLeft: () => 5,
  paddingRight: () => 5,
}

/** The layouts that definitions name: functions do not travel between threads. `dense` is for long lists of short rows. */
export const TABLE_LAYOUTS = {
  grid: GRID,
  dense: { ...GRID, paddingTop: () => 1.5, paddingBottom: () => 0.5, paddingLeft: () => 3, paddingRight: () => 3 },
} satisfies Record<string, CustomTableLayout>

export type Pair = readonly [label: string, value: string]

const label = (text: string): TableCell => ({ text, bold: true, fillColor: LABEL_FILL })

/** At least so many rows of facts stand on either side of a page's end. */
const KEEP_ROWS = 3
/** Longer rows than these are not kept together: pdfmake loses what is taller than a page. */
const KEEP_ROWS_CHARACTERS = 600

/** Rows that go on with the table above them, on its last line. */
const rowsOf = (pairs: readonly Pair[], labelWidth: number, below: number): Content => ({
  table: { widths: [labelWidth, '*'], body: pairs.map(([name, value]) => [label(name), { text: value }]) },
  layout: 'grid',
  fontSize: 10,
  margin: [0, 0, 0, below],
})

/**
 * Label and value, one pair a row, under a heading where there is one. Where pages part the rows, three or more stand on either side;
 * values too long for that break over pages.
 */
export function facts(pairs: readonly Pair[], labelWidth = 116, head: Content[] = []): Content {
  const parts = pairs.length < 2 * KEEP_ROWS ? [pairs] : [pairs.slice(0, KEEP_ROWS), pairs.slice(KEEP_ROWS, -KEEP_ROWS), pairs.slice(-KEEP_ROWS)]
  return {
    stack: parts
      .filter((part) => part.length > 0)
      .map((part, at, all): Content => {
        const rows = rowsOf(part, labelWidth, at === all.length - 1 ? 8 : -0.5)
        const edge = at === 0 || at === all.length - 1
        return { unbreakable: edge && part.flat().join('').length <= KEEP_ROWS_CHARACTERS, stack: at === 0 ? [...head, rows] : [rows] }
      }),
  }
}

/** A longer row than this may not be kept whole either. */
const KEEP_ROW_CHARACTERS = 300
const short = (pairs: readonly Pair[]): boolean => pairs.every(([name, value]) => name.length + value.length <= KEEP_ROW_CHARACTERS)

/** Short facts, two pairs a row; the last of an odd number has its row alone. */
export function factPairs(pairs: readonly Pair[], labelWidth = 84): Content {
  const body: TableCell[][] = []
  for (let index = 0; index < pairs.length; index += 2) {
    const [left, right] = [pairs[index] ?? ['', ''], pairs[index + 1]]
    const alone: TableCell[] = [label(left[0]), { text: left[1], colSpan: 3 }, {}, {}]
    body.push(right ? [label(left[0]), { text: left[1] }, label(right[0]), { text: right[1] }] : alone)
  }
  return { table: { dontBreakRows: short(pairs), widths: [labelWidth, '*', labelWidth, '*'], body }, layout: 'grid', fontSize: 10, margin: [0, 0, 0, 8] }
}

/** More characters than this may be taller than a page, and then cannot stay whole. */
const KEEP_GROUP_CHARACTERS = 400

/** Short facts under their heading, on one page together where they are short enough for it. */
export const headedPairs = (head: Content, pairs: readonly Pair[]): Content => ({
  unbreakable: pairs.flat().join('').length <= KEEP_GROUP_CHARACTERS,
  stack: [head, factPairs(pairs)],
})

export interface Column {
  readonly head: string
  readonly width: number | '*'
  readonly align?: 'left' | 'center' | 'right'
}

/** Of a row by its longest cell in a narrow column; more lines than these may be taller than a page. */
const [CELL_CHARACTERS, KEEP_LINES] = [6, 36]
const linesOf = (rows: readonly (readonly string[])[]): number =>
  rows.reduce((sum, row) => sum + Math.ceil(Math.max(...row.map(({ length }) => length)) / CELL_CHARACTERS), 0)

/** A list on one page, with its heading, where it is short enough for it. */
export const wholeList = (...[columns, rows, look, head = []]: [...Required<Parameters<typeof listTable>>, head?: Content[]]): Content => ({
  unbreakable: linesOf(rows) <= KEEP_LINES,
  stack: [...head, listTable(columns, rows, look)],
})

const cell = (text: string | undefined, align: Column['align'], bold: boolean): TableCell =>
  text ? { text, alignment: align ?? 'left', bold } : { text: STRUCK, alignment: 'center', bold }

/** A list with a head that repeats on every page; an empty cell is struck. A row stays whole; none may grow taller than a page. */
export function listTable(columns: readonly Column[], rows: readonly (readonly string[])[], { fontSize = 9, lastBold = false, dense = false } = {}): Content {
  const head = columns.map((column): TableCell => ({ text: column.head, bold: true, alignment: 'center', fillColor: LABEL_FILL }))
  const body = rows.map((row, index) => columns.map(({ align }, at) => cell(row[at], align, lastBold && index === rows.length - 1)))
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: columns.map(({ width }) => width), body: [head, ...body] },
    layout: dense ? 'dense' : 'grid',
    ...(dense ? { lineHeight: 1 } : {}),
    fontSize,
    margin: [0, 0, 0, 8],
  }
}

/** A bordered box around content, such as the confirmation of important terms. */
export const boxed = (content: Content[]): Content => ({
  table: { widths: ['*'], body: [[{ stack: content, margin: [4, 4, 4, 4] }]] },
  layout: 'grid',
  margin: [0, 6, 0, 8],
})

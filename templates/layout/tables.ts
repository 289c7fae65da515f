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

/** Label and value, one pair a row; long values break over pages. */
export const facts = (pairs: readonly Pair[], labelWidth = 116): Content => ({
  table: { widths: [labelWidth, '*'], body: pairs.map(([name, value]) => [label(name), { text: value }]) },
  layout: 'grid',
  fontSize: 10,
  margin: [0, 0, 0, 8],
})

/** Longer last rows than this are not kept together: pdfmake loses what is taller than a page. */
const KEEP_TAIL_CHARACTERS = 600

/** Facts whose last two rows are never parted: no single row begins a page. */
export function factsKept(pairs: readonly Pair[], labelWidth?: number): Content[] {
  const [head, tail] = [pairs.slice(0, -2), pairs.slice(-2)]
  const long = tail.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (head.length === 0 || long > KEEP_TAIL_CHARACTERS) return [facts(pairs, labelWidth)]
  const [first, last] = [facts(head, labelWidth) as object, facts(tail, labelWidth) as object]
  return [
    { ...first, margin: [0, 0, 0, -0.5] },
    { unbreakable: true, stack: [last as Content] },
  ] as Content[]
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

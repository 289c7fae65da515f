import type { Column, Content } from 'pdfmake/interfaces.js'
import type { PlacedArticle } from '../../core/contract/clause-book.ts'
import { signedHere } from './signatures.ts'
import { ordinal } from './words.ts'

/** A paragraph of a clause; `important` ones limit the borrower's rights and print bold (Civil Code 496). */
export type ClauseText = string | { readonly important: string; readonly signed?: boolean }
export interface Clause {
  readonly title: string
  readonly paragraphs: readonly ClauseText[]
}

/** @example important('乙方未按期还款的，……') */
export const important = (text: string): ClauseText => ({ important: text })

/** A block longer than this may not be kept whole: pdfmake loses what is taller than a page. */
const KEEP_WHOLE_CHARACTERS = 500
/** A paragraph up to about six lines moves to the next page rather than leave a line behind. */
const KEEP_PARAGRAPH_CHARACTERS = 230

/** Before each item a paragraph numbers; not where it only speaks of one. */
const ITEM = /(?<=[：；。])(?=（[一二三四五六七八九十]+）)/

function paragraph(number: string, text: ClauseText): Content {
  const bold = typeof text !== 'string'
  const words = bold ? text.important : text
  const part = (mark: string, said: string, below: Content[] = []): Content => {
    const columns: Column[] = [
      { width: 30, text: mark, bold },
      { width: '*', stack: [{ text: said, bold, alignment: 'justify' }, ...below] },
    ]
    return { unbreakable: said.length <= KEEP_PARAGRAPH_CHARACTERS, columns, margin: [0, 0, 0, 4] }
  }
  const signed = bold && text.signed ? [signedHere()] : []
  const [lead = '', first, ...items] = words.length <= KEEP_PARAGRAPH_CHARACTERS ? [words] : words.split(ITEM)
  if (first === undefined) return part(number, lead, signed)
  // What may not stay whole is parted between its items, the first of which stays with the words before it.
  const last = items.length - 1
  return {
    stack: [
      { unbreakable: lead.length + first.length <= KEEP_WHOLE_CHARACTERS, stack: [part(number, lead), part('', first, last < 0 ? signed : [])] },
      ...items.map((item, at) => part('', item, at === last ? signed : [])),
    ],
  }
}

const length = (text: ClauseText | undefined): number => (typeof text === 'string' ? text.length : (text?.important.length ?? 0))

/** Numbered clauses: 第一条 with paragraphs 1.1, 1.2 …, a heading never left alone at the foot of a page. */
export function clauses(list: readonly Clause[]): Content[] {
  return list.flatMap(({ title, paragraphs }, index): Content[] => {
    const heading: Content = { text: `第${ordinal(index + 1)}条　${title}`, bold: true, fontSize: 11.5, margin: [0, 9, 0, 5] }
    const [first, ...rest] = paragraphs.map((text, row) => paragraph(`${index + 1}.${row + 1}`, text))
    if (!first) return [heading]
    const head: Content = length(paragraphs[0]) <= KEEP_WHOLE_CHARACTERS ? { unbreakable: true, stack: [heading, first] } : { stack: [heading, first] }
    return [head, ...rest]
  })
}

/** Clauses as a book placed them. */
export const placedClauses = (articles: readonly PlacedArticle[]): Content[] =>
  clauses(
    articles.map(({ title, clauses: placed }) => ({
      title,
      paragraphs: placed.map((clause) => (clause.important || clause.signed ? { important: clause.text, signed: clause.signed } : clause.text)),
    })),
  )

/** The same clauses as prose under headings, for letters, certificates and cards. A single article needs no heading. */
export const proseClauses = (articles: readonly PlacedArticle[]): Content[] =>
  articles.flatMap(({ title, clauses: placed }) => [
    ...(articles.length > 1 ? [heading(title)] : []),
    ...placed.map((clause) => prose(clause.text, clause.important)),
  ])

/** A numberless paragraph with the two-character indent of Chinese prose. */
export const prose = (text: string, bold = false): Content => ({ text, bold, leadingIndent: 21, alignment: 'justify', margin: [0, 0, 0, 5] })
export const paperTitle = (text: string): Content => ({ text, bold: true, fontSize: 20, alignment: 'center', margin: [0, 2, 0, 6] })
export const subtitle = (text: string): Content => ({ text, alignment: 'center', margin: [0, 0, 0, 10] })
export const heading = (text: string): Content => ({ text, bold: true, fontSize: 11.5, margin: [0, 5, 0, 4] })
/** A heading and the paragraph under it, on one page where that is short. */
export const headedProse = (head: Content, text: string): Content => ({ unbreakable: text.length <= KEEP_WHOLE_CHARACTERS, stack: [head, prose(text)] })

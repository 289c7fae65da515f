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

const paragraph = (number: string, text: ClauseText): Content => {
  const important = typeof text !== 'string'
  const words = important ? text.important : text
  const columns: Column[] = [
    { width: 30, text: number, bold: important },
    { width: '*', stack: [{ text: words, bold: important, alignment: 'justify' }, ...(important && text.signed ? [signedHere()] : [])] },
  ]
  return { unbreakable: words.length <= KEEP_PARAGRAPH_CHARACTERS, columns, margin: [0, 0, 0, 4] }
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

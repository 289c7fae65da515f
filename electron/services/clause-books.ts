import { assembleClauses, type ClauseBook, missingVariables, type PlacedArticle } from '../../core/contract/clause-book.ts'
import type { ClauseFact, ClauseVariables } from '../../core/contract/clause-names.ts'
import type { PaperKind } from '../../core/contract/paper-kinds.ts'
import type { Sha256 } from '../../core/kernel/ids.ts'
import { sealOf } from './seal-of.ts'

/** The clause book in force for each paper that has one: the highest version of its file in templates/clauses. */
export type ClauseBooks = ReadonlyMap<PaperKind, ClauseBook>

const numberOf = ({ version }: ClauseBook): number => Number(version.split('@')[1])

/** @example newestBooks(files.values()).get('LOAN_CONTRACT')?.version // 'LOAN-CONTRACT@2' */
export function newestBooks(books: Iterable<ClauseBook>): ClauseBooks {
  const newest = new Map<PaperKind, ClauseBook>()
  for (const book of books) {
    const other = newest.get(book.kind)
    if (other === undefined || numberOf(other) < numberOf(book)) newest.set(book.kind, book)
  }
  return newest
}

/** @throws Error when no file gives this paper its clauses: the start refuses such templates */
export function bookOf(books: ClauseBooks, kind: PaperKind): ClauseBook {
  const book = books.get(kind)
  if (!book) throw new Error(`no clauses for ${kind}`)
  return book
}

/** The version a paper prints. @example versionOf(book) // 'v2' */
export const versionOf = (book: ClauseBook): string => `v${numberOf(book)}`

/** A version of a clause book and the hash of its words: an edited file under the same version shows (`produce`). */
export interface BookMark {
  readonly version: string
  readonly sha256: Sha256
}
/** Comments and line breaks of the file do not count, its words and conditions do. */
export const markOf = (book: ClauseBook): BookMark => ({ version: book.version, sha256: sealOf(book) })

/** @throws RangeError when a chosen clause names what has no value */
export function articlesOf(book: ClauseBook, facts: ReadonlySet<ClauseFact>, values: ClauseVariables): PlacedArticle[] {
  const missing = missingVariables(book, facts, values)
  if (missing.length > 0) throw new RangeError(`${book.version} names what the terms do not say: ${missing.join(', ')}`)
  return assembleClauses(book, facts, values)
}

import { instant } from '../../../core/kernel/calendar.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findBookUsed, newestBookUsed } from '../../../db/repositories/clause-books-used.ts'
import { documentsOfCase, type FiledDocument } from '../../../db/repositories/documents.ts'
import type { Reader } from '../../../db/sql.ts'
import { type ClauseBooks, markOf } from '../../services/clause-books.ts'
import { type ContractClauses, contractClauses } from '../../services/clause-list.ts'
import type { Counter } from '../counter.ts'
import { openStanding } from './standing-terms.ts'

export interface ClauseList {
  /** True: the contracts are on paper, and these are the clauses of the book each was printed from. */
  readonly drawnUp: boolean
  readonly papers: readonly ContractClauses[]
}

const PRINTING_MS = 60_000
/** The book a document was printed from; of one printed before that was kept, the newest then in use. */
const bookOfDocument = async (reader: Reader, { book, madeAt }: FiledDocument, code: string): Promise<string | null> =>
  // A book's first use was noted a moment after the document was dated, within one printing.
  book ?? newestBookUsed(reader, code, instant(new Date(Date.parse(madeAt) + PRINTING_MS).toISOString()))

/** The books the contracts of a case were printed from, as they were. Refuses DATA_VERSION_MISSING when one is gone, TEMPLATE_CHANGED when its words are others. */
async function booksPrinted({ packs }: Counter, reader: Reader, caseId: CaseId): Promise<Result<ClauseBooks>> {
  const books = new Map(packs.clauses)
  for (const document of (await documentsOfCase(reader, caseId)).filter(({ supersededAt }) => supersededAt === null)) {
    const inForce = packs.clauses.get(document.kind)
    const version = inForce && (await bookOfDocument(reader, document, inForce.version.split('@')[0] ?? ''))
    if (!version) continue
    const book = packs.clauseVersions.get(version)
    if (!book) return refuse('DATA_VERSION_MISSING', { version })
    if (markOf(book).sha256 !== (await findBookUsed(reader, version))) return refuse('TEMPLATE_CHANGED', { version })
    books.set(document.kind, book)
  }
  return ok(books)
}

/** Which clauses the contracts of a case carry, why, and what is still missing (S16). Refuses CASE_NOT_FOUND, APPROVAL_MISSING, TERMS_INVALID, and as `booksPrinted`. */
export const listClauses = (counter: Counter, caseId: CaseId): Promise<Result<ClauseList>> =>
  counter.database.read(async (reader) => {
    const standing = await openStanding(counter, reader, caseId)
    if (!standing.ok) return standing
    const { contract, terms } = standing.value
    const books = contract ? await booksPrinted(counter, reader, caseId) : ok(counter.packs.clauses)
    return books.ok ? ok({ drawnUp: contract !== null, papers: contractClauses(terms, books.value) }) : books
  })

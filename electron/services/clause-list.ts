import { assembleClauses, missingVariables, type PlacedArticle } from '../../core/contract/clause-book.ts'
import { clauseFacts } from '../../core/contract/clause-facts.ts'
import type { ClauseVariable, ClauseVariables } from '../../core/contract/clause-names.ts'
import type { PaperKind } from '../../core/contract/paper-kinds.ts'
import { type PaperSecurity, securitiesOf } from '../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../core/contract/terms.ts'
import { contractView } from '../../core/contract/view-contract.ts'
import { clauseVariables } from '../../templates/layout/clause-variables.ts'
import { bookOf, type ClauseBooks } from './clause-books.ts'
import { SECURITY_KINDS } from './papers.ts'

/** The clauses of one contract before it is printed: each with what brought it in, and what the terms do not say yet. */
export interface ContractClauses {
  readonly kind: PaperKind
  /** The book, as the file names it: LOAN-CONTRACT@2. */
  readonly version: string
  readonly articles: readonly PlacedArticle[]
  /** With any of these the paper is not made. */
  readonly missing: readonly ClauseVariable[]
}

/** Stands in the list, never on paper, where a value is missing. */
const BLANK = '＿＿＿＿'

function clausesOf(kind: PaperKind, terms: ContractTerms, security: PaperSecurity | null, books: ClauseBooks): ContractClauses {
  const book = bookOf(books, kind)
  const facts = clauseFacts(terms, security)
  const values = clauseVariables(contractView(terms), security)
  const missing = missingVariables(book, facts, values)
  const shown: ClauseVariables = { ...values, ...Object.fromEntries(missing.map((name) => [name, BLANK])) }
  return { kind, version: book.version, articles: assembleClauses(book, facts, shown), missing }
}

/** The loan contract, then every contract of security, as `papers.ts` makes them. @example contractClauses(terms, packs.clauses)[0]?.missing // [] */
export const contractClauses = (terms: ContractTerms, books: ClauseBooks): ContractClauses[] => [
  clausesOf('LOAN_CONTRACT', terms, null, books),
  ...(terms.house ? [clausesOf('MORTGAGE_CONTRACT', terms, null, books)] : []),
  ...securitiesOf(terms).map((security) => clausesOf(SECURITY_KINDS[security.kind], terms, security, books)),
]

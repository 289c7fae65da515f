import type { Content } from 'pdfmake/interfaces.js'
import type { PlacedArticle } from '../../core/contract/clause-book.ts'
import type { Lender } from '../../core/contract/terms.ts'
import { paperTitle, placedClauses, prose, proseClauses, subtitle } from '../layout/clauses.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { confirmation, type Signer, signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, type Pair } from '../layout/tables.ts'

/** A form of one or two pages: who it is about, clauses from a book, and who signs. */
export interface FormFrame {
  readonly title: string
  readonly number: string
  readonly lender: Lender
  /** The table under the title: whose form it is. */
  readonly rows: readonly Pair[]
  readonly lead: string | null
  /** Who confirms in his own hand that the bold terms were explained; null for a paper of the bank alone. */
  readonly confirms: { readonly who: string; readonly company: boolean } | null
  readonly signers: readonly Signer[]
  /** Under the signatures of the bank. */
  readonly foot: string | null
  /** Whether the clauses are numbered articles; a letter or a card is prose. */
  readonly numbered: boolean
}

/** A paragraph up to about ten lines goes with the signatures. */
const KEEP_WITH_SIGNATURES = 380
const lastLength = (articles: readonly PlacedArticle[]): number => articles.at(-1)?.clauses.at(-1)?.text.length ?? 0

/** The last clause, and the confirmation where there is one, go to the next page with the signatures rather than leave them there alone. */
function confirmedAndSigned({ confirms, signers, foot }: FormFrame, last: Content[]): Content[] {
  if (confirms === null) {
    const signed = signatures(signers, last)
    if (foot === null) return signed
    return [{ unbreakable: true, stack: [...signed, { ...(prose(foot) as object), margin: [0, signers.length > 0 ? 16 : 0, 0, 5] } as Content] }]
  }
  const { who, company } = confirms
  return signatures(signers, [], [...last, confirmation('贷款人', who, '本人已阅读并理解上述内容，特别是加粗内容的含义和后果。', { lines: 1, company })])
}

/** Authorisations, undertakings, certificates and letters (domain 4.8). */
export function form(frame: FormFrame, articles: readonly PlacedArticle[], stamp: PageStamp): PaperDefinition {
  const body = frame.numbered ? placedClauses(articles) : proseClauses(articles)
  // Signatures never stand on a page without words they are given to.
  const last = lastLength(articles) <= KEEP_WITH_SIGNATURES ? body.splice(-1) : []
  const content: Content[] = [
    paperTitle(frame.title),
    subtitle(`编号：${frame.number}`),
    ...(frame.rows.length > 0 ? [facts(frame.rows, 128)] : []),
    ...(frame.lead === null ? [] : [prose(frame.lead)]),
    ...body,
    ...confirmedAndSigned(frame, last),
  ]
  return framed(frame.title, stamp, content)
}

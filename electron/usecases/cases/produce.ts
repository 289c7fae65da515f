import { randomUUID } from 'node:crypto'
import type { Party, SignerRole } from '../../../core/completeness/parties.ts'
import { checkRemaking, type Remaking } from '../../../core/contract/paper-print.ts'
import { SIGNED_KINDS } from '../../../core/contract/signed-set.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { asId, type CaseId, type DocumentId, type PaperId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { booksUsed, findBookUsed } from '../../../db/repositories/clause-books-used.ts'
import { documentPlaces } from '../../../db/repositories/document-places.ts'
import { type DocumentRecord, documents, nextDocumentVersion } from '../../../db/repositories/documents.ts'
import { papers } from '../../../db/repositories/papers.ts'
import type { Writer } from '../../../db/sql.ts'
import { layoutMark } from '../../../templates/layout/layout-version.ts'
import type { Paper } from '../../services/papers.ts'
import { note } from '../audit-note.ts'
import { type Counter, stampOf } from '../counter.ts'
import type { CaseFile } from './case-file.ts'
import { notYetMade, type PaperWriter } from './paper-press.ts'

/** A fresh id of its own type. */
export const newId = <T extends CaseId | DocumentId | PaperId>(): T => asId<T>(randomUUID())

/** A clause book that a paper was printed from is never edited; the next version stands beside it (ADR 0042). Refuses TEMPLATE_CHANGED. */
async function bookAsUsed(counter: Counter, tx: Writer, { book }: Paper): Promise<Result<void>> {
  if (book === null) return ok(undefined)
  const used = await findBookUsed(tx, book.version)
  if (used === null) await booksUsed(tx).insert(book.version, book.sha256, counter.clock.now())
  return used === null || used === book.sha256 ? ok(undefined) : refuse('TEMPLATE_CHANGED', { version: book.version })
}

const noteRemade = (counter: Counter, tx: Writer, session: Session, { caseId, kind, number, version }: DocumentRecord, why: Remaking): Promise<number> =>
  note(counter, tx, session, {
    action: 'documents.remade',
    caseId,
    subject: `${kind} ${number} v${version}`,
    ...(why.rule ? { reasonCode: why.rule } : {}),
    ...(why.reason ? { reason: why.reason.trim() } : {}),
  })

/**
 * Files a paper that was printed and verified outside the transaction (`writeWithPapers`): seals the file and records it, a contract with the
 * places where it is signed; an earlier version of the same number is superseded, and why stands in the log.
 * Refuses TEMPLATE_CHANGED, REASON_MISSING for a further version without a reason, and what the printer and the paper store refuse; then
 * nothing is recorded.
 */
export async function produce(
  counter: Counter,
  tx: PaperWriter,
  session: Session,
  file: Pick<CaseFile, 'record'>,
  paper: Paper,
  why: Remaking = {},
): Promise<Result<DocumentRecord>> {
  const book = await bookAsUsed(counter, tx, paper)
  if (!book.ok) return book
  const version = await nextDocumentVersion(tx, file.record.caseId, paper.kind, paper.number)
  const remaking = checkRemaking(version, why)
  if (!remaking.ok) return remaking
  const made = tx.press.take(paper, version)
  if (!made) return notYetMade
  const { printed, at } = made
  const stored = await counter.papers.put(printed.bytes)
  if (!stored.ok) return stored
  tx.press.put(stored.value.ref)
  const document: DocumentRecord = {
    documentId: newId<DocumentId>(),
    caseId: file.record.caseId,
    kind: paper.kind,
    number: paper.number,
    version,
    sha256: stored.value.sha256,
    blobRef: stored.value.ref,
    bytes: stored.value.bytes,
    pages: printed.pages,
    madeAt: at,
    madeBy: session.staffId,
    supersededAt: null,
    book: paper.book?.version ?? null,
    layout: layoutMark(),
  }
  await documents(tx).insert(document)
  if (SIGNED_KINDS.includes(paper.kind)) await documentPlaces(tx).insert(document.documentId, printed.places)
  if (version > 1) await noteRemade(counter, tx, session, document, why)
  return ok(document)
}

/** Several papers of one step, asked for in one breath. Refuses as `produce`. */
export async function produceAll(
  counter: Counter,
  tx: PaperWriter,
  session: Session,
  file: Pick<CaseFile, 'record'>,
  papers: readonly Paper[],
  why: Remaking = {},
): Promise<Result<DocumentId[]>> {
  const documentIds: DocumentId[] = []
  for (const paper of papers) {
    const document = await produce(counter, tx, session, file, paper, why)
    if (document.ok) documentIds.push(document.value.documentId)
    else if (!tx.press.waits) return document
  }
  return tx.press.waits ? notYetMade : ok(documentIds)
}

/** What the bank itself signed in this system counts as the item's paper (form S), accepted. */
export async function fileProduced(
  counter: Counter,
  tx: Writer,
  session: Session,
  document: DocumentRecord,
  item: { readonly itemId: string; readonly party?: Party; readonly signedBy: readonly SignerRole[]; readonly on: DateOnly },
): Promise<void> {
  const { at, staffId } = stampOf(counter, session)
  const { sha256, blobRef, bytes, pages, caseId } = document
  await papers(tx, counter.vault).insert({
    paperId: newId<PaperId>(),
    caseId,
    itemId: item.itemId,
    party: item.party ?? 'B',
    sha256,
    blobRef,
    media: 'application/pdf',
    bytes,
    pages,
    receivedAt: at,
    receivedBy: staffId,
    issuedOn: item.on,
    expiresOn: null,
    signedBy: item.signedBy,
    form: 'S',
    verdict: 'OK',
    defects: [],
    note: '',
    checkedAt: at,
    checkedBy: staffId,
    supersededAt: null,
  })
}

import { randomUUID } from 'node:crypto'
import type { Party, SignerRole } from '../../../core/completeness/parties.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { asId, type CaseId, type DocumentId, type PaperId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { type DocumentRecord, documents, nextDocumentVersion } from '../../../db/repositories/documents.ts'
import { papers } from '../../../db/repositories/papers.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Paper } from '../../services/papers.ts'
import { type Counter, stampOf } from '../counter.ts'
import type { CaseFile } from './case-file.ts'

/** A fresh id of its own type. */
export const newId = <T extends CaseId | DocumentId | PaperId>(): T => asId<T>(randomUUID())

/**
 * Prints a paper, verifies it, seals the file and records it; an earlier version of the same number is superseded.
 * Refuses what the printer and the paper store refuse; then nothing is recorded.
 */
export async function produce(counter: Counter, tx: Writer, session: Session, file: Pick<CaseFile, 'record'>, paper: Paper): Promise<Result<DocumentRecord>> {
  const { at, staffId } = stampOf(counter, session)
  const version = await nextDocumentVersion(tx, file.record.caseId, paper.kind, paper.number)
  const printed = await counter.printer.print(paper, { createdAt: at, printing: { version, training: false, key: counter.vault.pageKey } })
  if (!printed.ok) return printed
  const stored = await counter.papers.put(printed.value.bytes)
  if (!stored.ok) return stored
  const document: DocumentRecord = {
    documentId: newId<DocumentId>(),
    caseId: file.record.caseId,
    kind: paper.kind,
    number: paper.number,
    version,
    sha256: stored.value.sha256,
    blobRef: stored.value.ref,
    bytes: stored.value.bytes,
    pages: printed.value.pages,
    madeAt: at,
    madeBy: staffId,
    supersededAt: null,
  }
  await documents(tx).insert(document)
  return ok(document)
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

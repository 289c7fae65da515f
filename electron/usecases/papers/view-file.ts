import type { FileTicket } from '../../../core/bridge/file-calls.ts'
import type { CaseId, DocumentId, PaperId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findDocument } from '../../../db/repositories/documents.ts'
import { findPaper } from '../../../db/repositories/papers.ts'
import type { FileTickets } from '../../services/file-tickets.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

/** Under `app://bundle`: where the window fetches what a ticket stands for. */
export const FILES_PATH = '/files/'

interface Shown {
  readonly blobRef: string
  readonly media: string
  readonly pages: number
  readonly bytes: number
  readonly caseId: CaseId
  readonly action: 'papers.view' | 'documents.view'
  readonly subject: string
}

/** A person's first look in a session stands in the audit log before the file can be fetched: papers show what is masked elsewhere (domain 8.2). */
async function show(counter: Counter, tickets: FileTickets, session: Session, file: Shown): Promise<Result<FileTicket>> {
  const { caseId, action, subject, media, pages, bytes } = file
  if (tickets.first(session, file.blobRef)) {
    const logged = await counter.database.write(async (tx) => {
      await note(counter, tx, session, { action, caseId, subject })
      return ok(null)
    })
    if (!logged.ok) return logged
  }
  return ok({ url: `app://bundle${FILES_PATH}${tickets.issue(session, file)}`, media, pages, bytes })
}

/** The scan of a received paper. Refuses PAPER_NOT_FOUND. */
export async function viewPaper(counter: Counter, tickets: FileTickets, session: Session, paperId: PaperId): Promise<Result<FileTicket>> {
  const paper = await counter.database.read((reader) => findPaper(reader, counter.vault, paperId))
  if (!paper) return refuse('PAPER_NOT_FOUND')
  const { blobRef, media, pages, bytes, caseId, itemId, party } = paper
  return show(counter, tickets, session, { blobRef, media, pages, bytes, caseId, action: 'papers.view', subject: `${itemId}/${party}` })
}

/** A document this system made. Refuses DOCUMENT_NOT_FOUND. */
export async function viewDocument(counter: Counter, tickets: FileTickets, session: Session, documentId: DocumentId): Promise<Result<FileTicket>> {
  const document = await counter.database.read((reader) => findDocument(reader, documentId))
  if (!document) return refuse('DOCUMENT_NOT_FOUND')
  const { blobRef, pages, bytes, caseId, kind, number } = document
  return show(counter, tickets, session, { blobRef, media: 'application/pdf', pages, bytes, caseId, action: 'documents.view', subject: `${kind} ${number}` })
}

import { asId, type DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { type DocumentRecord, findDocument } from '../../../db/repositories/documents.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

const PRINTED = 'documents.printed'
const subjectOf = ({ kind, number, version }: DocumentRecord): string => `${kind} ${number} v${version}`

interface Print {
  readonly copies: number
  readonly at: string
  readonly staffName: string
}

async function printsOf(counter: Counter, reader: Reader, document: DocumentRecord): Promise<Print[]> {
  const subject = `${subjectOf(document)} x`
  return (await auditOfCase(reader, counter.vault, document.caseId))
    .filter((row) => row.action === PRINTED && row.subject?.startsWith(subject))
    .map(({ subject: said, at, staffName }) => ({ copies: Number((said ?? '').slice(subject.length)), at, staffName: staffName ?? '' }))
}

/** When and by whom a document was printed. Refuses DOCUMENT_NOT_FOUND. */
export const listPrints = (counter: Counter, _session: Session, request: { readonly documentId: string }): Promise<Result<{ prints: Print[] }>> =>
  counter.database.read(async (reader) => {
    const document = await findDocument(reader, asId<DocumentId>(request.documentId))
    return document ? ok({ prints: await printsOf(counter, reader, document) }) : refuse('DOCUMENT_NOT_FOUND')
  })

/** Logs that a document came out of the printer. Refuses DOCUMENT_NOT_FOUND; REASON_MISSING for a further print without a reason. */
export const logPrint = (
  counter: Counter,
  session: Session,
  request: { readonly documentId: string; readonly copies: number; readonly reason: string },
): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    const document = await findDocument(tx, asId<DocumentId>(request.documentId))
    if (!document) return refuse('DOCUMENT_NOT_FOUND')
    const reason = request.reason.trim()
    if (reason === '' && (await printsOf(counter, tx, document)).length > 0) return refuse('REASON_MISSING', { field: 'reason' })
    await note(counter, tx, session, {
      action: PRINTED,
      caseId: document.caseId,
      subject: `${subjectOf(document)} x${request.copies}`,
      ...(reason === '' ? {} : { reason }),
    })
    return ok({})
  })

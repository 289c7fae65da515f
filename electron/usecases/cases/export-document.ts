import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { saveCopy } from '../../services/saved-copy.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { documentGoingOut } from '../papers/print-log.ts'

/** Asks where to save, given a name without personal data; null when the person changed their mind. Refuses when nobody sits there now. */
export type AskWhere = (name: string) => Promise<Result<string | null>>

/**
 * Gives a readable copy of a document out of the sealed store, where the person says. The audit row stands before the first byte
 * is written: a copy that failed is in the log, a copy without a row is not on the disk. Refuses what `askWhere` and `documentGoingOut` refuse, FILE_DAMAGED, DISK_FULL.
 */
export async function exportDocument(counter: Counter, session: Session, documentId: DocumentId, askWhere: AskWhere): Promise<Result<{ saved: boolean }>> {
  const found = await counter.database.read((reader) => documentGoingOut(reader, documentId))
  if (!found.ok) return found
  const document = found.value
  const bytes = await counter.papers.get(document.blobRef)
  if (!bytes.ok) return bytes
  const asked = await askWhere(`${document.number}-${document.kind.toLowerCase().replaceAll('_', '-')}.pdf`)
  if (!asked.ok) return asked
  const target = asked.value
  if (target === null) return ok({ saved: false })
  const logged = await counter.database.write(async (tx) => {
    // It may have been made anew while the window asked where.
    const still = await documentGoingOut(tx, documentId)
    if (!still.ok) return still
    await note(counter, tx, session, { action: 'documents.save', caseId: document.caseId, subject: `${document.kind} ${document.number}` })
    return ok(null)
  })
  if (!logged.ok) return logged
  const saved = await saveCopy(counter.vault, target, [bytes.value])
  return saved.ok ? ok({ saved: true }) : saved
}

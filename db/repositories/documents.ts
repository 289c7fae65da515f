import { type PaperKind, SEVERAL_AT_A_TIME } from '../../core/contract/paper-kinds.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, DocumentId, Sha256, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** A PDF this system made and filed. Its bytes never change but that it is signed once; a corrected one is a further version. */
export interface DocumentRecord {
  readonly documentId: DocumentId
  readonly caseId: CaseId
  readonly kind: PaperKind
  readonly number: string
  readonly version: number
  readonly sha256: Sha256
  readonly blobRef: string
  readonly bytes: number
  readonly pages: number
  readonly madeAt: Instant
  readonly madeBy: StaffId
  readonly supersededAt: Instant | null
  /** The clause book it was printed from; null for papers without one, and for those printed before that was kept. */
  readonly book: string | null
  /** The layout it was printed in, and the hash of its files; null for those printed before that was kept. */
  readonly layout: string | null
}

const COLUMNS = {
  documentId: 'id',
  caseId: 'case_id',
  kind: 'kind',
  number: 'number',
  version: 'version',
  sha256: 'sha256',
  blobRef: 'blob_ref',
  bytes: 'bytes',
  pages: 'pages',
  madeAt: 'made_at',
  madeBy: 'made_by',
  supersededAt: 'superseded_at',
  book: 'book',
  layout: 'layout',
} as const
const columns = mapping<DocumentRecord>(COLUMNS)

/** With the signature of its signed copy, where there is one: then hash, file and bytes are those of that copy. */
export interface FiledDocument extends DocumentRecord {
  readonly signatureHolder: string | null
  readonly signatureAt: Instant | null
}
const filed = mapping<FiledDocument>({ ...COLUMNS, signatureHolder: 'signature_holder', signatureAt: 'signature_at' })

export async function findDocument(reader: Reader, documentId: DocumentId): Promise<FiledDocument | null> {
  const row = await reader.get(`SELECT ${filed.list} FROM filed_document WHERE id = ?`, [documentId])
  return row ? filed.read(row) : null
}

/** Every version, oldest first; the current ones have no `supersededAt`. */
export const documentsOfCase = async (reader: Reader, caseId: CaseId): Promise<FiledDocument[]> =>
  (await reader.all(`SELECT ${filed.list} FROM filed_document WHERE case_id = ? ORDER BY made_at, kind, version`, [caseId])).map(filed.read)

/** 1 for the first paper of its kind and number in the case. */
export async function nextDocumentVersion(reader: Reader, caseId: CaseId, kind: PaperKind, number: string): Promise<number> {
  const row = await reader.get<{ version: number }>(
    'SELECT coalesce(max(version), 0) + 1 AS version FROM document WHERE case_id = ? AND kind = ? AND number = ?',
    [caseId, kind, number],
  )
  return row?.version ?? 1
}

export const documents = (tx: Writer) => ({
  /** Files a paper; earlier versions of the same kind in the case are superseded by it, of several at a time the same number. */
  insert: async (document: DocumentRecord): Promise<void> => {
    const { madeAt, caseId, kind, number } = document
    const several = SEVERAL_AT_A_TIME.includes(kind)
    await tx.run(
      `UPDATE document SET superseded_at = ? WHERE case_id = ? AND kind = ? AND superseded_at IS NULL${several ? ' AND number = ?' : ''}`,
      several ? [madeAt, caseId, kind, number] : [madeAt, caseId, kind],
    )
    await tx.run(`INSERT INTO document (${columns.list}) VALUES (${columns.marks})`, columns.params(document))
  },
  /** Nothing of these kinds counts any more; what is printed next does. */
  supersede: async (caseId: CaseId, kinds: readonly PaperKind[], at: Instant): Promise<void> => {
    for (const kind of kinds) await tx.run('UPDATE document SET superseded_at = ? WHERE case_id = ? AND kind = ? AND superseded_at IS NULL', [at, caseId, kind])
  },
})

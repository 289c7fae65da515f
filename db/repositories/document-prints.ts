import type { PaperKind } from '../../core/contract/paper-kinds.ts'
import type { PrintOutcome } from '../../core/contract/paper-print.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, DocumentId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** The system's print window, opened once for a document (table `document_print`). Who, when and why stand in row `auditN` of the log. */
export interface PrintRecord {
  readonly auditN: number
  readonly documentId: DocumentId
  readonly copies: number
  readonly sheets: number | null
  readonly outcome: PrintOutcome
  readonly endedAt: Instant | null
}
const columns = mapping<PrintRecord>({
  auditN: 'audit_n',
  documentId: 'document_id',
  copies: 'copies',
  sheets: 'sheets',
  outcome: 'outcome',
  endedAt: 'ended_at',
})

/** With what the document and the log say of it (view `print_register`). */
export interface RegisteredPrint extends PrintRecord {
  readonly caseId: CaseId
  readonly kind: PaperKind
  readonly number: string
  readonly version: number
  readonly pages: number
  readonly at: Instant
  readonly staffId: StaffId | null
  readonly staffName: string | null
  readonly terminal: string
}
const registered = mapping<RegisteredPrint>({
  auditN: 'audit_n',
  documentId: 'document_id',
  copies: 'copies',
  sheets: 'sheets',
  outcome: 'outcome',
  endedAt: 'ended_at',
  caseId: 'case_id',
  kind: 'kind',
  number: 'number',
  version: 'version',
  pages: 'pages',
  at: 'at',
  staffId: 'staff_id',
  staffName: 'staff_name',
  terminal: 'terminal',
})
const REGISTER = `SELECT ${registered.list} FROM print_register`

/** Every print of a paper, whichever version of it was printed, oldest first. */
export const printsOfPaper = async (
  reader: Reader,
  { caseId, kind, number }: Pick<RegisteredPrint, 'caseId' | 'kind' | 'number'>,
): Promise<RegisteredPrint[]> =>
  (await reader.all(`${REGISTER} WHERE case_id = ? AND kind = ? AND number = ? ORDER BY audit_n`, [caseId, kind, number])).map(registered.read)

/** A print nobody has said the outcome of; null for any other. */
export async function openPrint(reader: Reader, auditN: number): Promise<RegisteredPrint | null> {
  const row = await reader.get(`${REGISTER} WHERE audit_n = ? AND ended_at IS NULL`, [auditN])
  return row ? registered.read(row) : null
}

export const documentPrints = (tx: Writer) => ({
  open: async (print: PrintRecord): Promise<void> => {
    await tx.run(`INSERT INTO document_print (${columns.list}) VALUES (${columns.marks})`, columns.params(print))
  },
  end: async (auditN: number, outcome: PrintOutcome, at: Instant): Promise<void> => {
    await tx.run('UPDATE document_print SET outcome = ?, ended_at = ? WHERE audit_n = ?', [outcome, at, auditN])
  },
})

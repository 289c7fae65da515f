import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, DocumentId, StaffId } from '../../core/kernel/ids.ts'
import { json, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** A deficiency notice given; `items` are the item keys it named. */
export interface NoticeRecord {
  readonly caseId: CaseId
  /** 1 for the first of the case. */
  readonly ordinal: number
  readonly issuedAt: Instant
  readonly issuedBy: StaffId
  readonly dueOn: DateOnly
  readonly items: readonly string[]
  readonly documentId: DocumentId
}

const columns = mapping<NoticeRecord>({
  caseId: 'case_id',
  ordinal: 'n',
  issuedAt: 'issued_at',
  issuedBy: 'issued_by',
  dueOn: 'due_on',
  items: json('items'),
  documentId: 'document_id',
})

export const noticesOfCase = async (reader: Reader, caseId: CaseId): Promise<NoticeRecord[]> =>
  (await reader.all(`SELECT ${columns.list} FROM notice WHERE case_id = ? ORDER BY n`, [caseId])).map(columns.read)

/** How many notices each case got whose first one was given on these days, both included; days are those of the instant in UTC+8. */
export const noticeCounts = async (reader: Reader, from: DateOnly, to: DateOnly): Promise<number[]> =>
  (
    await reader.all<{ n: number }>("SELECT count(*) AS n FROM notice GROUP BY case_id HAVING date(min(issued_at), '+8 hours') BETWEEN ? AND ?", [from, to])
  ).map(({ n }) => n)

export const notices = (tx: Writer) => ({
  insert: async (notice: NoticeRecord): Promise<void> => {
    await tx.run(`INSERT INTO notice (${columns.list}) VALUES (${columns.marks})`, columns.params(notice))
  },
})

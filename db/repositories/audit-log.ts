import type { Reader } from '../sql.ts'

/** A row of the log with names in place of ids; the sealed reason stays sealed. */
export interface AuditLogRow {
  readonly n: number
  readonly at: string
  readonly staffNo: string | null
  readonly staffName: string | null
  readonly terminal: string
  readonly action: string
  readonly applicationNo: string | null
  readonly subject: string | null
  readonly fromState: string | null
  readonly toState: string | null
  readonly reasonCode: string | null
}

const SQL = `SELECT a.n, a.at, s.staff_no AS staffNo, s.name AS staffName, a.terminal, a.action, c.application_no AS applicationNo,
  a.subject, a.from_state AS fromState, a.to_state AS toState, a.reason_code AS reasonCode
  FROM audit a LEFT JOIN staff s ON s.id = a.staff_id LEFT JOIN loan_case c ON c.id = a.case_id
  WHERE a.n < ? ORDER BY a.n DESC LIMIT ?`

/** Newest first; `before` is the number of the last row already seen. @example await auditLog(reader, { before: null, limit: 100 }) */
export const auditLog = (reader: Reader, window: { readonly before: number | null; readonly limit: number }): Promise<AuditLogRow[]> =>
  reader.all<AuditLogRow>(SQL, [window.before ?? Number.MAX_SAFE_INTEGER, window.limit])

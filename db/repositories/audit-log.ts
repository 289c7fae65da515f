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

/** Which rows; what is null excludes nothing. `from` and `to` are instants, `to` not included. */
export interface AuditLogFilter {
  readonly staffNo: string | null
  readonly action: string | null
  readonly applicationNo: string | null
  readonly from: string | null
  readonly to: string | null
}
export const EVERY_ROW: AuditLogFilter = { staffNo: null, action: null, applicationNo: null, from: null, to: null }

const FROM = 'FROM audit a LEFT JOIN staff s ON s.id = a.staff_id LEFT JOIN loan_case c ON c.id = a.case_id'
const CONDITIONS: readonly [keyof AuditLogFilter, string][] = [
  ['staffNo', 's.staff_no = ?'],
  ['action', 'a.action = ?'],
  ['applicationNo', 'c.application_no = ?'],
  ['from', 'a.at >= ?'],
  ['to', 'a.at < ?'],
]
function whereOf(filter: AuditLogFilter): { sql: string; params: string[] } {
  const given = CONDITIONS.flatMap(([name, sql]) => (filter[name] === null ? [] : [{ sql, param: filter[name] }]))
  return { sql: given.map(({ sql }) => ` AND ${sql}`).join(''), params: given.map(({ param }) => param) }
}

/** Newest first; `before` is the number of the last row already seen. @example await auditLog(reader, { before: null, limit: 100 }) */
export function auditLog(
  reader: Reader,
  window: { readonly before: number | null; readonly limit: number },
  filter: AuditLogFilter = EVERY_ROW,
): Promise<AuditLogRow[]> {
  const { sql, params } = whereOf(filter)
  return reader.all<AuditLogRow>(
    `SELECT a.n, a.at, s.staff_no AS staffNo, s.name AS staffName, a.terminal, a.action, c.application_no AS applicationNo,
    a.subject, a.from_state AS fromState, a.to_state AS toState, a.reason_code AS reasonCode
    ${FROM} WHERE a.n < ?${sql} ORDER BY a.n DESC LIMIT ?`,
    [window.before ?? Number.MAX_SAFE_INTEGER, ...params, window.limit],
  )
}

/** How many rows a filter leaves. */
export async function countAudit(reader: Reader, filter: AuditLogFilter): Promise<number> {
  const { sql, params } = whereOf(filter)
  return (await reader.get<{ n: number }>(`SELECT count(*) AS n ${FROM} WHERE 1${sql}`, params))?.n ?? 0
}

/** Every action that stands in the log, for the choice of one. */
export const auditActions = async (reader: Reader): Promise<string[]> =>
  (await reader.all<{ action: string }>('SELECT DISTINCT action FROM audit ORDER BY action')).map(({ action }) => action)

import type { PaperKind } from '../../core/contract/paper-kinds.ts'
import type { PrintOutcome } from '../../core/contract/paper-print.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { openAuditReason } from '../audit.ts'
import type { Reader } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** A print as the register shows it. */
export interface PrintRow {
  readonly n: number
  readonly at: string
  readonly staffName: string
  readonly terminal: string
  readonly kind: PaperKind
  readonly number: string
  readonly version: number
  readonly superseded: boolean
  readonly caseId: CaseId
  readonly applicationNo: string
  readonly copies: number
  readonly sheets: number | null
  readonly outcome: PrintOutcome
  readonly reason: string
}
/** Which prints; what is null excludes nothing. `from` and `to` are instants, `to` not included. */
export interface PrintsOf {
  readonly from: string | null
  readonly to: string | null
  /** A part of the number of the paper or of its case. */
  readonly number: string | null
}

const FROM = 'FROM print_register p JOIN loan_case c ON c.id = p.case_id'
function whereOf({ from, to, number }: PrintsOf): { sql: string; params: string[] } {
  const given = [
    { sql: ' AND p.at >= ?', params: from === null ? null : [from] },
    { sql: ' AND p.at < ?', params: to === null ? null : [to] },
    { sql: ' AND (instr(p.number, ?) > 0 OR instr(c.application_no, ?) > 0)', params: number === null ? null : [number, number] },
  ].filter(({ params }) => params !== null)
  return { sql: given.map(({ sql }) => sql).join(''), params: given.flatMap(({ params }) => params ?? []) }
}

type Stored = Omit<PrintRow, 'reason' | 'staffName' | 'superseded'> & {
  readonly superseded: number
  readonly staffName: string | null
  readonly sealedReason: Uint8Array | null
}

/** Newest first; `before` is the number of the last row already seen. @example await printRegister(reader, vault, { before: null, limit: 100 }, where) */
export async function printRegister(
  reader: Reader,
  vault: Vault,
  window: { readonly before: number | null; readonly limit: number },
  where: PrintsOf,
): Promise<PrintRow[]> {
  const { sql, params } = whereOf(where)
  const rows = await reader.all<Stored>(
    `SELECT p.audit_n AS n, p.at, p.staff_name AS staffName, p.terminal, p.kind, p.number, p.version, p.case_id AS caseId, c.application_no AS applicationNo,
    p.copies, p.sheets, p.outcome, p.sealed_reason AS sealedReason,
    (SELECT d.superseded_at IS NOT NULL FROM document d WHERE d.id = p.document_id) AS superseded ${FROM} WHERE p.audit_n < ?${sql} ORDER BY p.audit_n DESC LIMIT ?`,
    [window.before ?? Number.MAX_SAFE_INTEGER, ...params, window.limit],
  )
  return rows.map(({ sealedReason, staffName, superseded, ...row }) => ({
    ...row,
    superseded: superseded === 1,
    staffName: staffName ?? '',
    reason: sealedReason === null ? '' : openAuditReason(vault, row.n, sealedReason),
  }))
}

/** How many prints a filter leaves. */
export async function countPrints(reader: Reader, where: PrintsOf): Promise<number> {
  const { sql, params } = whereOf(where)
  return (await reader.get<{ n: number }>(`SELECT count(*) AS n ${FROM} WHERE 1${sql}`, params))?.n ?? 0
}

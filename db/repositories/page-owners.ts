import { PAPER_CODES } from '../../core/contract/paper-kinds.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import type { PageCode } from '../../core/kernel/page-code.ts'
import { jsonList, type Reader } from '../sql.ts'

/** The case with this application number, or null. */
export async function findCaseOfNumber(reader: Reader, applicationNo: string): Promise<CaseId | null> {
  const row = await reader.get<{ id: CaseId }>('SELECT id FROM loan_case WHERE application_no = ?', [applicationNo])
  return row?.id ?? null
}

/** The case for which a page was printed, and whether a later printing took its place; null when this branch printed none such. */
export async function findPrintedPage(reader: Reader, code: PageCode): Promise<{ readonly caseId: CaseId; readonly superseded: boolean } | null> {
  const kind = Object.entries(PAPER_CODES).find(([, letters]) => letters === code.kind)?.[0]
  if (!kind) return null
  const row = await reader.get<{ case_id: CaseId; superseded_at: string | null }>(
    'SELECT case_id, superseded_at FROM document WHERE number = ? AND kind = ? AND version = ?',
    [code.number, kind, code.version],
  )
  return row ? { caseId: row.case_id, superseded: row.superseded_at !== null } : null
}

/** The application numbers of cases, by id. */
export async function applicationNumbers(reader: Reader, caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, string>> {
  const rows = await reader.all<{ id: CaseId; application_no: string }>(
    'SELECT id, application_no FROM loan_case WHERE id IN (SELECT value FROM json_each(?))',
    [jsonList(caseIds)],
  )
  return new Map(rows.map((row) => [row.id, row.application_no]))
}

import type { CaseId } from '../../core/kernel/ids.ts'
import type { State } from '../../core/loan-case/states.ts'
import { jsonList, type Reader } from '../sql.ts'
import type { Vault } from '../vault.ts'
import { type Applicant, loanCaseColumns as columns, type LoanCaseColumns } from './loan-case-record.ts'
import { openApplicant, type SealedColumns } from './loan-case-sealed.ts'

/** A row of the list: the columns and who it is about; the application stays sealed. */
export interface CaseListRow extends LoanCaseColumns {
  readonly applicant: Applicant
}

export interface CaseWindow {
  readonly offset: number
  readonly limit: number
  /** Newest change first, or earliest due date first (cases without one are left out). */
  readonly order: 'UPDATED' | 'DUE'
  /** Empty: every state. */
  readonly states: readonly State[]
}

const PLAN = {
  UPDATED: { index: 'ix_loan_case_updated', order: 'updated_at DESC, serial DESC', conditions: [] },
  DUE: { index: 'ix_loan_case_due', order: 'due_on, serial', conditions: ['due_on IS NOT NULL'] },
} as const

/** Nothing at all where every case is meant: SQLite then counts from the pages, without a look at the rows (tests/bench). */
function where({ order, states }: Pick<CaseWindow, 'order' | 'states'>): string {
  const conditions = [...PLAN[order].conditions, ...(states.length > 0 ? ['state IN (SELECT value FROM json_each(?))'] : [])]
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
}

/** The window is cut on the index alone; only its own rows are read. */
export const windowSql = (window: Pick<CaseWindow, 'order' | 'states'>): string => `SELECT ${columns.list}, sealed_applicant FROM loan_case
  WHERE serial IN (SELECT serial FROM loan_case INDEXED BY ${PLAN[window.order].index} ${where(window)} ORDER BY ${PLAN[window.order].order} LIMIT ? OFFSET ?)
  ORDER BY ${PLAN[window.order].order}`

const opened = (vault: Vault, row: SealedColumns): CaseListRow => {
  const plain = columns.read(row)
  return { ...plain, applicant: openApplicant(vault, plain.caseId, row.sealed_applicant) }
}

/** @example await listCases(reader, vault, { offset: 0, limit: 50, order: 'UPDATED', states: [] }) */
export async function listCases(reader: Reader, vault: Vault, window: CaseWindow): Promise<{ rows: CaseListRow[]; total: number }> {
  const filter = window.states.length > 0 ? [jsonList(window.states)] : []
  const rows = await reader.all<SealedColumns>(windowSql(window), [...filter, window.limit, window.offset])
  const counted = await reader.get<{ total: number }>(`SELECT count(*) AS total FROM loan_case INDEXED BY ${PLAN[window.order].index} ${where(window)}`, filter)
  return { rows: rows.map((row) => opened(vault, row)), total: counted?.total ?? 0 }
}

/** The named cases that are in one of `states` (empty: any), newest change first; for what the name index found. */
export async function casesById(reader: Reader, vault: Vault, ids: readonly CaseId[], states: readonly State[]): Promise<CaseListRow[]> {
  const filter = states.length > 0 ? ' AND state IN (SELECT value FROM json_each(?))' : ''
  const rows = await reader.all<SealedColumns>(
    `SELECT ${columns.list}, sealed_applicant FROM loan_case WHERE id IN (SELECT value FROM json_each(?))${filter} ORDER BY updated_at DESC, serial DESC`,
    [jsonList(ids), ...(states.length > 0 ? [jsonList(states)] : [])],
  )
  return rows.map((row) => opened(vault, row))
}

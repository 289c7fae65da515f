import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import type { State } from '../../core/loan-case/states.ts'
import { jsonList, type Param, type Reader } from '../sql.ts'
import type { Vault } from '../vault.ts'
import { type Applicant, loanCaseColumns as columns, type LoanCaseColumns } from './loan-case-record.ts'
import { openApplicant, type SealedColumns } from './loan-case-sealed.ts'

/** A row of the list: the columns and who it is about; the application stays sealed. */
export interface CaseListRow extends LoanCaseColumns {
  readonly applicant: Applicant
  readonly managerName: string | null
}

/** Which cases; what is empty or null excludes nothing. */
export interface CaseFilter {
  readonly states: readonly State[]
  readonly products: readonly string[]
  /** Due on this day or earlier. */
  readonly dueBy: DateOnly | null
  readonly acceptedFrom: DateOnly | null
  readonly acceptedTo: DateOnly | null
  /** Who has a duty in the case. */
  readonly duty: StaffId | null
  /** What the name index found. */
  readonly ids: readonly CaseId[] | null
  /** What waits for a person, by the rule of whose turn it is. */
  readonly serials: readonly number[] | null
}
export const EVERY_CASE: CaseFilter = { states: [], products: [], dueBy: null, acceptedFrom: null, acceptedTo: null, duty: null, ids: null, serials: null }

export type CaseSortBy = 'UPDATED' | 'DUE' | 'AMOUNT' | 'NUMBER'
export interface CaseSort {
  readonly by: CaseSortBy
  readonly descending: boolean
}
export interface CaseWindow extends CaseSort {
  readonly offset: number
  readonly limit: number
  readonly filter: CaseFilter
}

/** The index of each order, and the order both ways; what has no due date stands last either way. */
const PLAN: Readonly<Record<CaseSortBy, readonly [index: string, ascending: string, descending: string]>> = {
  UPDATED: ['ix_loan_case_updated', 'updated_at, serial', 'updated_at DESC, serial DESC'],
  DUE: ['ix_loan_case_due', "coalesce(due_on, '9999-12-31'), serial", 'due_on IS NULL, due_on DESC, serial DESC'],
  AMOUNT: ['ix_loan_case_amount', 'amount_fen, serial', 'amount_fen DESC, serial DESC'],
  NUMBER: ['ix_loan_case_number', 'application_no, serial', 'application_no DESC, serial DESC'],
}

/** Nothing at all where every case is meant: SQLite then counts from the pages, without a look at the rows (tests/bench). */
export function whereOf(filter: CaseFilter): { readonly sql: string; readonly params: readonly Param[] } {
  const conditions: [string, Param][] = []
  const given = <T>(value: T | null, sql: string, param: (value: T) => Param): void => {
    if (value !== null) conditions.push([sql, param(value)])
  }
  const listed = <T extends string>(values: readonly T[] | null): readonly T[] | null => (values && values.length > 0 ? values : null)
  given(listed(filter.states), 'state IN (SELECT value FROM json_each(?))', jsonList)
  given(listed(filter.products), 'product_code IN (SELECT value FROM json_each(?))', jsonList)
  given(filter.dueBy, 'due_on <= ?', (day) => day)
  given(filter.acceptedFrom, 'accepted_on >= ?', (day) => day)
  given(filter.acceptedTo, 'accepted_on <= ?', (day) => day)
  given(filter.duty, 'serial IN (SELECT serial FROM case_duty WHERE staff_id = ?)', (staffId) => staffId)
  given(filter.ids, 'id IN (SELECT value FROM json_each(?))', jsonList)
  given(filter.serials, 'serial IN (SELECT value FROM json_each(?))', (serials) => JSON.stringify(serials))
  return { sql: conditions.length > 0 ? `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}` : '', params: conditions.map(([, param]) => param) }
}

const orderOf = ({ by, descending }: CaseSort): string => PLAN[by][descending ? 2 : 1]
const ROW = `SELECT ${columns.list}, sealed_applicant, (SELECT name FROM staff WHERE staff.id = account_manager_1) AS manager_name FROM loan_case`

/** Cases named one by one are few: they are found by their keys. */
const named = ({ ids, serials }: CaseFilter): boolean => ids !== null || serials !== null

/** The window is cut on the index alone; only its own rows are read. Named cases are few: they are found by their ids. */
export function windowSql(window: CaseSort & { readonly filter: CaseFilter }): string {
  const index = named(window.filter) ? '' : ` INDEXED BY ${PLAN[window.by][0]}`
  const { sql } = whereOf(window.filter)
  return `${ROW} WHERE serial IN (SELECT serial FROM loan_case${index} ${sql} ORDER BY ${orderOf(window)} LIMIT ? OFFSET ?) ORDER BY ${orderOf(window)}`
}

const opened = (vault: Vault, row: SealedColumns & { readonly manager_name: string | null }): CaseListRow => {
  const plain = columns.read(row)
  return { ...plain, applicant: openApplicant(vault, plain.caseId, row.sealed_applicant), managerName: row.manager_name }
}

/** A window of the list. @example await listCases(reader, vault, { offset: 0, limit: 50, by: 'DUE', descending: false, filter: EVERY_CASE }) */
export async function listCases(reader: Reader, vault: Vault, window: CaseWindow): Promise<CaseListRow[]> {
  const rows = await reader.all<SealedColumns & { manager_name: string | null }>(windowSql(window), [
    ...whereOf(window.filter).params,
    window.limit,
    window.offset,
  ])
  return rows.map((row) => opened(vault, row))
}

/** How many cases a filter leaves, counted on an index. */
export async function countCases(reader: Reader, filter: CaseFilter): Promise<number> {
  const { sql, params } = whereOf(filter)
  const index = sql === '' || named(filter) ? '' : ' INDEXED BY ix_loan_case_updated'
  return (await reader.get<{ total: number }>(`SELECT count(*) AS total FROM loan_case${index} ${sql}`, params))?.total ?? 0
}

/** What the cases of a filter ask for together, in fen; beyond 2^53 not exact. */
export async function sumCases(reader: Reader, filter: CaseFilter): Promise<number> {
  const { sql, params } = whereOf(filter)
  return (await reader.get<{ total: number }>(`SELECT coalesce(sum(amount_fen), 0) AS total FROM loan_case ${sql}`, params))?.total ?? 0
}

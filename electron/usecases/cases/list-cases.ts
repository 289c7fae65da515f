import type { CaseRow } from '../../../core/bridge/views.ts'
import { checkCaseNumber } from '../../../core/kernel/case-number.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { isState, STEP_OF } from '../../../core/loan-case/states.ts'
import { findByApplicationNo } from '../../../db/repositories/case-duplicates.ts'
import { type CaseListRow, casesById, listCases } from '../../../db/repositories/case-list.ts'
import type { Counter } from '../counter.ts'
import { nameFor } from './masked-for.ts'

export interface ListRequest {
  readonly offset: number
  readonly limit: number
  readonly search: string
  readonly states: readonly string[]
}

/** A search never shows more than this: the teller types one more character. */
const SEARCH_LIMIT = 500

const toRow = (session: Session, row: CaseListRow): CaseRow => ({
  caseId: row.caseId,
  applicationNo: row.applicationNo,
  name: [row.applicant.name, row.applicant.businessName ?? '']
    .map((name) => nameFor(session, name))
    .filter(Boolean)
    .join(' · '),
  productCode: row.productCode,
  amountFen: row.amountFen,
  state: row.state,
  step: STEP_OF[row.state],
  papersOk: row.papersOk,
  papersNeeded: row.papersNeeded,
  dueOn: row.dueOn,
  updatedAt: row.updatedAt,
  version: row.version,
})

/** A window of the case list, or what a search finds: numbers in the database, names in the index in memory (rulings 21). */
export async function listCaseRows(
  counter: Counter,
  session: Session,
  request: ListRequest,
): Promise<{ rows: CaseRow[]; total: number; searchReady: boolean }> {
  const states = request.states.filter(isState)
  const searchReady = counter.names.ready()
  const { rows, total } = await counter.database.read(async (reader) => {
    if (request.search === '') return listCases(reader, counter.vault, { offset: request.offset, limit: request.limit, order: 'UPDATED', states })
    const number = checkCaseNumber(request.search)
    const byNumber = number.ok ? await findByApplicationNo(reader, request.search.replace(/\s/gu, '').toUpperCase()) : null
    const ids: readonly CaseId[] = byNumber ? [byNumber] : await counter.names.search(request.search, SEARCH_LIMIT)
    const found = await casesById(reader, counter.vault, ids, states)
    return { rows: found.slice(request.offset, request.offset + request.limit), total: found.length }
  })
  return { rows: rows.map((row) => toRow(session, row)), total, searchReady }
}

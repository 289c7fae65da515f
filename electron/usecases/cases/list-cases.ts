import type { CaseFilterInput, CaseListInput } from '../../../core/bridge/list-calls.ts'
import type { CaseRow } from '../../../core/bridge/views.ts'
import { checkCaseNumber } from '../../../core/kernel/case-number.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { STATES, STEP_OF, type State } from '../../../core/loan-case/states.ts'
import { findByApplicationNo } from '../../../db/repositories/case-duplicates.ts'
import { type CaseFilter, type CaseListRow, countCases, listCases, sumCases } from '../../../db/repositories/case-list.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'
import { serialsWaitingFor } from '../desk/waiting-for.ts'
import { nameFor } from './masked-for.ts'

/** A search never shows more than this: the teller types one more character. */
const SEARCH_LIMIT = 500

/** A customer and the firm as this person may see them, in one line. */
export const shownName = (session: Session, { name, businessName }: CaseListRow['applicant']): string =>
  [name, businessName ?? '']
    .map((part) => nameFor(session, part))
    .filter(Boolean)
    .join(' · ')

/** A row as this person may see it. */
export const toRow = (session: Session, row: CaseListRow): CaseRow => ({
  caseId: row.caseId,
  applicationNo: row.applicationNo,
  name: shownName(session, row.applicant),
  productCode: row.productCode,
  amountFen: row.amountFen,
  state: row.state,
  step: STEP_OF[row.state],
  papersOk: row.papersOk,
  papersNeeded: row.papersNeeded,
  papersMissing: row.papersMissing,
  papersRejected: row.papersRejected,
  managerName: row.managerName,
  acceptedOn: row.acceptedOn,
  dueOn: row.dueOn,
  updatedAt: row.updatedAt,
  version: row.version,
})

const statesOf = ({ states, steps }: CaseFilterInput): State[] => STATES.filter((state) => states.includes(state) || steps.includes(STEP_OF[state]))

/** The cases a search means: a whole number in the database, names and parts of numbers in the index in memory (rulings 21). */
export async function foundBy(counter: Counter, reader: Reader, search: string): Promise<readonly CaseId[]> {
  const byNumber = checkCaseNumber(search).ok ? await findByApplicationNo(reader, search.replace(/\s/gu, '').toUpperCase()) : null
  return byNumber ? [byNumber] : counter.names.search(search, SEARCH_LIMIT)
}

/** The filter as the database knows it; whose turn a case is, only the rule can tell. */
export async function filterOf(counter: Counter, reader: Reader, session: Session, input: CaseFilterInput): Promise<CaseFilter> {
  const { products, dueBy, acceptedFrom, acceptedTo, mine, search, turn } = input
  const ids = search.trim() === '' ? null : await foundBy(counter, reader, search.trim())
  const serials = turn ? await serialsWaitingFor(counter, reader, session) : null
  return { states: statesOf(input), products, dueBy, acceptedFrom, acceptedTo, duty: mine ? session.staffId : null, ids, serials }
}

/** A window of the case list, in a true order, with how many there are in all. */
export async function listCaseRows(
  counter: Counter,
  session: Session,
  request: CaseListInput,
): Promise<{ rows: CaseRow[]; total: number; searchReady: boolean }> {
  const { offset, limit, sort } = request
  const searchReady = counter.names.ready()
  return counter.database.read(async (reader) => {
    const filter = await filterOf(counter, reader, session, request)
    const rows = await listCases(reader, counter.vault, { offset, limit, ...sort, filter })
    return { rows: rows.map((row) => toRow(session, row)), total: await countCases(reader, filter), searchReady }
  })
}

/** What the cases of a filter ask for together; null beyond what a number holds exactly. */
export const sumOfCases = (counter: Counter, session: Session, input: CaseFilterInput): Promise<number | null> =>
  counter.database.read(async (reader) => {
    const sum = await sumCases(reader, await filterOf(counter, reader, session, input))
    return Number.isSafeInteger(sum) ? sum : null
  })

/** How many cases each of these filters leaves. */
export const countCaseRows = (counter: Counter, session: Session, filters: readonly CaseFilterInput[]): Promise<number[]> =>
  counter.database.read(async (reader) => {
    const counts: number[] = []
    for (const filter of filters) counts.push(await countCases(reader, await filterOf(counter, reader, session, filter)))
    return counts
  })

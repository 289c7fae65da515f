import type { z } from 'zod'
import type { Calls } from '../../../core/bridge/bridge.ts'
import type { CaseRow } from '../../../core/bridge/views.ts'
import type { Instant } from '../../../core/kernel/calendar.ts'
import { type Fen, formatFen } from '../../../core/kernel/fen.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import { CSV_START, csvLine } from '../../../core/loan-case/list-csv.ts'
import type { ListColumn } from '../../../core/loan-case/list-query.ts'
import { type CaseFilter, countCases, listCases } from '../../../db/repositories/case-list.ts'
import { chinaMinute } from '../../services/clock.ts'
import type { Counter } from '../counter.ts'
import type { AskWhere } from './export-document.ts'
import { filterOf, toRow } from './list-cases.ts'
import { takeOut } from './take-out.ts'

export type ExportRequest = z.output<Calls['cases.export']['input']>
const WINDOW = 500

/** A cell of a row; figures without thousands separators, so that a spreadsheet counts with them. */
function cellOf({ words }: ExportRequest, row: CaseRow): Record<ListColumn, string> {
  return {
    no: row.applicationNo,
    name: row.name,
    product: words.products[row.productCode] ?? row.productCode,
    amount: formatFen(row.amountFen as Fen).replaceAll(',', ''),
    step: words.steps[row.step] ?? row.step,
    papers: `${row.papersOk}/${row.papersNeeded}`,
    due: row.dueOn ?? '',
    manager: row.managerName ?? '',
    accepted: row.acceptedOn ?? '',
    updated: chinaMinute(row.updatedAt as Instant),
  }
}

/** The table in pieces: who, when, for what; the heads; the rows, read window by window. */
async function* tableOf(counter: Counter, session: Session, request: ExportRequest, filter: CaseFilter): AsyncGenerator<Uint8Array> {
  const { words, columns, sort, purpose } = request
  const at = chinaMinute(counter.clock.now())
  const head = csvLine([`${words.mark} ${session.staffNo} ${session.staffName} ${at}`, purpose])
  yield Buffer.from(`${CSV_START}${head}${csvLine(columns.map((column) => words.columns[column] ?? column))}`)
  for (let offset = 0; ; offset += WINDOW) {
    const rows = await counter.database.read((reader) => listCases(reader, counter.vault, { offset, limit: WINDOW, ...sort, filter }))
    if (rows.length === 0) return
    yield Buffer.from(
      rows
        .map((row) => {
          const cells = cellOf(request, toRow(session, row))
          return csvLine(columns.map((column) => cells[column]))
        })
        .join(''),
    )
  }
}

/** Writes the cases of a filter as CSV, as `takeOut`: names as he may see them, no identity number. */
export const exportCases = (
  counter: Counter,
  session: Session,
  request: ExportRequest,
  askWhere: AskWhere,
): Promise<Result<{ file: string | null; rows: number }>> =>
  takeOut(
    counter,
    session,
    {
      name: 'case-list',
      action: 'cases.export',
      purpose: request.purpose,
      find: () =>
        counter.database.read(async (reader) => {
          const found = await filterOf(counter, reader, session, request)
          const marked = request.caseIds as readonly CaseId[] | null
          const filter = marked === null ? found : { ...found, ids: found.ids === null ? marked : marked.filter((id) => found.ids?.includes(id)) }
          return { rows: await countCases(reader, filter), table: tableOf(counter, session, request, filter) }
        }),
    },
    askWhere,
  )

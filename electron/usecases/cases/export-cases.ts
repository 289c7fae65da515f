import type { z } from 'zod'
import type { Calls } from '../../../core/bridge/bridge.ts'
import type { CaseRow } from '../../../core/bridge/views.ts'
import type { Instant } from '../../../core/kernel/calendar.ts'
import { type Fen, formatFen } from '../../../core/kernel/fen.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { CSV_START, csvLine } from '../../../core/loan-case/list-csv.ts'
import type { ListColumn } from '../../../core/loan-case/list-query.ts'
import { type CaseFilter, countCases, listCases } from '../../../db/repositories/case-list.ts'
import { chinaMinute } from '../../services/clock.ts'
import { saveCopy } from '../../services/saved-copy.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { AskWhere } from './export-document.ts'
import { filterOf, toRow } from './list-cases.ts'

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

/**
 * Writes the cases of a filter as CSV where the person says: names as he may see them, no identity number. The audit row, with the
 * number of rows and the purpose, stands before the first byte is written. Refuses what `askWhere` refuses, DISK_FULL.
 */
export async function exportCases(
  counter: Counter,
  session: Session,
  request: ExportRequest,
  askWhere: AskWhere,
): Promise<Result<{ file: string | null; rows: number }>> {
  const asked = await askWhere(`case-list-${counter.clock.calendarDate()}.csv`)
  if (!asked.ok) return asked
  const target = asked.value
  if (target === null) return ok({ file: null, rows: 0 })
  const { filter, rows } = await counter.database.read(async (reader) => {
    const found = await filterOf(counter, reader, session, request)
    const marked = request.caseIds as readonly CaseId[] | null
    const only = marked === null ? found : { ...found, ids: found.ids === null ? marked : marked.filter((id) => found.ids?.includes(id)) }
    return { filter: only, rows: await countCases(reader, only) }
  })
  const logged = await counter.database.write(async (tx) => {
    await note(counter, tx, session, { action: 'cases.export', subject: String(rows), reason: request.purpose })
    return ok(null)
  })
  if (!logged.ok) return logged
  const saved = await saveCopy(counter.vault, target, tableOf(counter, session, request, filter))
  return saved.ok ? ok({ file: target, rows }) : saved
}

/** The same list on paper: what stands in the audit log before the printer is asked. */
export const notePrintedList = (
  counter: Counter,
  session: Session,
  { rows, purpose }: { rows: number; purpose: string },
): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    await note(counter, tx, session, { action: 'cases.print', subject: String(rows), reason: purpose })
    return ok({})
  })

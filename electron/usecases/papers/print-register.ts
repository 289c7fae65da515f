import type { z } from 'zod'
import type { Calls } from '../../../core/bridge/bridge.ts'
import type { PrintFilter, PrintRowView } from '../../../core/bridge/register-calls.ts'
import { addDays, instant } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import { CSV_START, csvLine } from '../../../core/loan-case/list-csv.ts'
import { countPrints, type PrintsOf, printRegister } from '../../../db/repositories/print-register.ts'
import { chinaMidnight, chinaMinute } from '../../services/clock.ts'
import type { AskWhere } from '../cases/export-document.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import { takeOut } from '../cases/take-out.ts'
import type { Counter } from '../counter.ts'

const WINDOW = 500
const whereOf = ({ from, to, number }: PrintFilter): PrintsOf => ({
  from: from && chinaMidnight(from),
  to: to && chinaMidnight(addDays(to, 1)),
  number: number || null,
})

/** The register of prints by windows, newest first; why a paper was printed again may name a customer, and is told to those who work on cases. */
export const listRegister = (
  counter: Counter,
  session: Session,
  { before, limit, filter }: { readonly before: number | null; readonly limit: number; readonly filter: PrintFilter },
): Promise<{ rows: PrintRowView[]; found: number }> =>
  counter.database.read(async (reader) => {
    const where = whereOf(filter)
    const rows = await printRegister(reader, counter.vault, { before, limit }, where)
    return { rows: rows.map((row) => ({ ...row, reason: typedTextFor(session, row.reason) })), found: await countPrints(reader, where) }
  })

type ExportRequest = z.output<Calls['prints.export']['input']>

async function* tableOf(counter: Counter, session: Session, { filter, purpose, words }: ExportRequest): AsyncGenerator<Uint8Array> {
  const at = chinaMinute(counter.clock.now())
  yield Buffer.from(`${CSV_START}${csvLine([`${session.staffNo} ${session.staffName} ${at}`, purpose])}${csvLine(words.heads)}`)
  for (let before: number | null = null; ; ) {
    const { rows }: { rows: PrintRowView[] } = await listRegister(counter, session, { before, limit: WINDOW, filter })
    const last = rows.at(-1)
    if (!last) return
    before = last.n
    yield Buffer.from(
      rows
        .map(({ at: when, kind, number, version, applicationNo, staffName, terminal, copies, sheets, outcome, reason }) =>
          csvLine([
            chinaMinute(instant(when)),
            words.kinds[kind] ?? kind,
            number,
            String(version),
            applicationNo,
            staffName,
            terminal,
            String(copies),
            sheets === null ? '' : String(sheets),
            words.outcomes[outcome] ?? outcome,
            reason,
          ]),
        )
        .join(''),
    )
  }
}

/** Writes the register as CSV, as `takeOut`. */
export const exportRegister = (
  counter: Counter,
  session: Session,
  request: ExportRequest,
  askWhere: AskWhere,
): Promise<Result<{ file: string | null; rows: number }>> =>
  takeOut(
    counter,
    session,
    {
      name: 'print-register',
      action: 'prints.export',
      purpose: request.purpose,
      find: async () => ({
        rows: await counter.database.read((reader) => countPrints(reader, whereOf(request.filter))),
        table: tableOf(counter, session, request),
      }),
    },
    askWhere,
  )

import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { saveCopy } from '../../services/saved-copy.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { AskWhere } from './export-document.ts'

/** A list that leaves the counter as a file. */
export interface TakenOut {
  /** Of the file, without the day. */
  readonly name: string
  readonly action: 'cases.export' | 'prints.export'
  readonly purpose: string
  /** What there is of it, read once it is known where it goes. */
  find(): Promise<{ readonly rows: number; readonly table: AsyncIterable<Uint8Array> }>
}

/**
 * Writes a list as CSV where the person says. The audit row, with the number of rows and the purpose, stands before the first byte is
 * written. Refuses what `askWhere` refuses, DISK_FULL.
 */
export async function takeOut(counter: Counter, session: Session, list: TakenOut, askWhere: AskWhere): Promise<Result<{ file: string | null; rows: number }>> {
  const asked = await askWhere(`${list.name}-${counter.clock.calendarDate()}.csv`)
  if (!asked.ok) return asked
  if (asked.value === null) return ok({ file: null, rows: 0 })
  const { rows, table } = await list.find()
  const logged = await counter.database.write(async (tx) => {
    await note(counter, tx, session, { action: list.action, subject: String(rows), reason: list.purpose })
    return ok(null)
  })
  if (!logged.ok) return logged
  const saved = await saveCopy(counter.vault, asked.value, table)
  return saved.ok ? ok({ file: asked.value, rows }) : saved
}

/** A list on paper: what stands in the audit log before the printer is asked. */
export const noteOnPaper =
  (action: 'cases.print' | 'prints.print') =>
  (counter: Counter, session: Session, { rows, purpose }: { readonly rows: number; readonly purpose: string }): Promise<Result<Record<string, never>>> =>
    counter.database.write(async (tx) => {
      await note(counter, tx, session, { action, subject: String(rows), reason: purpose })
      return ok({})
    })

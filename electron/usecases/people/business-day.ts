import { chinaDate, type DateOnly, dateOnly } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { closingBlockers, type DayBlocker, type DayCounts, closeDay as decideClose, openDay as decideOpen } from '../../../core/people/business-day.ts'
import { auditHead } from '../../../db/audit.ts'
import { type BranchDay, branchDays, latestDay } from '../../../db/repositories/branches.ts'
import { countForClosing } from '../../../db/repositories/day-counts.ts'
import { setting } from '../../../db/repositories/settings.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { enforcePacks } from '../sync/reference-data.ts'
import { sealAudit } from '../sync/seal-audit.ts'

export const LAST_BACKUP = 'lastBackupAt'

const dayOf = (day: BranchDay) => ({ businessDate: day.businessDate, state: day.closedAt === null ? ('OPEN' as const) : ('CLOSED' as const) })

async function counts(counter: Counter, reader: Reader): Promise<DayCounts> {
  const lastBackup = await setting(reader, LAST_BACKUP)
  const backedUp = lastBackup !== null && chinaDate(lastBackup) === counter.clock.calendarDate()
  return countForClosing(reader, { backupMade: backedUp })
}

/** The day as it stands, with what blocks its closing. */
export function dayStatus(counter: Counter): Promise<{ businessDate: DateOnly; state: 'OPEN' | 'CLOSED'; blockers: DayBlocker[] }> {
  return counter.database.read(async (reader) => {
    const day = await latestDay(reader)
    if (!day) return { businessDate: counter.clock.calendarDate(), state: 'CLOSED', blockers: [] }
    return { ...dayOf(day), blockers: closingBlockers(await counts(counter, reader)) }
  })
}

/** Opens the next business day. Refuses as `core/people/business-day.ts` does. */
export async function openDay(counter: Counter, session: Session, businessDate: string): Promise<Result<Record<string, never>>> {
  const done = await counter.database.write(async (tx) => {
    const last = await latestDay(tx)
    const sealPresent = last === null || (last.sealHash !== null && (await sealHolds(tx, last)))
    const opened = decideOpen(last && dayOf(last), dateOnly(businessDate), { sealPresent, calendarDate: counter.clock.calendarDate() })
    if (!opened.ok) return opened
    await branchDays(tx).open({ businessDate: opened.value.businessDate, openedBy: session.staffId, openedAt: counter.clock.now() })
    await note(counter, tx, session, { action: 'day.open', subject: opened.value.businessDate })
    // Reference data waits for its day.
    return ok(await enforcePacks(counter, tx))
  })
  if (!done.ok) return done
  if (done.value) await counter.reloadPacks()
  return ok({})
}

const sealHolds = async (reader: Reader, day: BranchDay): Promise<boolean> => {
  const row = await reader.get<{ hash: string }>('SELECT hash FROM audit WHERE n = ?', [day.sealN])
  return row?.hash === day.sealHash
}

/** Closes the day and seals its audit log. Refuses DAY_NOT_OPEN, DAY_CLOSE_BLOCKED naming what blocks it. */
export function closeDay(counter: Counter, session: Session): Promise<Result<Record<string, never>>> {
  return counter.database.write(async (tx) => {
    const day = await latestDay(tx)
    const closed = decideClose(day ? dayOf(day) : { businessDate: counter.clock.calendarDate(), state: 'CLOSED' }, await counts(counter, tx))
    if (!closed.ok) return closed
    await note(counter, tx, session, { action: 'day.close', subject: closed.value.day.businessDate })
    await branchDays(tx).close({ closedBy: session.staffId, closedAt: counter.clock.now(), seal: await auditHead(tx) })
    await sealAudit(counter, tx, closed.value.day.businessDate)
    return ok({})
  })
}

import type { AuditFilter } from '../../../core/bridge/people-calls.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { auditHead } from '../../../db/audit.ts'
import { type ChainFault, verifyChain } from '../../../db/audit-verify.ts'
import { type AuditLogRow, auditActions, auditLog, countAudit, EVERY_ROW } from '../../../db/repositories/audit-log.ts'
import { chinaMidnight } from '../../services/clock.ts'
import type { Counter } from '../counter.ts'

export interface AuditWindow {
  /** Rows older than this one; null for the newest. */
  readonly before: number | null
  readonly limit: number
  /** By person, action, case, and days of China. */
  readonly filter?: AuditFilter
}

/** The audit log by windows, newest first, without the reasons that persons typed. */
export const listAuditLog = (counter: Counter, window: AuditWindow): Promise<{ rows: AuditLogRow[]; total: number; found: number; actions: string[] }> =>
  counter.database.read(async (reader) => {
    const { filter } = window
    const where = filter ? { ...filter, from: filter.from && chinaMidnight(filter.from), to: filter.to && chinaMidnight(addDays(filter.to, 1)) } : EVERY_ROW
    return {
      rows: await auditLog(reader, window, where),
      total: (await auditHead(reader)).n,
      found: await countAudit(reader, where),
      actions: await auditActions(reader),
    }
  })

export interface AuditVerdict {
  readonly entries: number
  readonly intact: boolean
  /** The first row that is wrong, and how. */
  readonly brokenAt: number | null
  readonly fault: ChainFault | null
}

/** Walks the whole chain and the seals of the closed days. */
export async function verifyAuditLog(counter: Counter): Promise<AuditVerdict> {
  return counter.database.read(async (reader) => {
    const entries = (await auditHead(reader)).n
    const verdict = await verifyChain(reader)
    return verdict.ok ? { entries, intact: true, brokenAt: null, fault: null } : { entries, intact: false, brokenAt: verdict.n, fault: verdict.why }
  })
}

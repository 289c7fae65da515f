import type { DeskPage } from '../../core/completeness/scan-page.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { json, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

interface ScanDecisionColumns {
  readonly at: Instant
  readonly staffId: StaffId
  readonly action: string
  readonly before: readonly DeskPage[]
  readonly after: readonly DeskPage[]
}
/** What a person did with pages, and how they stood before: the way back. */
export interface ScanDecisionRecord extends ScanDecisionColumns {
  readonly n: number
}

const columns = mapping<ScanDecisionColumns>({ at: 'at', staffId: 'staff_id', action: 'action', before: json('before'), after: json('after') })

/** The latest decision of this person since a moment that was not taken back, or null. */
export async function latestScanDecision(reader: Reader, staffId: StaffId, since: Instant): Promise<ScanDecisionRecord | null> {
  const row = await reader.get<{ n: number }>(
    `SELECT n, ${columns.list} FROM scan_decision WHERE staff_id = ? AND undone_at IS NULL AND at >= ? ORDER BY n DESC LIMIT 1`,
    [staffId, since],
  )
  return row ? { n: row.n, ...columns.read(row) } : null
}

export const scanDecisions = (tx: Writer) => ({
  insert: async (decision: ScanDecisionColumns): Promise<void> => {
    await tx.run(`INSERT INTO scan_decision (${columns.list}) VALUES (${columns.marks})`, columns.params(decision))
  },
  undo: async (n: number, at: Instant): Promise<void> => {
    await tx.run('UPDATE scan_decision SET undone_at = ? WHERE n = ?', [at, n])
  },
})

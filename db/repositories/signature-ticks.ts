import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'

/** One person saw the signatures of one scanned page. */
export interface SignatureTick {
  readonly pageId: string
  readonly staffId: StaffId
  readonly tickedAt: Instant
}

export async function ticksOf(reader: Reader, pageIds: readonly string[]): Promise<SignatureTick[]> {
  const rows = await reader.all<{ page_id: string; staff_id: StaffId; ticked_at: Instant }>(
    'SELECT page_id, staff_id, ticked_at FROM signature_tick WHERE page_id IN (SELECT value FROM json_each(?)) ORDER BY ticked_at',
    [jsonList(pageIds)],
  )
  return rows.map((row) => ({ pageId: row.page_id, staffId: row.staff_id, tickedAt: row.ticked_at }))
}

export const signatureTicks = (tx: Writer) => ({
  insert: async ({ pageId, staffId, tickedAt }: SignatureTick): Promise<void> => {
    await tx.run('INSERT INTO signature_tick (page_id, staff_id, ticked_at) VALUES (?, ?, ?)', [pageId, staffId, tickedAt])
  },
})

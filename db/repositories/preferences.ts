import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import type { Reader, Writer } from '../sql.ts'

/** What a person set, as JSON that its schema reads; `{}` before anything was. */
export async function preferencesOf(reader: Reader, staffId: StaffId): Promise<unknown> {
  const row = await reader.get<{ body: string }>('SELECT body FROM staff_preference WHERE staff_id = ?', [staffId])
  return row ? JSON.parse(row.body) : {}
}

export const preferences = (tx: Writer) => ({
  set: async (staffId: StaffId, body: object, savedAt: Instant): Promise<void> => {
    await tx.run(
      `INSERT INTO staff_preference (staff_id, body, saved_at) VALUES (?, ?, ?)
        ON CONFLICT (staff_id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`,
      [staffId, JSON.stringify(body), savedAt],
    )
  },
})

import type { Instant } from '../../core/kernel/calendar.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'

/** Hashes of papers that could not be read here when a batch was last made. */
export const unreadPapers = async (reader: Reader): Promise<ReadonlySet<string>> => {
  const rows = await reader.all<{ sha256: string }>('SELECT sha256 FROM paper_unread')
  return new Set(rows.map((row) => row.sha256))
}

export const unreadMarks = (tx: Writer) => ({
  put: async (hashes: readonly string[], foundAt: Instant): Promise<void> => {
    await tx.run('INSERT INTO paper_unread (sha256, found_at) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING', [foundAt, jsonList(hashes)])
  },
  /** They can be read again. */
  remove: async (hashes: readonly string[]): Promise<void> => {
    await tx.run('DELETE FROM paper_unread WHERE sha256 IN (SELECT value FROM json_each(?))', [jsonList(hashes)])
  },
})

import type { SavedView } from '../../core/bridge/desk-calls.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

type Body = Omit<SavedView, 'viewId'>
const placeOf = (viewId: string) => ({ table: 'list_view', column: 'sealed', row: viewId })

/** A person's own views, in the order saved first. */
export async function viewsOf(reader: Reader, vault: Vault, staffId: StaffId): Promise<SavedView[]> {
  const rows = await reader.all<{ id: string; sealed: Uint8Array }>('SELECT id, sealed FROM list_view WHERE staff_id = ? ORDER BY rowid', [staffId])
  return rows.map(({ id, sealed }) => ({ viewId: id, ...openJson(vault, placeOf(id), sealed, trusted<Body>) }))
}

export const listViews = (tx: Writer, vault: Vault) => ({
  /** @returns false when the id is another person's */
  save: async (staffId: StaffId, { viewId, ...body }: SavedView, savedAt: Instant): Promise<boolean> => {
    const owner = await tx.get<{ staff_id: StaffId }>('SELECT staff_id FROM list_view WHERE id = ?', [viewId])
    if (owner && owner.staff_id !== staffId) return false
    await tx.run(
      `INSERT INTO list_view (id, staff_id, sealed, saved_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`,
      [viewId, staffId, sealJson(vault, placeOf(viewId), body), savedAt],
    )
    return true
  },
  /** Nothing happens where the view is not this person's. */
  remove: async (staffId: StaffId, viewId: string): Promise<void> => {
    await tx.run('DELETE FROM list_view WHERE id = ? AND staff_id = ?', [viewId, staffId])
  },
})

import type { PaperKind } from '../../core/contract/paper-kinds.ts'
import type { PrinterProfile } from '../../core/contract/paper-print.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** How a kind of paper is printed at one counter (table `printer_profile`). */
export interface ProfileRecord extends PrinterProfile {
  readonly terminal: string
  readonly kind: PaperKind
  readonly setAt: Instant
  readonly setBy: StaffId
}
const columns = mapping<ProfileRecord>({
  terminal: 'terminal',
  kind: 'kind',
  device: 'device',
  tray: 'tray',
  duplex: 'duplex',
  copies: 'copies',
  setAt: 'set_at',
  setBy: 'set_by',
})

export const profilesOf = async (reader: Reader, terminal: string): Promise<ProfileRecord[]> =>
  (await reader.all(`SELECT ${columns.list} FROM printer_profile WHERE terminal = ? ORDER BY kind`, [terminal])).map(columns.read)

export const printerProfiles = (tx: Writer) => ({
  set: async (profile: ProfileRecord): Promise<void> => {
    await tx.run(
      `INSERT INTO printer_profile (${columns.list}) VALUES (${columns.marks}) ON CONFLICT (terminal, kind) DO UPDATE SET
        device = excluded.device, tray = excluded.tray, duplex = excluded.duplex, copies = excluded.copies, set_at = excluded.set_at, set_by = excluded.set_by`,
      columns.params(profile),
    )
  },
  clear: async (terminal: string, kind: PaperKind): Promise<void> => {
    await tx.run('DELETE FROM printer_profile WHERE terminal = ? AND kind = ?', [terminal, kind])
  },
})

import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** Somebody's password is to be made anew (rulings 9). DONE: its owner typed it before a second person; DROPPED: it was not done. */
export interface PasswordReset {
  readonly resetId: string
  readonly staffId: StaffId
  readonly state: 'OPEN' | 'DONE' | 'DROPPED'
  readonly requestedBy: StaffId
  readonly requestedAt: Instant
  readonly closedBy: StaffId | null
  readonly closedAt: Instant | null
}

const columns = mapping<PasswordReset>({
  resetId: 'id',
  staffId: 'staff_id',
  state: 'state',
  requestedBy: 'requested_by',
  requestedAt: 'requested_at',
  closedBy: 'closed_by',
  closedAt: 'closed_at',
})

export async function findReset(reader: Reader, resetId: string): Promise<PasswordReset | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM password_reset WHERE id = ?`, [resetId])
  return row ? columns.read(row) : null
}

/** Oldest first; one a person at most. */
export const openResets = async (reader: Reader): Promise<PasswordReset[]> =>
  (await reader.all(`SELECT ${columns.list} FROM password_reset WHERE state = 'OPEN' ORDER BY requested_at, id`)).map(columns.read)

export const passwordResets = (tx: Writer) => ({
  /** Takes the place of an open request for the same person. */
  ask: async (reset: Pick<PasswordReset, 'resetId' | 'staffId' | 'requestedBy' | 'requestedAt'>): Promise<void> => {
    await tx.run("UPDATE password_reset SET state = 'DROPPED', closed_by = ?, closed_at = ? WHERE staff_id = ? AND state = 'OPEN'", [
      reset.requestedBy,
      reset.requestedAt,
      reset.staffId,
    ])
    const row: PasswordReset = { ...reset, state: 'OPEN', closedBy: null, closedAt: null }
    await tx.run(`INSERT INTO password_reset (${columns.list}) VALUES (${columns.marks})`, columns.params(row))
  },
  close: async (resetId: string, by: { state: 'DONE' | 'DROPPED'; closedBy: StaffId; closedAt: Instant }): Promise<void> => {
    await tx.run('UPDATE password_reset SET state = ?, closed_by = ?, closed_at = ? WHERE id = ?', [by.state, by.closedBy, by.closedAt, resetId])
  },
  /** A disabled person's open request ends with him. */
  drop: async (staffId: StaffId, closedBy: StaffId, closedAt: Instant): Promise<void> => {
    await tx.run("UPDATE password_reset SET state = 'DROPPED', closed_by = ?, closed_at = ? WHERE staff_id = ? AND state = 'OPEN'", [
      closedBy,
      closedAt,
      staffId,
    ])
  },
})

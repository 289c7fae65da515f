import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { PASSWORDS_KEPT } from '../../core/people/password-rule.ts'
import { flag, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** A password of a person: never the password itself. */
export interface PasswordMade {
  /** The key slot it opens while it is in force. */
  readonly slotId: string
  readonly staffId: StaffId
  /** Another person knows it. */
  readonly given: boolean
  readonly since: DateOnly
}

const columns = mapping<PasswordMade>({ slotId: 'slot_id', staffId: 'staff_id', given: flag('given'), since: 'since' })
const placeOf = (slotId: string) => ({ table: 'password_made', column: 'sealed', row: slotId })

/** The one in force. */
export async function passwordOf(reader: Reader, staffId: StaffId): Promise<PasswordMade | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM password_made WHERE staff_id = ? ORDER BY serial DESC LIMIT 1`, [staffId])
  return row ? columns.read(row) : null
}

/** The prints that are kept of a person's passwords, newest first, as they were given to `insert`. */
export async function passwordPrints(reader: Reader, vault: Vault, staffId: StaffId): Promise<{ slotId: string; print: string }[]> {
  const rows = await reader.all<{ slot_id: string; sealed: Uint8Array }>(
    'SELECT slot_id, sealed FROM password_made WHERE staff_id = ? AND sealed IS NOT NULL ORDER BY serial DESC',
    [staffId],
  )
  return rows.map(({ slot_id, sealed }) => ({ slotId: slot_id, print: vault.open(placeOf(slot_id), sealed) }))
}

export const passwordsMade = (tx: Writer, vault: Vault) => ({
  /** Puts a password in force; of the earlier ones the newest stay. */
  insert: async (made: PasswordMade, print: string): Promise<void> => {
    await tx.run(`INSERT INTO password_made (${columns.list}, sealed) VALUES (${columns.marks}, ?)`, [
      ...columns.params(made),
      vault.seal(placeOf(made.slotId), print),
    ])
    await tx.run(
      'DELETE FROM password_made WHERE staff_id = ?1 AND serial NOT IN (SELECT serial FROM password_made WHERE staff_id = ?1 ORDER BY serial DESC LIMIT ?2)',
      [made.staffId, PASSWORDS_KEPT],
    )
  },
  /** The print of a password that was made before prints were kept. */
  addPrint: async (slotId: string, print: string): Promise<void> => {
    await tx.run('UPDATE password_made SET sealed = ? WHERE slot_id = ? AND sealed IS NULL', [vault.seal(placeOf(slotId), print), slotId])
  },
})

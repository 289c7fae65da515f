import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** A way to the data key; `slot` is the text of `keySlotToText`. */
export interface KeySlotRow {
  readonly slotId: string
  readonly kind: 'PASSWORD' | 'RECOVERY'
  /** Whose password; null for the recovery code. */
  readonly staffId: StaffId | null
  readonly slot: string
  readonly madeAt: Instant
  /** A reset and who let him: two persons (rulings 9). Null where the owner or the set-up made it. */
  readonly resetBy: StaffId | null
  readonly approvedBy: StaffId | null
}

const columns = mapping<KeySlotRow>({
  slotId: 'slot_id',
  kind: 'kind',
  staffId: 'staff_id',
  slot: 'slot',
  madeAt: 'made_at',
  resetBy: 'reset_by',
  approvedBy: 'approved_by',
})

export async function passwordSlotOf(reader: Reader, staffId: StaffId): Promise<KeySlotRow | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM key_slot WHERE staff_id = ?`, [staffId])
  return row ? columns.read(row) : null
}

/** All slots; a backup carries them. */
export const listKeySlots = async (reader: Reader): Promise<KeySlotRow[]> =>
  (await reader.all(`SELECT ${columns.list} FROM key_slot ORDER BY kind, slot_id`)).map(columns.read)

export const keySlots = (tx: Writer) => {
  const remove = async (slotId: string): Promise<void> => {
    await tx.run('DELETE FROM key_slot WHERE slot_id = ?', [slotId])
  }
  return {
    remove,
    /** The same slot in another form: it opens with the same secret. */
    rewrite: async (slotId: string, slot: string): Promise<void> => {
      await tx.run('UPDATE key_slot SET slot = ? WHERE slot_id = ?', [slot, slotId])
    },
    /** Takes a person's way to the key away. */
    removeOf: async (staffId: StaffId): Promise<void> => {
      await tx.run('DELETE FROM key_slot WHERE staff_id = ?', [staffId])
    },
    /** Puts a slot in place of the one its owner had; a new recovery slot replaces every earlier one. */
    replace: async (slot: KeySlotRow): Promise<void> => {
      if (slot.staffId === null) await tx.run("DELETE FROM key_slot WHERE kind = 'RECOVERY'")
      else await tx.run('DELETE FROM key_slot WHERE staff_id = ?', [slot.staffId])
      await tx.run(`INSERT INTO key_slot (${columns.list}) VALUES (${columns.marks})`, columns.params(slot))
    },
  }
}

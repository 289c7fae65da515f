import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

export interface Setting {
  readonly name: string
  readonly value: string
  readonly changedAt: Instant
  readonly changedBy: StaffId | null
}

const columns = mapping<Setting>({ name: 'name', value: 'value', changedAt: 'changed_at', changedBy: 'changed_by' })

/** @example await setting(reader, 'lastBackupAt') */
export async function setting(reader: Reader, name: string): Promise<string | null> {
  const row = await reader.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', [name])
  return row?.value ?? null
}

export const settings = (tx: Writer) => ({
  set: async (value: Setting): Promise<void> => {
    await tx.run(
      `INSERT INTO setting (${columns.list}) VALUES (${columns.marks})
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
      columns.params(value),
    )
  },
})

import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import type { Role } from '../../core/kernel/people.ts'
import { flag, mapping } from '../columns.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'

interface StaffColumns {
  readonly staffId: StaffId
  readonly staffNo: string
  readonly staffName: string
  readonly active: boolean
  readonly addedAt: Instant
  /** Null for the first administrator. */
  readonly addedBy: StaffId | null
}
export interface StaffMember extends StaffColumns {
  readonly roles: readonly Role[]
}

const columns = mapping<StaffColumns>({
  staffId: 'id',
  staffNo: 'staff_no',
  staffName: 'name',
  active: flag('active'),
  addedAt: 'added_at',
  addedBy: 'added_by',
})
const ROLES = '(SELECT json_group_array(role) FROM (SELECT role FROM staff_role WHERE staff_id = staff.id ORDER BY role)) AS roles'
const SELECT = `SELECT ${columns.list}, ${ROLES} FROM staff`
const toMember = (row: { roles: string }): StaffMember => ({ ...columns.read(row), roles: JSON.parse(row.roles) as Role[] })

export async function findStaff(reader: Reader, staffId: StaffId): Promise<StaffMember | null> {
  const row = await reader.get<{ roles: string }>(`${SELECT} WHERE id = ?`, [staffId])
  return row ? toMember(row) : null
}

/** For signing in, before any key is open. @example await findStaffByNo(reader, 'T0101') */
export async function findStaffByNo(reader: Reader, staffNo: string): Promise<StaffMember | null> {
  const row = await reader.get<{ roles: string }>(`${SELECT} WHERE staff_no = ?`, [staffNo])
  return row ? toMember(row) : null
}

export const listStaff = async (reader: Reader): Promise<StaffMember[]> => (await reader.all<{ roles: string }>(`${SELECT} ORDER BY staff_no`)).map(toMember)

/** Names for ids, for people and events on a page. */
export async function staffNames(reader: Reader, ids: readonly StaffId[]): Promise<ReadonlyMap<StaffId, string>> {
  const rows = await reader.all<{ id: StaffId; name: string }>('SELECT id, name FROM staff WHERE id IN (SELECT value FROM json_each(?))', [jsonList(ids)])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const staff = (tx: Writer) => {
  const setRoles = async (staffId: StaffId, roles: readonly Role[]): Promise<void> => {
    await tx.run('DELETE FROM staff_role WHERE staff_id = ?', [staffId])
    for (const role of roles) await tx.run('INSERT INTO staff_role (staff_id, role) VALUES (?, ?)', [staffId, role])
  }
  return {
    /** The staff number is free: look with `findStaffByNo` first. */
    insert: async (member: StaffMember): Promise<void> => {
      await tx.run(`INSERT INTO staff (${columns.list}) VALUES (${columns.marks})`, columns.params(member))
      await setRoles(member.staffId, member.roles)
    },
    setRoles,
    setActive: async (staffId: StaffId, active: boolean): Promise<void> => {
      await tx.run('UPDATE staff SET active = ? WHERE id = ?', [active ? 1 : 0, staffId])
    },
    rename: async (staffId: StaffId, name: string): Promise<void> => {
      await tx.run('UPDATE staff SET name = ? WHERE id = ?', [name, staffId])
    },
  }
}

import { randomUUID } from 'node:crypto'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import { type Role, rolesAllowed, type Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { checkNewPassword } from '../../../core/people/password-rule.ts'
import { keySlots } from '../../../db/repositories/key-slots.ts'
import { passwordResets } from '../../../db/repositories/password-resets.ts'
import { signInAttempts } from '../../../db/repositories/sign-in-attempts.ts'
import { findStaff, findStaffByNo, staff } from '../../../db/repositories/staff.ts'
import { gateEntered } from '../../services/text-gate.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { Host } from './host.ts'
import { makePassword } from './make-password.ts'

export interface NewStaff {
  readonly staffNo: string
  readonly staffName: string
  readonly roles: readonly Role[]
  readonly password: string
}

/** Adds a person with a first password, which serves for choosing another. Refuses ROLES_NOT_ALLOWED, PASSWORD_WEAK, STAFF_NO_TAKEN, PDF_CHARACTER_MISSING. */
export async function addStaff(host: Host, counter: Counter, session: Session, request: NewStaff): Promise<Result<{ staffId: StaffId }>> {
  if (!rolesAllowed(request.roles)) return refuse('ROLES_NOT_ALLOWED', { field: 'roles' })
  const drawn = gateEntered(counter.printer, { staffName: request.staffName })
  if (!drawn.ok) return drawn
  const password = checkNewPassword(request.password, request)
  if (!password.ok) return password
  const staffId = asId<StaffId>(randomUUID())
  const putInForce = await makePassword(host, counter.dataKey, request.password)
  return counter.database.write(async (tx) => {
    if (await findStaffByNo(tx, request.staffNo)) return refuse('STAFF_NO_TAKEN', { field: 'staffNo', staffNo: request.staffNo })
    const at = counter.clock.now()
    await staff(tx).insert({
      staffId,
      staffNo: request.staffNo,
      staffName: request.staffName,
      active: true,
      addedAt: at,
      addedBy: session.staffId,
      roles: request.roles,
    })
    await putInForce(tx, counter.vault, counter.clock, { staffId, given: true })
    await note(counter, tx, session, { action: 'staff.add', subject: request.staffNo })
    return ok({ staffId })
  })
}

/** Own roles cannot be changed. Refuses STAFF_NOT_FOUND, DIFFERENT_PERSON_NEEDED, ROLES_NOT_ALLOWED. */
export async function setRoles(counter: Counter, session: Session, staffId: StaffId, roles: readonly Role[]): Promise<Result<Record<string, never>>> {
  if (!rolesAllowed(roles)) return refuse('ROLES_NOT_ALLOWED', { field: 'roles' })
  return onOther(counter, session, staffId, 'staff.setRoles', async (tx) => staff(tx).setRoles(staffId, roles))
}

/**
 * Who is disabled loses the way to the data key, here and in later backups; enabled again, a reset gives a new one.
 * Refuses STAFF_NOT_FOUND, DIFFERENT_PERSON_NEEDED.
 */
export const setActive = (counter: Counter, session: Session, staffId: StaffId, active: boolean): Promise<Result<Record<string, never>>> =>
  onOther(counter, session, staffId, 'staff.setActive', async (tx) => {
    await staff(tx).setActive(staffId, active)
    if (active) return
    await keySlots(tx).removeOf(staffId)
    await passwordResets(tx).drop(staffId, session.staffId, counter.clock.now())
  })

/** Ends a lock-out; another person does it (domain 8.3). */
export const unlockStaff = (counter: Counter, session: Session, staffId: StaffId): Promise<Result<Record<string, never>>> =>
  onOther(counter, session, staffId, 'staff.unlock', async (tx, staffNo) =>
    signInAttempts(tx).record({ staffNo, at: counter.clock.now(), terminal: session.terminal, outcome: 'UNLOCKED' }),
  )

function onOther(
  counter: Counter,
  session: Session,
  staffId: StaffId,
  action: string,
  work: (tx: Parameters<Parameters<Counter['database']['write']>[0]>[0], staffNo: string) => Promise<void>,
): Promise<Result<Record<string, never>>> {
  return counter.database.write(async (tx) => {
    const person = await findStaff(tx, staffId)
    if (!person) return refuse('STAFF_NOT_FOUND')
    if (staffId === session.staffId) return refuse('DIFFERENT_PERSON_NEEDED', { action })
    await work(tx, person.staffNo)
    await note(counter, tx, session, { action, subject: person.staffNo })
    return ok({})
  })
}

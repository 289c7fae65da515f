import { randomUUID } from 'node:crypto'
import { differentPersons } from '../../../core/approval/four-eyes.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { checkNewPassword } from '../../../core/people/password-rule.ts'
import { findReset, openResets, type PasswordReset, passwordResets } from '../../../db/repositories/password-resets.ts'
import { signInAttempts } from '../../../db/repositories/sign-in-attempts.ts'
import { findStaff, type StaffMember } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { Host } from './host.ts'
import { makePassword, usedBefore } from './make-password.ts'

type Done = Result<Record<string, never>>

export interface OpenReset {
  readonly resetId: string
  readonly staffNo: string
  readonly staffName: string
  readonly requestedBy: string
  readonly requestedAt: string
}

/** An administrator asks for somebody's new password. Refuses STAFF_NOT_FOUND, STAFF_DISABLED, DIFFERENT_PERSON_NEEDED for the own one. */
export function askReset(counter: Counter, session: Session, staffId: StaffId): Promise<Result<{ resetId: string }>> {
  return counter.database.write(async (tx) => {
    const person = await findStaff(tx, staffId)
    if (!person) return refuse('STAFF_NOT_FOUND')
    if (!person.active) return refuse('STAFF_DISABLED', { staffNo: person.staffNo })
    if (staffId === session.staffId) return refuse('DIFFERENT_PERSON_NEEDED', { action: 'reset.ask' })
    const resetId = randomUUID()
    await passwordResets(tx).ask({ resetId, staffId, requestedBy: session.staffId, requestedAt: counter.clock.now() })
    await note(counter, tx, session, { action: 'reset.ask', subject: person.staffNo })
    return ok({ resetId })
  })
}

/** What waits for a second person. */
export const listResets = (counter: Counter): Promise<OpenReset[]> =>
  counter.database.read(async (reader) => {
    const open: OpenReset[] = []
    for (const { resetId, staffId, requestedBy, requestedAt } of await openResets(reader)) {
      const [owner, asked] = [await findStaff(reader, staffId), await findStaff(reader, requestedBy)]
      if (owner && asked) open.push({ resetId, staffNo: owner.staffNo, staffName: owner.staffName, requestedBy: asked.staffName, requestedAt })
    }
    return open
  })

/** The request and its owner, if this person may decide on it. */
async function toDecide(reader: Reader, session: Session, resetId: string): Promise<Result<{ reset: PasswordReset; owner: StaffMember }>> {
  const reset = await findReset(reader, resetId)
  const owner = reset && (await findStaff(reader, reset.staffId))
  if (reset?.state !== 'OPEN' || !owner) return refuse('RESET_NOT_FOUND')
  if (!owner.active) return refuse('STAFF_DISABLED', { staffNo: owner.staffNo })
  if (owner.staffId === session.staffId) return refuse('DIFFERENT_PERSON_NEEDED', { action: 'reset.approve' })
  const persons = differentPersons('PASSWORD_RESET', session, { RESET_REQUESTER: reset.requestedBy })
  return persons.ok ? ok({ reset, owner }) : persons
}

/**
 * A second person lets the owner type a new password, here and now; signing in with it, the owner chooses another that nobody saw.
 * Ends a lock-out too: two persons vouch for the owner.
 * Refuses RESET_NOT_FOUND, STAFF_DISABLED, ROLE_MISSING, DIFFERENT_PERSON_NEEDED (asker or owner), PASSWORD_WEAK.
 */
export async function approveReset(
  host: Pick<Host, 'osStore' | 'keyCost'>,
  counter: Counter,
  session: Session,
  request: { readonly resetId: string; readonly password: string },
): Promise<Done> {
  const found = await counter.database.read((reader) => toDecide(reader, session, request.resetId))
  if (!found.ok) return found
  const { owner: of } = found.value
  const used = await counter.database.read((reader) => usedBefore(reader, counter.vault, { staffId: of.staffId, password: request.password }))
  const strong = checkNewPassword(request.password, { ...of, usedBefore: used })
  if (!strong.ok) return strong
  const putInForce = await makePassword(host, counter.dataKey, request.password)
  return counter.database.write(async (tx) => {
    const still = await toDecide(tx, session, request.resetId)
    if (!still.ok) return still
    const { reset, owner } = still.value
    const at = counter.clock.now()
    await passwordResets(tx).close(reset.resetId, { state: 'DONE', closedBy: session.staffId, closedAt: at })
    const by = { resetBy: reset.requestedBy, approvedBy: session.staffId }
    await putInForce(tx, counter.vault, counter.clock, { staffId: owner.staffId, given: true, reset: by })
    await signInAttempts(tx).record({ staffNo: owner.staffNo, at, terminal: session.terminal, outcome: 'UNLOCKED' })
    await note(counter, tx, session, { action: 'reset.approve', subject: owner.staffNo })
    return ok({})
  })
}

/** A request that should not be done is dropped, by the asker or another; the old password stays. Refuses RESET_NOT_FOUND. */
export function dropReset(counter: Counter, session: Session, resetId: string): Promise<Done> {
  return counter.database.write(async (tx) => {
    const reset = await findReset(tx, resetId)
    const owner = reset && (await findStaff(tx, reset.staffId))
    if (reset?.state !== 'OPEN' || !owner) return refuse('RESET_NOT_FOUND')
    await passwordResets(tx).close(resetId, { state: 'DROPPED', closedBy: session.staffId, closedAt: counter.clock.now() })
    await note(counter, tx, session, { action: 'reset.drop', subject: owner.staffNo })
    return ok({})
  })
}

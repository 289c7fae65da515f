import { z } from 'zod'
import type { Refusal } from '../../core/kernel/result.ts'
import { OFFICE_ROLES, type OfficeRole } from '../../core/people/office-roles.ts'
import type { Hand } from '../../core/people/second-person.ts'
import { recordAct } from '../acts/record-act.ts'
import { personOf } from '../store/second-person.ts'
import type { ConsoleContext } from './console-service.ts'
import type { ConsoleUser } from './console-sessions.ts'
import { passwordOpens } from './passwords.ts'

export const Password = z.string().min(1).max(400)
export const UserIdText = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
/** What signs in: a user row says whether the password was given by somebody else. */
export type UserRow = { user_id: string; name: string; roles: string; password: string; state: string; must_change: number }

export const PASSWORD_WRONG: Refusal = { code: 'PASSWORD_WRONG', details: {} }

const isRole = (text: string): text is OfficeRole => (OFFICE_ROLES as readonly string[]).includes(text)
export const rolesOf = (text: string): OfficeRole[] => text.split(' ').filter(isRole)

export async function findUser(context: ConsoleContext, userId: string): Promise<UserRow | null> {
  const rows = await context.head.query<UserRow>('select user_id, name, roles, password, state, must_change from office_user where user_id = $1', [userId])
  return rows[0] ?? null
}

/**
 * The account a password opens, as it was when that began (`stillOpen`). Attempts on one account go one after another, so that the lock-out counts
 * them all; one that is wrong is on the audit log. Refuses PASSWORD_WRONG, and SIGN_IN_LOCKED before the password is looked at.
 */
export async function openAccount(
  context: ConsoleContext,
  userId: string,
  password: string,
  wrong: 'session.refused' | 'password.refused',
): Promise<UserRow | Refusal> {
  const { sessions } = context
  return await sessions.inTurn(userId, async () => {
    const may = sessions.mayTry(userId)
    if (!may.ok) return may.error
    const row = await findUser(context, userId)
    const opens = await passwordOpens(row?.state === 'active' ? row.password : null, password)
    if (opens && row) {
      sessions.succeeded(userId)
      return row
    }
    sessions.failed(userId)
    // A made-up name is not written down: it may be a password typed into the wrong field.
    if (row) await recordAct(context.head.office, userId, { type: wrong })
    return PASSWORD_WRONG
  })
}

/**
 * An account that a password opened, as it is now; null where it was shut meanwhile, or has another password: looking at one takes a tenth of a
 * second. The caller holds the lane `console users`, as all changes to people do.
 */
export async function stillOpen(context: ConsoleContext, opened: UserRow): Promise<UserRow | null> {
  const now = await findUser(context, opened.user_id)
  return now?.state === 'active' && now.password === opened.password ? now : null
}

/** Who sits there, with the hands his account is in: they go into each act that takes two persons. */
export async function handsOf({ head: { office } }: ConsoleContext, { userId }: ConsoleUser): Promise<{ userId: string; hands: Hand[] }> {
  const { hands } = await personOf(office.database, userId, office.spool.journal)
  return { userId, hands: [...hands] }
}

export const atPassword = ({ code, details }: Refusal): Refusal => ({ code, details: { ...details, field: 'password' } })

/**
 * Who sits there proves anew that it is he, for what is decided in his name for good (domain 8.3). Wrong passwords count towards the lock-out as
 * at the sign-in. It takes its time: whoever asks looks again whether he may (`ConsoleContext.allowed`).
 * @returns PASSWORD_WRONG or SIGN_IN_LOCKED at the field `password`, else null
 */
export async function proveSelf(context: ConsoleContext, { userId }: ConsoleUser, password: string): Promise<Refusal | null> {
  const opened = await openAccount(context, userId, password, 'password.refused')
  return 'code' in opened ? atPassword(opened) : null
}

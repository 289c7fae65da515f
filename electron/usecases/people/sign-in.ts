import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { mayAttempt } from '../../../core/people/lock-out.ts'
import type { PasswordStanding } from '../../../core/people/password-age.ts'
import { passwordSlotOf } from '../../../db/repositories/key-slots.ts'
import { failuresOf, type SignInOutcome, signInAttempts } from '../../../db/repositories/sign-in-attempts.ts'
import { findStaffByNo } from '../../../db/repositories/staff.ts'
import { keySlotFromText } from '../../services/key-slot.ts'
import { openPasswordSlot } from '../../services/key-slots.ts'
import type { Counter } from '../counter.ts'
import type { Host } from './host.ts'
import { standingOf } from './make-password.ts'

export interface SignedIn {
  readonly session: Session
  readonly counter: Counter
  readonly password: PasswordStanding
}

/** One attempt at a time, so that parallel tries cannot slip past the count (rulings 8). */
let queue: Promise<unknown> = Promise.resolve()

interface Proven {
  readonly session: Session
  readonly dataKey: Uint8Array
}
type Claim = { readonly staffNo: string; readonly password: string }

/**
 * Proves who somebody is: the password is right when its slot opens (ADR 0006). Counts towards the lock-out; takes no seat.
 * Refuses SIGN_IN_LOCKED (even when the password is right), PASSWORD_WRONG (also for unknown or disabled people),
 * KEY_STORE_UNAVAILABLE and KEY_STORE_LOCKED (neither counts).
 */
export function provePerson(host: Host, claim: Claim): Promise<Result<Proven>> {
  const attempt = queue.then(() => attemptProof(host, claim))
  queue = attempt.catch(() => undefined)
  return attempt
}

/** Signs a person in and opens the branch; says how the password stands. Refuses as `provePerson`. */
export async function signIn(host: Host, claim: Claim): Promise<Result<SignedIn>> {
  const proven = await provePerson(host, claim)
  if (!proven.ok) return proven
  const { session, dataKey } = proven.value
  const counter = await host.open(dataKey)
  return ok({ session, counter, password: await standingOf(counter, session.staffId) })
}

async function attemptProof(host: Host, { staffNo, password }: Claim): Promise<Result<Proven>> {
  const record = (outcome: SignInOutcome) =>
    host.database.write(async (tx) => {
      await signInAttempts(tx).record({ staffNo, at: host.clock.now(), terminal: host.terminal, outcome })
      return ok(null)
    })
  const { person, failures, slotRow } = await host.database.read(async (reader) => {
    const found = await findStaffByNo(reader, staffNo)
    return { person: found, failures: await failuresOf(reader, staffNo), slotRow: found && (await passwordSlotOf(reader, found.staffId)) }
  })
  const allowed = mayAttempt(failures, host.clock.now())
  if (!allowed.ok) {
    await record('LOCKED')
    return allowed
  }
  if (!person?.active || !slotRow) {
    await record('FAILURE')
    return refuse('PASSWORD_WRONG')
  }
  const slot = keySlotFromText(slotRow.slot)
  if (!slot.ok) return slot
  const dataKey = await openPasswordSlot(slot.value, password, host.osStore)
  if (!dataKey.ok) {
    // A store that did not give its half let nobody try a password: that is no failure of a person.
    if (dataKey.error.code === 'PASSWORD_WRONG') await record('FAILURE')
    return dataKey
  }
  const recorded = await record('SUCCESS')
  if (!recorded.ok) return recorded
  return ok({
    dataKey: dataKey.value,
    session: { staffId: person.staffId, staffNo: person.staffNo, staffName: person.staffName, roles: person.roles, terminal: host.terminal },
  })
}

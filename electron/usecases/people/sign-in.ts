import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { mayAttempt } from '../../../core/people/lock-out.ts'
import { passwordSlotOf } from '../../../db/repositories/key-slots.ts'
import { failuresOf, type SignInOutcome, signInAttempts } from '../../../db/repositories/sign-in-attempts.ts'
import { findStaffByNo } from '../../../db/repositories/staff.ts'
import { keySlotFromText } from '../../services/key-slot.ts'
import { openPasswordSlot } from '../../services/key-slots.ts'
import type { Counter } from '../counter.ts'
import type { Host } from './host.ts'

export interface SignedIn {
  readonly session: Session
  readonly counter: Counter
}

/** One attempt at a time, so that parallel tries cannot slip past the count (rulings 8). */
let queue: Promise<unknown> = Promise.resolve()

/**
 * Signs a person in: the password is right when its slot opens (ADR 0006).
 * Refuses SIGN_IN_LOCKED (even when the password is right), PASSWORD_WRONG (also for unknown or disabled people), KEY_STORE_UNAVAILABLE.
 */
export function signIn(host: Host, request: { readonly staffNo: string; readonly password: string }): Promise<Result<SignedIn>> {
  const attempt = queue.then(() => attemptSignIn(host, request))
  queue = attempt.catch(() => undefined)
  return attempt
}

async function attemptSignIn(host: Host, { staffNo, password }: { readonly staffNo: string; readonly password: string }): Promise<Result<SignedIn>> {
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
    await record('FAILURE')
    return dataKey
  }
  const recorded = await record('SUCCESS')
  if (!recorded.ok) return recorded
  const counter = await host.open(dataKey.value)
  return ok({
    counter,
    session: { staffId: person.staffId, staffNo: person.staffNo, staffName: person.staffName, roles: person.roles, terminal: host.terminal },
  })
}

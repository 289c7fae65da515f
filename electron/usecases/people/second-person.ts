import { anotherPerson, type SecondPersonAction } from '../../../core/approval/second-person.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Counter } from '../counter.ts'
import type { Host } from './host.ts'
import { standingOf } from './make-password.ts'
import { provePerson } from './sign-in.ts'

export interface SecondClaim {
  readonly staffNo: string
  readonly password: string
}

/**
 * A second person proves himself at another's counter with staff number and password; the first keeps the seat. Wrong passwords
 * count towards the lock-out as at signing in. A password that serves only for choosing another vouches for nothing.
 * Refuses DIFFERENT_PERSON_NEEDED, PASSWORD_CHANGE_DUE and what `provePerson` refuses.
 */
export async function proveSecond(host: Host, counter: Counter, session: Session, action: SecondPersonAction, second: SecondClaim): Promise<Result<Session>> {
  if (second.staffNo === session.staffNo) {
    // Said before a password is looked at: one's own would only count as a failure.
    const same = anotherPerson(action, { asking: session.staffId, authorising: session.staffId })
    if (!same.ok) return same
  }
  const proven = await provePerson(host, second)
  if (!proven.ok) return proven
  const { due } = await standingOf(counter, proven.value.session.staffId)
  if (due) return refuse('PASSWORD_CHANGE_DUE', { due })
  const another = anotherPerson(action, { asking: session.staffId, authorising: proven.value.session.staffId })
  return another.ok ? ok(proven.value.session) : another
}

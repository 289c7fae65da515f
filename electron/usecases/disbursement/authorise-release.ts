import { anotherPerson } from '../../../core/approval/second-person.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { CaseAt, Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { provePerson } from '../people/sign-in.ts'
import { releaseFunds } from './release-funds.ts'

export interface AuthorisedRelease extends CaseAt {
  readonly voucherNo: string
  readonly second: { readonly staffNo: string; readonly password: string }
}

/**
 * The branch manager authorises the payment at the officer's counter with staff number and password; the officer keeps the seat.
 * Wrong passwords count towards the lock-out as at signing in. The release is the manager's act; who asked stands beside it.
 * Refuses DIFFERENT_PERSON_NEEDED, what `provePerson` refuses, and what `releaseFunds` refuses for that person.
 */
export async function authoriseRelease(
  host: Host,
  counter: Counter,
  session: Session,
  { second, ...request }: AuthorisedRelease,
): Promise<Result<Moved & { documentIds: DocumentId[] }>> {
  if (second.staffNo === session.staffNo) {
    // Said before a password is looked at: one's own would only count as a failure.
    const same = anotherPerson('disbursement.release', { asking: session.staffId, authorising: session.staffId })
    if (!same.ok) return same
  }
  const proven = await provePerson(host, second)
  if (!proven.ok) return proven
  const another = anotherPerson('disbursement.release', { asking: session.staffId, authorising: proven.value.session.staffId })
  if (!another.ok) return another
  return releaseFunds(counter, proven.value.session, request, session)
}

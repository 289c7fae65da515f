import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { CaseAt, Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { proveSelf } from '../people/prove-self.ts'
import { proveSecond, type SecondClaim } from '../people/second-person.ts'
import { releaseFunds } from './release-funds.ts'

export interface AuthorisedRelease extends CaseAt {
  readonly voucherNo: string
  readonly second: SecondClaim
}

/**
 * The branch manager authorises the payment at the officer's counter; the release is the manager's act, who asked stands beside it.
 * Refuses what `proveSecond` refuses, and what `releaseFunds` refuses for that person.
 */
export async function authoriseRelease(
  host: Host,
  counter: Counter,
  session: Session,
  { second, ...request }: AuthorisedRelease,
): Promise<Result<Moved & { documentIds: DocumentId[] }>> {
  const proven = await proveSecond(host, counter, session, 'disbursement.release', second)
  return proven.ok ? releaseFunds(counter, proven.value, request, session) : proven
}

/** The branch manager releases at his own seat, by his password. Refuses what `proveSelf` refuses, and what `releaseFunds` refuses. */
export async function confirmRelease(
  host: Host,
  counter: Counter,
  session: Session,
  { password, ...request }: CaseAt & { readonly voucherNo: string; readonly password: string },
): Promise<Result<Moved & { documentIds: DocumentId[] }>> {
  const proven = await proveSelf(host, session, password)
  return proven.ok ? releaseFunds(counter, session, request) : proven
}

import { hasRole, type Role, type Session } from '../../../core/kernel/people.ts'
import { type Result, refuse } from '../../../core/kernel/result.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { proveSecond, type SecondClaim } from '../people/second-person.ts'
import { installEnrolment } from './enrol-branch.ts'

/** Whoever may install an enrolment may also stand by another who does. */
const CONFIRMS: readonly Role[] = ['ADMINISTRATOR', 'BRANCH_MANAGER']

export interface EnrolmentAsked {
  /** Head office's, which came by another way than the file. */
  readonly fingerprint: string
  /** Who confirms, at the other's counter, that the branch goes over to another head office. */
  readonly second?: SecondClaim | undefined
}

/** Installs an enrolment, by two persons where one is given. Refuses ROLE_MISSING (of the second person), what `proveSecond` refuses, and as `installEnrolment`. */
export async function confirmEnrolment(
  host: Host,
  counter: Counter,
  session: Session,
  file: Uint8Array,
  { fingerprint, second }: EnrolmentAsked,
): Promise<Result<{ headOffice: string }>> {
  if (!second) return installEnrolment(counter, session, file, fingerprint)
  const proven = await proveSecond(host, counter, session, 'branch.replaceOffice', second)
  if (!proven.ok) return proven
  if (!hasRole(proven.value, ...CONFIRMS)) return refuse('ROLE_MISSING', { roles: CONFIRMS })
  return installEnrolment(counter, session, file, fingerprint, proven.value)
}

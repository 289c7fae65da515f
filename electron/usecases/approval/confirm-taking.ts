import type { CaseId, DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { type Result, refuse } from '../../../core/kernel/result.ts'
import type { Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { proveSelf } from '../people/prove-self.ts'
import { decisionToTake } from './answers-ours.ts'
import { type Taking, takeOfficeDecision } from './take-office-decision.ts'

/**
 * Head office's decision, taken; an approval by the password of whoever takes it, who answers for its costs (ADR 0164).
 * Refuses FIELD_INVALID without one, what `proveSelf` refuses, and what `takeOfficeDecision` refuses.
 */
export async function confirmTaking(
  host: Host,
  counter: Counter,
  session: Session,
  { password, ...taking }: Taking & { readonly password: string },
): Promise<Result<Moved & { documentIds: DocumentId[] }>> {
  const decision = await counter.database.read((reader) => decisionToTake(counter, reader, taking.caseId as CaseId, taking.version))
  if (decision?.outcome !== 'APPROVED') return takeOfficeDecision(counter, session, taking)
  if (password === '') return refuse('FIELD_INVALID', { field: 'password', reason: 'REQUIRED' })
  const proven = await proveSelf(host, session, password)
  return proven.ok ? takeOfficeDecision(counter, session, taking) : proven
}

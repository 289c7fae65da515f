import { confirmedByPassword } from '../../../core/approval/decision.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { proveSelf } from '../people/prove-self.ts'
import { type DecisionRequest, decideCase } from './decide-case.ts'

/** A decision, confirmed by the decider's own password where it binds. Refuses what `proveSelf` refuses, and what `decideCase` refuses. */
export async function confirmDecision(
  host: Host,
  counter: Counter,
  session: Session,
  { password, ...request }: DecisionRequest & { readonly password: string },
): Promise<Result<Moved & { documentIds: DocumentId[] }>> {
  const proven = confirmedByPassword(request.outcome) ? await proveSelf(host, session, password) : null
  return proven === null || proven.ok ? decideCase(counter, session, request) : proven
}

import type { CaseId } from '../../core/kernel/ids.ts'
import type { Session } from '../../core/kernel/people.ts'
import { appendAudit } from '../../db/audit.ts'
import type { Writer } from '../../db/sql.ts'
import { type Counter, stampOf } from './counter.ts'

/** Something done that does not change a case's state: a paper received, a number looked at, a person added. */
export interface Note {
  readonly action: string
  readonly caseId?: CaseId
  /** What it is about; never personal data. */
  readonly subject?: string
  readonly reason?: string
  readonly reasonCode?: string
}

/** Writes a note to the audit log, in the transaction of the change it speaks of. Without a session: the program did it by itself. Returns its number there. */
export async function note(counter: Counter, tx: Writer, session: Session | null, { action, caseId, subject, reason, reasonCode }: Note): Promise<number> {
  const { n } = await appendAudit(tx, counter.vault, {
    ...(session ? stampOf(counter, session) : { at: counter.clock.now(), staffId: null, terminal: 'program' }),
    action,
    caseId: caseId ?? null,
    subject: subject ?? null,
    fromState: null,
    toState: null,
    reasonCode: reasonCode ?? null,
    reason: reason ?? null,
    dataHashBefore: null,
    dataHashAfter: null,
  })
  return n
}

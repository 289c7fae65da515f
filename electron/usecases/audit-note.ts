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

/** Writes a note to the audit log, in the transaction of the change it speaks of. */
export async function note(counter: Counter, tx: Writer, session: Session, { action, caseId, subject, reason, reasonCode }: Note): Promise<void> {
  await appendAudit(tx, counter.vault, {
    ...stampOf(counter, session),
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
}

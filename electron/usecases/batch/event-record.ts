import type { CaseEventBody } from '../../../core/batch/case-event.ts'
import { EVENT_TYPE } from '../../../core/batch/record-types.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { AuditHead } from '../../../db/audit.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'
import { revisionOf } from './revision.ts'

export interface CaseStep {
  readonly event: string
  readonly from: string
  readonly reasonCode: string | null
  /** The audit row of the step. */
  readonly entry: AuditHead
}

/** Tells head office of a step that moved the case, in the transaction of the step: what was done, by whom, and where the audit log says so. */
export async function queueEvent(counter: Counter, tx: Writer, session: Session, record: LoanCaseRecord, step: CaseStep): Promise<void> {
  const { caseId, applicationNo, state, version } = record
  const { event, from, reasonCode, entry } = step
  const madeAt = counter.clock.now()
  const body: CaseEventBody = {
    ...{ applicationNo: applicationNo ?? '', event, from, to: state, caseVersion: version, staffNo: session.staffNo, reasonCode },
    at: `${madeAt.slice(0, 19)}Z`,
    entry: { n: entry.n, hash: entry.hash },
  }
  const rev = await revisionOf(counter, tx, EVENT_TYPE, caseId)
  await outbox(tx, counter.vault).add({ id: caseId, caseId, type: EVENT_TYPE, rev, schema: 1, body: { ...body }, blobs: [], madeAt })
}

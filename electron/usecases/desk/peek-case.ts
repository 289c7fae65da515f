import type { CasePeek } from '../../../core/bridge/desk-calls.ts'
import { todoOf, waitsFor } from '../../../core/bridge/todos.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { maskPhone } from '../../../core/kernel/masking.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { openBeforeNextGate } from '../../../core/loan-case/next-gate.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { type CaseFile, openCaseFile } from '../cases/case-file.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import { situationOf } from '../cases/situation-of.ts'
import type { Counter } from '../counter.ts'
import { briefOf } from './brief-of.ts'

const EVENTS = 5

const stuckOf = (session: Session, { report, record, papers }: CaseFile): CasePeek['stuck'] =>
  (report ? openBeforeNextGate(report, record.state) : []).map(({ itemId, party, name, state, defects, paperId }) => ({
    itemId,
    party,
    name,
    state,
    defects: [...defects],
    note: typedTextFor(session, papers.find((paper) => paper.paperId === paperId)?.note ?? ''),
  }))

/** A case before it is opened: what it is stuck on, what happened last, and whose turn it is. Refuses CASE_NOT_FOUND. */
export const peekCase = (counter: Counter, session: Session, caseId: CaseId): Promise<Result<CasePeek>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const { record } = file.value
    const situation = await situationOf(counter, reader, file.value)
    const todo = todoOf(situation, session)
    const events = (await auditOfCase(reader, counter.vault, caseId)).slice(-EVENTS).reverse()
    const names = await staffNames(reader, record.firstManager ? [record.firstManager] : [])
    return ok({
      ...briefOf(session, record, record.applicant),
      managerName: record.firstManager && (names.get(record.firstManager) ?? null),
      tenorMonths: record.tenorMonths,
      phone: record.applicant.phone === '' ? '' : maskPhone(record.applicant.phone),
      papersOk: record.papersOk,
      papersNeeded: record.papersNeeded,
      stuck: stuckOf(session, file.value),
      events: events.map(({ at, staffName, action, fromState, toState, reason }) => ({
        at,
        staffName: staffName ?? '',
        action,
        fromState,
        toState,
        reason: typedTextFor(session, reason),
      })),
      todo,
      waitsFor: todo === null ? waitsFor(situation) : [],
    })
  })

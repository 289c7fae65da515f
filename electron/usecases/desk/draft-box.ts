import { chinaDate, daysBetween } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { drafts, draftsOfOpenCases } from '../../../db/repositories/drafts.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { numberSequences } from '../../../db/repositories/number-sequences.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { type CaseAt, changeCase } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import { briefOf } from './brief-of.ts'

/** Applications begun and not yet submitted, the newest first. */
export const draftBox = (counter: Counter, session: Session) =>
  counter.database.read(async (reader) => {
    const today = counter.clock.calendarDate()
    const found = await draftsOfOpenCases(reader)
    const names = await staffNames(
      reader,
      found.map(({ staffId }) => staffId),
    )
    const rows = []
    for (const { caseId, staffId, savedAt, lastField } of found) {
      const record = await findCase(reader, counter.vault, caseId)
      if (!record) continue
      rows.push({
        ...briefOf(session, record, record.applicant),
        savedAt,
        savedBy: names.get(staffId) ?? '',
        lastField,
        ageDays: Math.max(0, daysBetween(chinaDate(savedAt), today)),
        mine: session.staffId === staffId || session.staffId === record.openedBy,
      })
    }
    return { drafts: rows }
  })

/**
 * Gives a draft up: the case is withdrawn and its number goes to the register of voided numbers, for it names no application.
 * Refuses CASE_NOT_FOUND, STALE_VERSION, DAY_NOT_OPEN, TRANSITION_NOT_ALLOWED once the case is submitted.
 */
export const removeDraft = async (counter: Counter, session: Session, request: CaseAt): Promise<Result<Record<string, never>>> => {
  const removed = await changeCase(counter, session, request, 'intake.removeDraft', async (tx, { record, today }) => {
    if (record.state !== 'DRAFT') return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const at = counter.clock.now()
    await drafts(tx, counter.vault).removeOfCase(record.caseId)
    await numberSequences(tx).voidNumber({ number: record.applicationNo, kind: 'APPLICATION', reasonCode: 'R20', voidedBy: session.staffId, voidedAt: at })
    return ok({ action: 'withdraw', patch: { endedOn: today, reasonCodes: ['R20'], dueOn: null }, reasonCode: 'R20', value: {} })
  })
  return removed.ok ? ok({}) : removed
}

import { isParty } from '../../../core/completeness/parties.ts'
import { checkAsker } from '../../../core/completeness/waiver.ts'
import type { CaseId, StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { findStaff } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

/** How the audit log names a waiver asked for, and one granted. */
export const WAIVER_ASKED = 'completeness.askWaiver'
export const GRANTED = 'completeness.waive'

/** One item of one party in a case. */
export interface WaivedItem {
  readonly caseId: string
  readonly itemId: string
  readonly party: string
}

/** How audit rows name the item. */
export const subjectOf = ({ itemId, party }: WaivedItem): string => `${itemId}/${party}`

/**
 * Asks for leave to go on without an item: an audit row of the asker's own session, which the grant must point to (domain 10.2).
 * Refuses CASE_NOT_FOUND, PARTY_UNKNOWN, ITEM_UNKNOWN, DAY_NOT_OPEN, WAIVER_AGAINST_LAW, WAIVER_REASON_MISSING.
 */
export async function askWaiver(counter: Counter, session: Session, request: WaivedItem & { readonly reason: string }): Promise<Result<Record<string, never>>> {
  if (!isParty(request.party)) return refuse('PARTY_UNKNOWN', { field: 'party', party: request.party })
  return counter.database.write(async (tx) => {
    const file = await openCaseFile(counter, tx, request.caseId as CaseId)
    if (!file.ok) return file
    if (!file.value.dayOpen) return refuse('DAY_NOT_OPEN')
    const item = file.value.pack.checklist.items.find(({ id }) => id === request.itemId)
    if (!item) return refuse('ITEM_UNKNOWN', { field: 'itemId', itemId: request.itemId })
    if (item.law) return refuse('WAIVER_AGAINST_LAW', { itemId: item.id })
    const reason = request.reason.trim()
    if (reason === '') return refuse('WAIVER_REASON_MISSING', { itemId: item.id })
    await note(counter, tx, session, { action: WAIVER_ASKED, caseId: file.value.record.caseId, subject: subjectOf(request), reason })
    return ok({})
  })
}

/**
 * Whether this person asked, himself and since the item was last waived, and may ask still.
 * Refuses WAIVER_NOT_ASKED and what `checkAsker` refuses.
 */
export async function askedFor(counter: Counter, reader: Reader, item: WaivedItem, askedBy: StaffId): Promise<Result<true>> {
  const asker = checkAsker(await findStaff(reader, askedBy))
  if (!asker.ok) return asker
  const about = (await auditOfCase(reader, counter.vault, item.caseId as CaseId)).filter(({ subject }) => subject === subjectOf(item))
  const answered = about.findLast(({ action }) => action === GRANTED)?.n ?? 0
  const asked = about.some(({ action, staffId, n }) => action === WAIVER_ASKED && staffId === askedBy && n > answered)
  return asked ? ok<true>(true) : refuse('WAIVER_NOT_ASKED', { itemId: item.itemId })
}

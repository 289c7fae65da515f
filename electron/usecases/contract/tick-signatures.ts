import type { CaseId } from '../../../core/kernel/ids.ts'
import { asId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { signatureTicks } from '../../../db/repositories/signature-ticks.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { type Counter, stampOf } from '../counter.ts'
import { setBackOf } from './signed-set.ts'

/**
 * One person has seen the signatures of these pages that came back. Two must; nobody counts twice. All of it or nothing.
 * Refuses CASE_NOT_FOUND, FIELD_INVALID for a page of no contract of the case or without a place to sign, DIFFERENT_PERSON_NEEDED.
 */
export const tickSignatures = (
  counter: Counter,
  session: Session,
  request: { readonly caseId: string; readonly pageIds: readonly string[] },
): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    const file = await openCaseFile(counter, tx, asId<CaseId>(request.caseId))
    if (!file.ok) return file
    const set = await setBackOf(counter, tx, file.value)
    const { at, staffId } = stampOf(counter, session)
    for (const pageId of new Set(request.pageIds)) {
      const matched = set?.back.matched.find((one) => one.pageId === pageId)
      if (!set || !matched || set.placesOf(matched.page).length === 0) return refuse('FIELD_INVALID', { field: 'pageIds', reason: 'NOT_OF_THIS_SET' })
      if (set.ticks.some((tick) => tick.pageId === pageId && tick.staffId === staffId)) return refuse('DIFFERENT_PERSON_NEEDED', { duty: 'signatureTick' })
      await signatureTicks(tx).insert({ pageId, staffId, tickedAt: at })
      const { kind, number, version, page } = matched.page
      await note(counter, tx, session, { action: 'scans.tickSignature', caseId: file.value.record.caseId, subject: `${kind} ${number} v${version} p${page}` })
    }
    return ok({})
  })

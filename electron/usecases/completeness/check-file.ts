import type { NoticeView, WaiverView } from '../../../core/bridge/check-calls.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { noticesOfCase } from '../../../db/repositories/notices.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import type { Counter } from '../counter.ts'
import { GRANTED, WAIVER_ASKED } from './ask-waiver.ts'

/** Notices given and waivers asked for that nobody has answered. Refuses CASE_NOT_FOUND. */
export const checkFile = (
  counter: Counter,
  session: Session,
  request: { readonly caseId: string },
): Promise<Result<{ notices: NoticeView[]; asked: WaiverView[] }>> =>
  counter.database.read(async (reader) => {
    const caseId = request.caseId as CaseId
    if (!(await findCase(reader, counter.vault, caseId))) return refuse('CASE_NOT_FOUND')
    const given = await noticesOfCase(reader, caseId)
    const names = await staffNames(
      reader,
      given.map(({ issuedBy }) => issuedBy),
    )
    const open = new Map<string, WaiverView>()
    for (const row of await auditOfCase(reader, counter.vault, caseId)) {
      const [itemId, party] = (row.subject ?? '').split('/')
      if (row.action === GRANTED) open.delete(row.subject ?? '')
      if (row.action !== WAIVER_ASKED || !row.staffId || !itemId || !party) continue
      const { staffId: askedBy, staffName, at: askedAt } = row
      open.set(row.subject ?? '', { itemId, party, askedBy, askedByName: staffName ?? '', askedAt, reason: typedTextFor(session, row.reason) })
    }
    return ok({
      notices: given.map(({ caseId: _case, issuedBy, items, ...notice }) => ({ ...notice, items: [...items], issuedBy: names.get(issuedBy) ?? '' })),
      asked: [...open.values()],
    })
  })

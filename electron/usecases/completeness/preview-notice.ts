import type { NoticePreview } from '../../../core/bridge/money-calls.ts'
import { deficiencyNotice } from '../../../core/completeness/deficiency.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { workingDaysAfter } from '../../../core/product/work-calendar.ts'
import { noticesOfCase } from '../../../db/repositories/notices.ts'
import { openCaseFile, submitted } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { ANSWER_DAYS } from './give-notice.ts'

/** Item keys named by a refusal of the notice. */
const itemsOf = (details: Readonly<Record<string, unknown>>): string[] => (Array.isArray(details.items) ? details.items.map(String) : [])

/** The lines of the notice before it is given. Papers unjudged are named instead. Refuses CASE_NOT_FOUND, NOTICE_NOTHING_OPEN. */
export const previewNotice = (counter: Counter, caseId: CaseId): Promise<Result<NoticePreview>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const at = submitted(file.value)
    if (!at.ok) return at
    const { report, today } = at.value
    const earlier = (await noticesOfCase(reader, caseId)).map(({ items }) => items)
    const dueOn = workingDaysAfter(counter.reference.calendar, today, ANSWER_DAYS).on
    const asked = deficiencyNotice(report, earlier, {})
    if (!asked.ok && asked.error.code === 'NOTICE_UNJUDGED')
      return ok({ ordinal: earlier.length + 1, dueOn, lines: [], unjudged: itemsOf(asked.error.details) })
    const fresh = !asked.ok && asked.error.code === 'NOTICE_REASON_MISSING' ? itemsOf(asked.error.details) : []
    const notice = fresh.length > 0 ? deficiencyNotice(report, earlier, Object.fromEntries(fresh.map((key) => [key, key]))) : asked
    if (!notice.ok) return notice
    return ok({
      ordinal: notice.value.ordinal,
      dueOn,
      lines: notice.value.lines.map(({ key, itemId, party, name, severity, codes, remedies, missingSigners, byBank }) => ({
        key,
        itemId,
        party,
        name,
        severity,
        codes: [...codes],
        remedies: [...remedies],
        missingSigners: [...missingSigners],
        byBank,
        needsReason: fresh.includes(key),
      })),
      unjudged: [],
    })
  })

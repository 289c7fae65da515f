import { deficiencies } from '../../../core/completeness/deficiency.ts'
import { type ChecklistDifference, checklistDifference } from '../../../core/completeness/difference.ts'
import { type NoticeRate, noticeRate } from '../../../core/completeness/notice-rate.ts'
import { itemKey } from '../../../core/completeness/report.ts'
import { smallestShortfall } from '../../../core/completeness/shortfall.ts'
import { Application } from '../../../core/intake/application.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { noticeCounts, noticesOfCase } from '../../../db/repositories/notices.ts'
import { caseFacts, openCaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

interface ShortfallView {
  cost: number
  papers: { itemId: string; party: string; name: { zh: string; en: string }; cost: number; insteadOf: string[]; needsReason: boolean }[]
}

/** What the next notice would ask for. Refuses CASE_NOT_FOUND; TRANSITION_NOT_ALLOWED while the form has no checklist yet. */
export const askShortfall = (counter: Counter, _session: Session, request: { readonly caseId: string }): Promise<Result<ShortfallView>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, request.caseId as CaseId)
    if (!file.ok) return file
    const { report, record } = file.value
    if (!report) return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const earlier = await noticesOfCase(reader, record.caseId)
    const named = new Set(earlier.flatMap(({ items }) => items))
    const { papers, cost } = smallestShortfall(report)
    const warnings = deficiencies(report).filter((line) => line.severity === 'WARN' && !papers.some(({ key }) => key === itemKey(line)))
    const lineOf = new Map(report.lines.map((line) => [itemKey(line), line]))
    const asked = [...papers, ...warnings.map((line) => ({ key: itemKey(line), cost: line.effort, insteadOf: [] }))]
    return ok({
      cost,
      papers: asked.flatMap(({ key, insteadOf, cost: own }) => {
        const line = lineOf.get(key)
        const needsReason = earlier.length > 0 && !named.has(key)
        return line ? [{ itemId: line.itemId, party: line.party, name: line.name, cost: own, insteadOf: [...insteadOf], needsReason }] : []
      }),
    })
  })

/** What a changed form would do to the checklist. Refuses CASE_NOT_FOUND; FIELD_INVALID while the form is not whole; TRANSITION_NOT_ALLOWED. */
export const askDifference = (
  counter: Counter,
  _session: Session,
  request: { readonly caseId: string; readonly body: Readonly<Record<string, unknown>> },
): Promise<Result<ChecklistDifference>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, request.caseId as CaseId)
    if (!file.ok) return file
    const { facts, record, pack, today } = file.value
    if (!facts) return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const changed = Application.safeParse(request.body)
    if (!changed.success) return refuse('FIELD_INVALID', { field: changed.error.issues[0]?.path.map(String).join('.') ?? '', reason: 'REQUIRED' })
    return ok(checklistDifference(pack.checklist, facts, caseFacts(counter, pack, changed.data, record.signedOn ?? today), today))
  })

/** The branch's one-notice rate over days of first notices, both included. */
export const askNoticeRate = (
  counter: Counter,
  _session: Session,
  { from, to }: { readonly from: DateOnly; readonly to: DateOnly },
): Promise<Result<NoticeRate>> => counter.database.read(async (reader) => ok(noticeRate(await noticeCounts(reader, from, to))))

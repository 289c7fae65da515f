import { deficiencyNotice } from '../../../core/completeness/deficiency.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { workingDaysAfter } from '../../../core/product/work-calendar.ts'
import { notices, noticesOfCase } from '../../../db/repositories/notices.ts'
import { partyWords } from '../../../templates/layout/case-words.ts'
import { deficiencyNotice as layOutNotice } from '../../services/papers.ts'
import { submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import { produce } from '../cases/produce.ts'
import { markOf, slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

/** Working days to bring what is missing (domain 1.4 [D]). */
export const ANSWER_DAYS = 10

/**
 * The one complete deficiency notice: every missing or faulty item, printed and recorded (domain 2.2.6).
 * Refuses NOTICE_UNJUDGED, NOTICE_NOTHING_OPEN, NOTICE_REASON_MISSING and what printing refuses.
 */
export const giveNotice = (
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly newItemReasons: Readonly<Record<string, string>> },
): Promise<Result<Moved & { documentId: DocumentId }>> =>
  changeCase(counter, session, request, 'completeness.notice', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { record, report, today } = at.value
    const earlier = await noticesOfCase(tx, record.caseId)
    const notice = deficiencyNotice(
      report,
      earlier.map((given) => given.items),
      request.newItemReasons,
    )
    if (!notice.ok) return notice
    const { ordinal, lines } = notice.value
    const dueOn = workingDaysAfter(counter.reference.calendar, today, ANSWER_DAYS).on
    const paper = layOutNotice({
      ...slipCase(counter, file),
      noticeNo: `BJ${record.applicationNo.slice(2)}-${ordinal}`,
      ordinal,
      issuedBy: markOf(session, today),
      dueOn,
      lines: lines.map((line) => ({ ...line, forWhom: partyWords(line.party) })),
    })
    const document = await produce(counter, tx, session, file, paper)
    if (!document.ok) return document
    const { documentId } = document.value
    await notices(tx).insert({
      caseId: record.caseId,
      ordinal,
      issuedAt: counter.clock.now(),
      issuedBy: session.staffId,
      dueOn,
      items: lines.map((line) => line.key),
      documentId,
    })
    return ok({ action: 'giveNotice', done: ['NOTICE_ISSUED'], patch: { noticeDueOn: dueOn, dueOn }, value: { documentId } })
  })

/** The customer came back with papers. */
export const resumeCheck = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'completeness.resume', async (_tx, file) =>
    ok({ action: 'resume', patch: { noticeDueOn: null, dueOn: file.today }, value: {} }),
  )

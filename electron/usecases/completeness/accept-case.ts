import { differentPersons } from '../../../core/approval/four-eyes.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { workingDaysAfter } from '../../../core/product/work-calendar.ts'
import { partyWords } from '../../../templates/layout/case-words.ts'
import { acceptanceReceipt } from '../../services/papers.ts'
import { submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import { nextNumber } from '../cases/numbers.ts'
import { produce } from '../cases/produce.ts'
import { markOf, slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

/** Working days for the survey (domain 1.4, service times). */
const SURVEY_DAYS = 5

/**
 * The paper file is complete: the case is accepted and the customer gets the receipt listing what was handed in. By another
 * person than who submitted it (domain 10.2). Refuses as `differentPersons` and the INTAKE gate do.
 */
export const acceptCase = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, request, 'completeness.accept', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { report, papers, pack, today } = at.value
    const persons = differentPersons('INTAKE_CHECK', session, { INTAKE_CLERK: at.value.record.submittedBy })
    if (!persons.ok) return persons
    const number = await nextNumber(counter, tx, 'ACCEPTANCE', today)
    if (!number.ok) return number
    const nameOf = new Map(pack.checklist.items.map((item) => [item.id, item.name.zh]))
    const accepted = new Set(report.lines.flatMap((line) => (line.paperId === null ? [] : [line.paperId as string])))
    const paper = acceptanceReceipt({
      ...slipCase(counter, file),
      acceptanceNo: number.value,
      acceptedBy: markOf(session, today),
      papers: papers
        .filter((one) => accepted.has(one.paperId))
        .map(({ itemId, party, form, pages }) => ({ name: nameOf.get(itemId) ?? itemId, forWhom: partyWords(party), form, copies: 1, pages })),
    })
    const document = await produce(counter, tx, session, file, paper)
    if (!document.ok) return document
    return ok({
      action: 'accept',
      patch: {
        acceptanceNo: number.value,
        acceptedOn: today,
        acceptedBy: session.staffId,
        dueOn: workingDaysAfter(counter.reference.calendar, today, SURVEY_DAYS).on,
      },
      value: { documentIds: [document.value.documentId] },
    })
  })

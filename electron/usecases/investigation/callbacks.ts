import { logTry, triesLeft } from '../../../core/investigation/callback-tries.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { maskPhone } from '../../../core/kernel/masking.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { callbackTries, triesOfCase } from '../../../db/repositories/callback-tries.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import type { Counter } from '../counter.ts'

/** Every try of calling the customer back. Refuses CASE_NOT_FOUND. */
export const listCalls = (counter: Counter, session: Session, caseId: CaseId) =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const tries = await triesOfCase(reader, counter.vault, caseId)
    const names = await staffNames(
      reader,
      tries.map(({ calledBy }) => calledBy),
    )
    return ok({
      tries: tries.map(({ n, calledBy, calledAt, phone, reached, nextOn, note: text }) => ({
        n,
        calledBy: names.get(calledBy) ?? '',
        calledAt,
        phone: maskPhone(phone),
        reached,
        nextOn,
        note: typedTextFor(session, text),
      })),
      left: triesLeft(tries),
      phone: maskPhone(file.value.record.applicant.phone),
    })
  })

/** Records one try while the case is surveyed. Refuses CASE_NOT_FOUND, TRANSITION_NOT_ALLOWED, DAY_NOT_OPEN and what `logTry` refuses. */
export function logCall(
  counter: Counter,
  session: Session,
  request: { readonly caseId: string; readonly reached: boolean; readonly nextOn: DateOnly | null; readonly note: string },
): Promise<Result<{ n: number; left: number }>> {
  return counter.database.write(async (tx) => {
    const caseId = request.caseId as CaseId
    const file = await openCaseFile(counter, tx, caseId)
    if (!file.ok) return file
    const { record, dayOpen, today } = file.value
    if (!dayOpen) return refuse('DAY_NOT_OPEN')
    if (record.state !== 'SURVEY') return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const earlier = await triesOfCase(tx, counter.vault, caseId)
    const { reached, nextOn } = request
    const n = logTry(earlier, { reached, nextOn }, today)
    if (!n.ok) return n
    const call = {
      caseId,
      n: n.value,
      calledBy: session.staffId,
      calledAt: counter.clock.now(),
      reached,
      nextOn,
      phone: record.applicant.phone,
      note: request.note,
    }
    await callbackTries(tx, counter.vault).insert(call)
    await note(counter, tx, session, { action: 'investigation.logCall', caseId, subject: `${n.value} ${reached ? 'REACHED' : 'NO_ANSWER'}` })
    return ok({ n: n.value, left: triesLeft([...earlier, call]) })
  })
}

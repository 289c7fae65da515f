import type { EnteredFieldView } from '../../../core/bridge/check-calls.ts'
import { isParty } from '../../../core/completeness/parties.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { enteredFields } from '../../../core/loan-case/entered-fields.ts'
import type { FileTickets } from '../../services/file-tickets.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

/** What was entered, beside the paper that should say the same. Refuses CASE_NOT_FOUND, PARTY_UNKNOWN. */
export async function showEntered(
  counter: Counter,
  tickets: Pick<FileTickets, 'first'>,
  session: Session,
  request: { readonly caseId: string; readonly itemId: string; readonly party: string },
): Promise<Result<{ fields: EnteredFieldView[] }>> {
  const { itemId, party } = request
  if (!isParty(party)) return refuse('PARTY_UNKNOWN', { field: 'party', party })
  return counter.database.write(async (tx) => {
    const file = await openCaseFile(counter, tx, request.caseId as CaseId)
    if (!file.ok) return file
    const { record } = file.value
    const fields = record.application ? enteredFields(itemId, party, record.application) : []
    if (fields.length > 0 && tickets.first(session, `entered:${record.caseId}/${itemId}/${party}`))
      await note(counter, tx, session, { action: 'papers.entered', caseId: record.caseId, subject: `${itemId}/${party}` })
    return ok({ fields })
  })
}

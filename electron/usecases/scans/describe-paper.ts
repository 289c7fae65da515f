import type { Form } from '../../../core/completeness/checklist.ts'
import { isSignerRole } from '../../../core/completeness/parties.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { PaperId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findPaper, papers } from '../../../db/repositories/papers.ts'
import { note } from '../audit-note.ts'
import { recount } from '../cases/recount.ts'
import type { Counter } from '../counter.ts'

/**
 * Notes what a sheet says of itself: its dates, who signed, whether it is the original. Refuses PAPER_NOT_FOUND, PAGE_SETTLED once
 * it was accepted, SIGNER_UNKNOWN.
 */
export async function describePaper(
  counter: Counter,
  session: Session,
  said: {
    readonly paperId: string
    readonly form: Form
    readonly issuedOn: DateOnly | null
    readonly expiresOn: DateOnly | null
    readonly signedBy: readonly string[]
  },
): Promise<Result<Record<string, never>>> {
  const signedBy = said.signedBy.filter(isSignerRole)
  if (signedBy.length < said.signedBy.length) return refuse('SIGNER_UNKNOWN', { field: 'signedBy' })
  return counter.database.write(async (tx) => {
    const paper = await findPaper(tx, counter.vault, said.paperId as PaperId)
    if (!paper || paper.supersededAt !== null) return refuse('PAPER_NOT_FOUND')
    if (paper.verdict === 'OK') return refuse('PAGE_SETTLED')
    const { form, issuedOn, expiresOn } = said
    await papers(tx, counter.vault).describe(paper.paperId, { form, issuedOn, expiresOn, signedBy })
    await note(counter, tx, session, { action: 'scans.describe', caseId: paper.caseId, subject: `${paper.itemId}/${paper.party}` })
    await recount(counter, tx, paper.caseId)
    return ok({})
  })
}

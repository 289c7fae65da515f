import type { Verdict } from '../../../core/completeness/item-state.ts'
import { isParty } from '../../../core/completeness/parties.ts'
import { checkVerdict } from '../../../core/completeness/verdict.ts'
import { grantWaiver } from '../../../core/completeness/waiver.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId, PaperId, StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { findPaper, papers } from '../../../db/repositories/papers.ts'
import { pagesOfPaper } from '../../../db/repositories/scan-pages.ts'
import { waivers } from '../../../db/repositories/waivers.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { recount } from '../cases/recount.ts'
import type { Counter } from '../counter.ts'
import { checkPrinting } from '../scans/old-printing.ts'
import { askedFor, subjectOf } from './ask-waiver.ts'

type Nothing = Record<string, never>

/** A checker's verdict on a paper. Refuses PAPER_NOT_FOUND, DAY_NOT_OPEN, DOCUMENT_SUPERSEDED and what `checkVerdict` refuses. */
export async function judgePaper(
  counter: Counter,
  session: Session,
  request: { readonly paperId: string; readonly verdict: Verdict; readonly defects: readonly string[]; readonly note: string },
): Promise<Result<Nothing>> {
  const codes = checkVerdict(request.verdict, request.defects)
  if (!codes.ok) return codes
  return counter.database.write(async (tx) => {
    const paper = await findPaper(tx, counter.vault, request.paperId as PaperId)
    if (!paper || paper.supersededAt !== null) return refuse('PAPER_NOT_FOUND')
    if ((await latestDay(tx))?.closedAt !== null) return refuse('DAY_NOT_OPEN')
    if (request.verdict === 'OK') {
      const printing = await checkPrinting(tx, await pagesOfPaper(tx, paper.paperId))
      if (!printing.ok) return printing
    }
    const unjudged = request.verdict === 'UNCHECKED'
    await papers(tx, counter.vault).judge(paper.paperId, {
      verdict: request.verdict,
      defects: codes.value,
      note: request.note,
      checkedAt: unjudged ? null : counter.clock.now(),
      checkedBy: unjudged ? null : session.staffId,
    })
    await note(counter, tx, session, {
      action: 'completeness.judge',
      caseId: paper.caseId,
      subject: `${paper.itemId}/${paper.party} ${request.verdict}${codes.value.length > 0 ? ` ${codes.value.join(' ')}` : ''}`,
    })
    await recount(counter, tx, paper.caseId)
    return ok({})
  })
}

/** Leave to go on without an item. Refuses DAY_NOT_OPEN, ITEM_UNKNOWN, PARTY_UNKNOWN and what `grantWaiver` and `askedFor` refuse. */
export async function waiveItem(
  counter: Counter,
  session: Session,
  request: {
    readonly caseId: string
    readonly itemId: string
    readonly party: string
    readonly askedBy: string
    readonly reason: string
    readonly expiresOn: DateOnly | null
  },
): Promise<Result<Nothing>> {
  const { party } = request
  if (!isParty(party)) return refuse('PARTY_UNKNOWN', { field: 'party', party })
  return counter.database.write(async (tx) => {
    const caseId = request.caseId as CaseId
    const file = await openCaseFile(counter, tx, caseId)
    if (!file.ok) return file
    if (!file.value.dayOpen) return refuse('DAY_NOT_OPEN')
    const item = file.value.pack.checklist.items.find((candidate) => candidate.id === request.itemId)
    if (!item) return refuse('ITEM_UNKNOWN', { field: 'itemId', itemId: request.itemId })
    const granted = grantWaiver(
      item,
      { party, askedBy: request.askedBy as StaffId, reason: request.reason, expiresOn: request.expiresOn },
      session,
      file.value.today,
    )
    if (!granted.ok) return granted
    const asked = await askedFor(counter, tx, request, granted.value.askedBy)
    if (!asked.ok) return asked
    await waivers(tx, counter.vault).grant({ ...granted.value, caseId, grantedAt: counter.clock.now() })
    await note(counter, tx, session, { action: 'completeness.waive', caseId, subject: subjectOf(request), reason: granted.value.reason })
    await recount(counter, tx, caseId)
    return ok({})
  })
}

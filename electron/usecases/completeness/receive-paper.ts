import type { Form } from '../../../core/completeness/checklist.ts'
import { isParty, isSignerRole } from '../../../core/completeness/parties.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId, PaperId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { papers, papersOfCase } from '../../../db/repositories/papers.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { newId } from '../cases/produce.ts'
import { recount } from '../cases/recount.ts'
import type { Counter } from '../counter.ts'
import type { ScanTray } from './scan-tray.ts'

export interface Receipt {
  readonly caseId: string
  readonly itemId: string
  readonly party: string
  readonly scanId: string
  readonly form: Form
  readonly issuedOn: DateOnly | null
  readonly expiresOn: DateOnly | null
  readonly signedBy: readonly string[]
}

/**
 * Files a scan to an item for one person of the case. An unjudged or refused paper of the same item is superseded, never deleted.
 * Refuses CASE_NOT_FOUND, DAY_NOT_OPEN, ITEM_UNKNOWN, PARTY_UNKNOWN, SIGNER_UNKNOWN, SCAN_GONE.
 */
export async function receivePaper(counter: Counter, tray: ScanTray, session: Session, receipt: Receipt): Promise<Result<{ paperId: PaperId }>> {
  const { party } = receipt
  if (!isParty(party)) return refuse('PARTY_UNKNOWN', { field: 'party', party })
  const signedBy = receipt.signedBy.filter(isSignerRole)
  if (signedBy.length < receipt.signedBy.length) return refuse('SIGNER_UNKNOWN', { field: 'signedBy' })
  return counter.database.write(async (tx) => {
    const caseId = receipt.caseId as CaseId
    const file = await openCaseFile(counter, tx, caseId)
    if (!file.ok) return file
    if (!file.value.dayOpen) return refuse('DAY_NOT_OPEN')
    if (!file.value.pack.checklist.items.some((item) => item.id === receipt.itemId)) return refuse('ITEM_UNKNOWN', { field: 'itemId', itemId: receipt.itemId })
    const scan = tray.take(receipt.scanId)
    if (!scan.ok) return scan
    const at = counter.clock.now()
    const filing = papers(tx, counter.vault)
    for (const earlier of await papersOfCase(tx, counter.vault, caseId)) {
      if (earlier.itemId === receipt.itemId && earlier.party === party && earlier.verdict !== 'OK') await filing.supersede(earlier.paperId, at)
    }
    const { stored, facts } = scan.value
    const paperId = newId<PaperId>()
    await filing.insert({
      paperId,
      caseId,
      itemId: receipt.itemId,
      party,
      sha256: stored.sha256,
      blobRef: stored.ref,
      media: facts.mime,
      bytes: stored.bytes,
      pages: facts.pages,
      receivedAt: at,
      receivedBy: session.staffId,
      issuedOn: receipt.issuedOn,
      expiresOn: receipt.expiresOn,
      signedBy,
      form: receipt.form,
      verdict: 'UNCHECKED',
      defects: [],
      note: '',
      checkedAt: null,
      checkedBy: null,
      supersededAt: null,
    })
    await note(counter, tx, session, { action: 'completeness.receive', caseId, subject: `${receipt.itemId}/${party}` })
    await recount(counter, tx, caseId)
    return ok({ paperId })
  })
}

import { isParty } from '../../../core/completeness/parties.ts'
import { separatorIdentity } from '../../../core/completeness/separator.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { pageCodeText, pageIdentityText } from '../../../core/kernel/page-code.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { partyWords } from '../../../templates/layout/case-words.ts'
import { type SeparatorSheet, separatorSheets } from '../../../templates/slips/separator-sheet.v1.ts'
import { saveCopy } from '../../services/saved-copy.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import type { AskWhere } from '../cases/export-document.ts'
import type { Counter } from '../counter.ts'

export interface SeparatorOrder {
  readonly caseId: string
  readonly items: readonly { readonly itemId: string; readonly party: string }[]
}

/** One separator sheet an item, as a PDF. Not a paper of the file: nothing is stored. Refuses CASE_NOT_FOUND, ITEM_UNKNOWN, PARTY_UNKNOWN. */
export async function makeSeparators(counter: Counter, order: SeparatorOrder): Promise<Result<{ bytes: Uint8Array; pages: number; caseNo: string }>> {
  const file = await counter.database.read((reader) => openCaseFile(counter, reader, order.caseId as CaseId))
  if (!file.ok) return file
  const { record, pack } = file.value
  const sheets: SeparatorSheet[] = []
  for (const { itemId, party } of order.items) {
    const item = pack.checklist.items.find(({ id }) => id === itemId)
    if (!item) return refuse('ITEM_UNKNOWN', { field: 'itemId', itemId })
    if (!isParty(party)) return refuse('PARTY_UNKNOWN', { field: 'party', party })
    const identity = separatorIdentity(record.applicationNo, itemId, party)
    const code = pageCodeText({ ...identity, mac: counter.vault.pageMac(pageIdentityText(identity)).toUpperCase() })
    sheets.push({ itemName: item.name.zh, itemId, forWhom: partyWords(party), caseNo: record.applicationNo, code })
  }
  const paper = { title: record.applicationNo, marks: [record.applicationNo], definition: separatorSheets(sheets) }
  const printing = { version: 1, training: counter.branch.training, key: counter.vault.pageKey }
  const printed = await counter.printer.print(paper, { createdAt: counter.clock.now(), printing })
  return printed.ok ? ok({ bytes: printed.value.bytes, pages: printed.value.pages, caseNo: record.applicationNo }) : printed
}

/** Saves separator sheets where the person says, to be printed. Refuses as `makeSeparators`, what `askWhere` refuses, DISK_FULL. */
export async function saveSeparators(
  counter: Counter,
  session: Session,
  order: SeparatorOrder,
  askWhere: AskWhere,
): Promise<Result<{ saved: boolean; pages: number }>> {
  const made = await makeSeparators(counter, order)
  if (!made.ok) return made
  const { bytes, pages, caseNo } = made.value
  const asked = await askWhere(`${caseNo}-separators.pdf`)
  if (!asked.ok) return asked
  if (asked.value === null) return ok({ saved: false, pages })
  const copied = await saveCopy(counter.vault, asked.value, [bytes])
  if (!copied.ok) return copied
  return counter.database.write(async (tx) => {
    await note(counter, tx, session, { action: 'scans.separators', caseId: order.caseId as CaseId, subject: `${pages} sheets` })
    return ok({ saved: true, pages })
  })
}

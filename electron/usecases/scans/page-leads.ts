import type { Party } from '../../../core/completeness/parties.ts'
import type { TrayHint } from '../../../core/completeness/scan-page.ts'
import { ITEMS_OF_PAPER, partyOfPaper, separatorTarget } from '../../../core/completeness/separator.ts'
import type { Lead, SeenCode } from '../../../core/completeness/sort-pages.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { type PageCode, pageIdentityText, parsePageCode, SEPARATOR_KIND } from '../../../core/kernel/page-code.ts'
import { findCaseOfNumber, findPrintedPage } from '../../../db/repositories/page-owners.ts'
import type { Reader } from '../../../db/sql.ts'
import { type CaseFile, openCaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

/** Cases that take no more papers. */
const ENDED: ReadonlySet<string> = new Set(['WITHDRAWN', 'REJECTED', 'ARCHIVED', 'TRANSFERRED'])
const nowhere = (hint: TrayHint): Lead => ({ hint })

/** The codes of our format among all that were read; others are not ours to heed. */
export const ourCodes = ({ vault }: Pick<Counter, 'vault'>, texts: readonly string[]): SeenCode[] =>
  texts.flatMap((text) => {
    const code = parsePageCode(text)
    return code.ok ? [{ code: code.value, genuine: vault.pageMac(pageIdentityText(code.value)).toUpperCase() === code.value.mac }] : []
  })

interface Owner {
  readonly caseId: CaseId
  /** The first that is asked of the person. */
  readonly itemIds: readonly string[]
  readonly party: Party
}

async function ownerOf(reader: Reader, code: PageCode): Promise<Owner | TrayHint> {
  if (code.kind === SEPARATOR_KIND) {
    const caseId = await findCaseOfNumber(reader, code.number)
    const target = separatorTarget(code.detail)
    if (!caseId) return 'CASE_UNKNOWN'
    return target ? { caseId, itemIds: [target.itemId], party: target.party } : 'ITEM_UNKNOWN'
  }
  const printed = await findPrintedPage(reader, code)
  const itemIds = ITEMS_OF_PAPER[code.kind]
  if (!printed) return 'CASE_UNKNOWN'
  if (!itemIds) return 'ITEM_UNKNOWN'
  return printed.superseded ? 'OLD_PRINT' : { caseId: printed.caseId, itemIds, party: partyOfPaper(code.number) }
}

type OpenOnce = (caseId: CaseId) => Promise<CaseFile | null>

/** Opens each case once, however many pages of it lie in the pile. */
function openOnce(counter: Counter, reader: Reader): OpenOnce {
  const files = new Map<CaseId, CaseFile | null>()
  return async (caseId) => {
    const known = files.get(caseId)
    if (known !== undefined) return known
    const opened = await openCaseFile(counter, reader, caseId)
    const file = opened.ok ? opened.value : null
    files.set(caseId, file)
    return file
  }
}

async function leadOf(open: OpenOnce, reader: Reader, batchCase: CaseId | null, code: PageCode): Promise<Lead> {
  const owner = await ownerOf(reader, code)
  if (typeof owner === 'string') return nowhere(owner)
  if (batchCase !== null && owner.caseId !== batchCase) return nowhere('OTHER_CASE')
  const file = await open(owner.caseId)
  if (!file) return nowhere('CASE_UNKNOWN')
  if (ENDED.has(file.record.state)) return nowhere('CASE_ENDED')
  const asked = (file.report?.lines ?? []).filter(({ itemId, required }) => owner.itemIds.includes(itemId) && required)
  if (asked.length === 0) return nowhere('ITEM_UNKNOWN')
  // Where the item is one paper for all, everybody's sheet is a page of it.
  const shared = (itemId: string): boolean => file.pack.checklist.items.some(({ id, parties }) => id === itemId && parties.every(({ role }) => role === 'B'))
  const line = asked.find(({ party }) => party === owner.party) ?? (code.kind === SEPARATOR_KIND ? undefined : asked.find(({ itemId }) => shared(itemId)))
  return line ? { target: { caseId: owner.caseId, itemId: line.itemId, party: line.party } } : nowhere('PARTY_UNKNOWN')
}

/** Where each genuine code leads, by its MAC: an item that the case asks of that person, or the reason why nowhere. */
export async function findLeads(counter: Counter, reader: Reader, batchCase: CaseId | null, codes: readonly PageCode[]): Promise<(code: PageCode) => Lead> {
  const leads = new Map<string, Lead>()
  const open = openOnce(counter, reader)
  for (const code of codes) if (!leads.has(code.mac)) leads.set(code.mac, await leadOf(open, reader, batchCase, code))
  return ({ mac }) => leads.get(mac) ?? nowhere('CASE_UNKNOWN')
}

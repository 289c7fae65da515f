import { ITEMS_OF_PAPER } from '../../../core/completeness/separator.ts'
import { PAPER_CODES, type PaperKind } from '../../../core/contract/paper-kinds.ts'
import { documents } from '../../../db/repositories/documents.ts'
import { papers } from '../../../db/repositories/papers.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'
import type { CaseFile } from './case-file.ts'

/** The items of the checklist that papers of these kinds answer once they are signed. @example itemsAnswered(['IOU']) // Set { 'D710' } */
export const itemsAnswered = (kinds: readonly PaperKind[]): ReadonlySet<string> => new Set(kinds.flatMap((kind) => ITEMS_OF_PAPER[PAPER_CODES[kind]] ?? []))

/** What the kinds were made from is left: no printing of them counts any more, and nothing that came back of one. All of it is kept. */
export async function setPrintedAside(counter: Counter, tx: Writer, { record, papers: received }: CaseFile, kinds: readonly PaperKind[]): Promise<void> {
  const [items, at] = [itemsAnswered(kinds), counter.clock.now()]
  await documents(tx).supersede(record.caseId, kinds, at)
  for (const { paperId, itemId } of received) if (items.has(itemId)) await papers(tx, counter.vault).supersede(paperId, at)
}

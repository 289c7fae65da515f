import { decidePages, itemsTouched, type PageAction, undoPages } from '../../../core/completeness/decide-pages.ts'
import { type DeskPage, type PageTarget, sameTarget, type TrayHint } from '../../../core/completeness/scan-page.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { latestScanDecision, scanDecisions } from '../../../db/repositories/scan-decisions.ts'
import { asDeskPage, findScanPages, pagesOfItem, type ScanPageRecord, scanPages, settledPapers } from '../../../db/repositories/scan-pages.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { recount } from '../cases/recount.ts'
import { type Counter, stampOf } from '../counter.ts'
import { buildPaper } from './build-papers.ts'
import { checkPrinting } from './old-printing.ts'

export interface Changed {
  readonly action: string
  readonly pageIds: readonly string[]
}

async function onDesk(reader: Reader, records: readonly ScanPageRecord[]): Promise<DeskPage[]> {
  const settled = await settledPapers(
    reader,
    records.flatMap(({ paperId }) => (paperId === null ? [] : [paperId])),
  )
  return records.map((record) => asDeskPage(record, settled))
}

async function checkTarget(counter: Counter, tx: Writer, { caseId, itemId, party }: PageTarget): Promise<Result<void>> {
  const file = await openCaseFile(counter, tx, caseId)
  if (!file.ok) return file
  if (!file.value.pack.checklist.items.some((item) => item.id === itemId)) return refuse('ITEM_UNKNOWN', { field: 'itemId', itemId })
  const lines = file.value.report?.lines.filter((line) => line.itemId === itemId) ?? []
  return lines.length === 0 || lines.some((line) => line.party === party) ? ok(undefined) : refuse('PARTY_UNKNOWN', { field: 'party', party })
}

const filedThere = (pages: readonly DeskPage[], id: string, target: PageTarget): boolean =>
  pages.some(({ pageId, standing }) => pageId === id && standing.state === 'FILED' && sameTarget(standing.target, target))

/** Writes the new standings and makes the papers of every item they touch anew. */
async function apply(
  counter: Counter,
  tx: Writer,
  session: Session,
  action: string,
  before: readonly DeskPage[],
  after: readonly DeskPage[],
): Promise<Result<Changed>> {
  const stamp = stampOf(counter, session)
  const hint: TrayHint = 'RETURNED'
  const filed = after.filter(({ pageId, standing }) => standing.state === 'FILED' && !filedThere(before, pageId, standing.target)).map(({ pageId }) => pageId)
  const printing = await checkPrinting(tx, await findScanPages(tx, filed))
  if (!printing.ok) return printing
  for (const page of after) await scanPages(tx).stand(page, page.standing.state === 'TRAY' ? hint : null)
  const targets = itemsTouched(before, after)
  for (const target of targets) {
    const built = await buildPaper(counter, tx, stamp, target)
    if (!built.ok) return built
    await note(counter, tx, session, { action, caseId: target.caseId, subject: `${target.itemId}/${target.party}` })
  }
  if (targets.length === 0) await note(counter, tx, session, { action, subject: `${after.length} pages` })
  for (const caseId of new Set(targets.map((target) => target.caseId))) await recount(counter, tx, caseId)
  return ok({ action, pageIds: after.map(({ pageId }) => pageId) })
}

/**
 * A person's decision about pages: file, move, return to the tray, turn, put in order, set aside. Recorded with its way back.
 * Refuses DAY_NOT_OPEN, CASE_NOT_FOUND, ITEM_UNKNOWN, PARTY_UNKNOWN, DOCUMENT_SUPERSEDED, what `decidePages` refuses, and what making a paper refuses.
 */
export async function changePages(counter: Counter, session: Session, action: PageAction): Promise<Result<Changed>> {
  return counter.database.write(async (tx) => {
    if ((await latestDay(tx))?.closedAt !== null) return refuse('DAY_NOT_OPEN')
    const target = 'target' in action ? action.target : null
    if (target) {
      const known = await checkTarget(counter, tx, target)
      if (!known.ok) return known
    }
    const named = await findScanPages(tx, action.pageIds)
    const there = target ? await pagesOfItem(tx, target) : []
    const pages = await onDesk(tx, [...named, ...there.filter(({ pageId }) => !named.some((page) => page.pageId === pageId))])
    const after = decidePages(pages, action)
    if (!after.ok) return after
    if (after.value.length === 0) return ok({ action: action.action, pageIds: [] })
    const before = pages.filter(({ pageId }) => after.value.some((page) => page.pageId === pageId))
    const { at, staffId } = stampOf(counter, session)
    await scanDecisions(tx).insert({ at, staffId, action: action.action, before, after: after.value })
    return apply(counter, tx, session, `scans.${action.action.toLowerCase()}`, before, after.value)
  })
}

/**
 * Takes back the latest decision of this person on this business day that was not taken back yet.
 * Refuses DAY_NOT_OPEN, PAGE_NOTHING_TO_UNDO, DOCUMENT_SUPERSEDED, and what `undoPages` refuses.
 */
export async function undoLast(counter: Counter, session: Session): Promise<Result<Changed>> {
  return counter.database.write(async (tx) => {
    const day = await latestDay(tx)
    if (!day || day.closedAt !== null) return refuse('DAY_NOT_OPEN')
    const decision = await latestScanDecision(tx, session.staffId, day.openedAt)
    if (!decision) return refuse('PAGE_NOTHING_TO_UNDO')
    const now = await onDesk(
      tx,
      await findScanPages(
        tx,
        decision.after.map(({ pageId }) => pageId),
      ),
    )
    const back = undoPages(now, decision.before, decision.after)
    if (!back.ok) return back
    await scanDecisions(tx).undo(decision.n, counter.clock.now())
    const changed = await apply(counter, tx, session, 'scans.undo', now, back.value)
    return changed.ok ? ok({ ...changed.value, action: decision.action }) : changed
  })
}

import { randomUUID } from 'node:crypto'
import type { KnownPrint } from '../../../core/completeness/page-print.ts'
import { flagsOf } from '../../../core/completeness/page-quality.ts'
import type { PageFlag } from '../../../core/completeness/scan-page.ts'
import { type Run, type Sorted, sortPage } from '../../../core/completeness/sort-pages.ts'
import { pageCodeText } from '../../../core/kernel/page-code.ts'
import { ok, type Refusal, type Result } from '../../../core/kernel/result.ts'
import type { ScanBatchRecord } from '../../../db/repositories/scan-batches.ts'
import { scanFiles } from '../../../db/repositories/scan-files.ts'
import { pagesOfItem, type ScanPageRecord, scanPages } from '../../../db/repositories/scan-pages.ts'
import type { Writer } from '../../../db/sql.ts'
import type { PageReading } from '../../services/scan-reader/read-page.ts'
import type { Counter } from '../counter.ts'
import type { FindRepeat } from './find-repeat.ts'
import { findLeads, ourCodes } from './page-leads.ts'

/** What reading a pile said, in the pile's order. */
export type Said =
  /** `reading` is null for a page that is broken; `endsPile` marks the last page of a file of several. */
  | { readonly said: 'PAGE'; readonly fileId: string; readonly pageNo: number; readonly endsPile: boolean; readonly reading: PageReading | null }
  | { readonly said: 'READ'; readonly fileId: string; readonly pages: number }
  | { readonly said: 'REFUSED'; readonly fileId: string; readonly refusal: Refusal }
type SaidPage = Extract<Said, { said: 'PAGE' }>

/** What reading a pile remembers from page to page. */
export interface PileMemory {
  readonly run: Run
}

const NO_PICTURE = { thumbRef: null, thumbAt: null, thumbBytes: null, faceBytes: null }

function remarks(reading: PageReading | null, repeat: KnownPrint | null, batch: ScanBatchRecord): PageFlag[] {
  if (reading === null) return ['UNREADABLE']
  const elsewhere = repeat !== null && repeat.caseId !== null && repeat.caseId !== batch.caseId
  return [...flagsOf(reading.measures), ...(repeat === null ? [] : [elsewhere ? ('REPEATED_ELSEWHERE' as const) : ('REPEATED' as const)])]
}

async function standingColumns(tx: Writer, { standing }: Sorted) {
  const target = standing.state === 'FILED' ? standing.target : null
  const place = target && Math.max(0, ...(await pagesOfItem(tx, target)).map((page) => page.place ?? 0)) + 1
  const { caseId, itemId, party } = target ?? { caseId: null, itemId: null, party: null }
  return { state: standing.state, caseId, itemId, party, place, reason: standing.state === 'DISCARDED' ? standing.reason : null }
}

/** The small pictures of some pages, each with its face behind it, as one sealed file; and where each begins. */
async function keepPictures(counter: Counter, pages: readonly SaidPage[]) {
  const none = new Uint8Array()
  const all = new Uint8Array(Buffer.concat(pages.flatMap(({ reading }) => [reading?.thumb ?? none, reading?.face ?? none])))
  if (all.length === 0) return ok(() => NO_PICTURE)
  const stored = await counter.papers.put(all)
  if (!stored.ok) return stored
  let from = 0
  const places = new Map<SaidPage, Pick<ScanPageRecord, keyof typeof NO_PICTURE>>()
  for (const page of pages) {
    const [thumbBytes, faceBytes] = [page.reading?.thumb.length ?? 0, page.reading?.face?.length ?? null]
    if (thumbBytes > 0) places.set(page, { thumbRef: stored.value.ref, thumbAt: from, thumbBytes, faceBytes })
    from += thumbBytes + (faceBytes ?? 0)
  }
  return ok((page: SaidPage) => places.get(page) ?? NO_PICTURE)
}

/**
 * Records what reading said: pages, each where its code or the separator before it says, else in the tray; files read, files
 * refused, which end the run, for they may have held a separator. All of it or nothing.
 * @returns what the pile remembers from here on. Refuses what sealing refuses; then it is all said again.
 */
export async function keepSaid(
  counter: Counter,
  tx: Writer,
  batch: ScanBatchRecord,
  said: readonly Said[],
  memory: PileMemory,
  findRepeat: FindRepeat,
): Promise<Result<PileMemory>> {
  const pages = said.filter((one) => one.said === 'PAGE')
  const codes = new Map(pages.map((page) => [page, ourCodes(counter, page.reading?.texts ?? [])]))
  const genuine = [...codes.values()].flat().flatMap(({ code, genuine }) => (genuine ? [code] : []))
  const leadOf = await findLeads(counter, tx, batch.caseId, genuine)
  const pictureOf = await keepPictures(counter, pages)
  if (!pictureOf.ok) return pictureOf
  let { run } = memory
  for (const one of said) {
    if (one.said === 'READ') await scanFiles(tx, counter.vault).read(one.fileId, one.pages)
    if (one.said === 'REFUSED') {
      run = null
      await scanFiles(tx, counter.vault).refuse(one.fileId, one.refusal)
    }
    if (one.said !== 'PAGE') continue
    const { fileId, pageNo, endsPile, reading } = one
    const { print = null, face = null } = reading ?? {}
    const repeat = print && face ? await findRepeat(tx, { print, face }) : null
    const flags = remarks(reading, repeat, batch)
    const sorting = sortPage({ readable: reading !== null, blank: flags.includes('BLANK'), codes: codes.get(one) ?? [], endsPile }, run, leadOf)
    const { sorted } = sorting
    run = sorting.run
    const aside = sorted.standing.state === 'DISCARDED'
    await scanPages(tx).insert({
      pageId: randomUUID(),
      batchId: batch.batchId,
      fileId,
      pageNo,
      ...(await standingColumns(tx, sorted)),
      paperId: null,
      rotation: 0,
      flags: aside ? [] : flags,
      hint: sorted.hint,
      code: sorted.code && pageCodeText(sorted.code),
      width: reading?.width ?? 0,
      height: reading?.height ?? 0,
      dpi: reading?.dpi ?? 0,
      printHash: aside ? null : print,
      repeatOf: aside ? null : (repeat?.pageId ?? null),
      ...pictureOf.value(one),
    })
  }
  return ok({ run })
}

import { randomUUID } from 'node:crypto'
import { findRepeat, type KnownPrint } from '../../../core/completeness/page-print.ts'
import { flagsOf } from '../../../core/completeness/page-quality.ts'
import type { PageFlag } from '../../../core/completeness/scan-page.ts'
import { type Run, type Sorted, sortPage } from '../../../core/completeness/sort-pages.ts'
import { pageCodeText } from '../../../core/kernel/page-code.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import type { ScanBatchRecord } from '../../../db/repositories/scan-batches.ts'
import type { ScanFileRecord } from '../../../db/repositories/scan-files.ts'
import { pagesOfItem, type ScanPageRecord, scanPages } from '../../../db/repositories/scan-pages.ts'
import type { Writer } from '../../../db/sql.ts'
import type { PageReading } from '../../services/scan-reader/read-page.ts'
import type { Counter } from '../counter.ts'
import { findLeads, ourCodes } from './page-leads.ts'

/** A page as it was read; null for one that is broken. */
export interface ReadOne {
  readonly pageNo: number
  readonly reading: PageReading | null
}
/** What reading a pile remembers from page to page. */
export interface PileMemory {
  run: Run
  known: KnownPrint[]
}

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

/** The small pictures of some pages as one sealed file. */
async function keepThumbs(counter: Counter, pages: readonly ReadOne[]) {
  const pictures = pages.map(({ reading }) => reading?.thumb ?? new Uint8Array())
  const all = new Uint8Array(Buffer.concat(pictures))
  if (all.length === 0) return ok(null)
  const stored = await counter.papers.put(all)
  return stored.ok ? ok({ ref: stored.value.ref, sizes: pictures.map(({ length }) => length) }) : stored
}

/**
 * Adds pages just read to the pile, each where its code or the separator before it says, else to the tray. Refuses what sealing
 * refuses; then none of them is added, and they are read again.
 */
export async function keepPages(
  counter: Counter,
  tx: Writer,
  batch: ScanBatchRecord,
  file: ScanFileRecord,
  pages: readonly ReadOne[],
  memory: PileMemory,
  last: number,
): Promise<Result<ScanPageRecord[]>> {
  const codes = pages.map(({ reading }) => ourCodes(counter, reading?.texts ?? []))
  const leadOf = await findLeads(
    counter,
    tx,
    batch.caseId,
    codes.flat().flatMap(({ code, genuine }) => (genuine ? [code] : [])),
  )
  const thumbs = await keepThumbs(counter, pages)
  if (!thumbs.ok) return thumbs
  const kept: ScanPageRecord[] = []
  let thumbAt = 0
  for (const [index, { pageNo, reading }] of pages.entries()) {
    const repeat = reading?.print ? findRepeat(reading.print, memory.known) : null
    const flags = remarks(reading, repeat, batch)
    const page = { readable: reading !== null, blank: flags.includes('BLANK'), codes: codes[index] ?? [], endsPile: last > 1 && pageNo === last }
    const { sorted, run } = sortPage(page, memory.run, leadOf)
    memory.run = run
    const thumbBytes = thumbs.value?.sizes[index] ?? 0
    const record: ScanPageRecord = {
      pageId: randomUUID(),
      batchId: batch.batchId,
      fileId: file.fileId,
      pageNo,
      ...(await standingColumns(tx, sorted)),
      paperId: null,
      rotation: 0,
      flags: sorted.standing.state === 'DISCARDED' ? [] : flags,
      hint: sorted.hint,
      code: sorted.code && pageCodeText(sorted.code),
      width: reading?.width ?? 0,
      height: reading?.height ?? 0,
      dpi: reading?.dpi ?? 0,
      printHash: sorted.standing.state === 'DISCARDED' ? null : (reading?.print ?? null),
      repeatOf: sorted.standing.state === 'DISCARDED' ? null : (repeat?.pageId ?? null),
      thumbRef: thumbBytes > 0 ? (thumbs.value?.ref ?? null) : null,
      thumbAt: thumbBytes > 0 ? thumbAt : null,
      thumbBytes: thumbBytes > 0 ? thumbBytes : null,
    }
    thumbAt += thumbBytes
    await scanPages(tx).insert(record)
    if (record.printHash) memory.known.push({ pageId: record.pageId, caseId: record.caseId, print: record.printHash })
    kept.push(record)
  }
  return ok(kept)
}

import type { ScanBatchView, ScanPageView } from '../../../core/bridge/scan-views.ts'
import type { Refusal } from '../../../core/kernel/result.ts'
import { applicationNumbers } from '../../../db/repositories/page-owners.ts'
import type { ScanBatchRecord } from '../../../db/repositories/scan-batches.ts'
import { filesOfScanBatch, findScanFile, type ScanFileRecord } from '../../../db/repositories/scan-files.ts'
import { countScanPages, findScanPages, type ScanPageRecord, settledPapers } from '../../../db/repositories/scan-pages.ts'
import type { Reader } from '../../../db/sql.ts'
import { kindOfMedia } from '../../services/scan-reader/media.ts'
import type { Counter } from '../counter.ts'
import type { PagePictures, Viewer } from './page-pictures.ts'
import type { PileProgress } from './read-pile.ts'

const present = <T>(value: T | null): T[] => (value === null ? [] : [value])
const figures = ({ code, details }: Refusal) => ({
  code,
  details: Object.fromEntries(Object.entries(details).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value])),
})

/** Pages as the window sees them, with addresses for their pictures. */
export async function viewPages(
  counter: Counter,
  reader: Reader,
  pictures: PagePictures,
  viewer: Viewer,
  pages: readonly ScanPageRecord[],
): Promise<ScanPageView[]> {
  const files = new Map<string, ScanFileRecord | null>()
  for (const fileId of new Set(pages.map((page) => page.fileId))) files.set(fileId, await findScanFile(reader, counter.vault, fileId))
  const repeats = new Map(
    (
      await findScanPages(
        reader,
        pages.flatMap(({ repeatOf }) => present(repeatOf)),
      )
    ).map((page) => [page.pageId, page]),
  )
  const numbers = await applicationNumbers(
    reader,
    [...pages, ...repeats.values()].flatMap(({ caseId }) => present(caseId)),
  )
  const settled = await settledPapers(
    reader,
    pages.flatMap(({ paperId }) => present(paperId)),
  )
  const numberOf = (page: ScanPageRecord | undefined): string | null => (page?.caseId ? (numbers.get(page.caseId) ?? null) : null)
  return pages.map((page) => {
    const file = files.get(page.fileId)
    const { pageNo, thumbRef, thumbAt, thumbBytes } = page
    const thumb = thumbRef === null ? null : pictures.address(viewer, { part: 'THUMB', ref: thumbRef, at: thumbAt ?? 0, bytes: thumbBytes ?? 0 })
    return {
      pageId: page.pageId,
      batchId: page.batchId,
      fileName: file?.fileName ?? '',
      pageNo,
      state: page.state,
      caseId: page.caseId,
      applicationNo: numberOf(page),
      itemId: page.itemId,
      party: page.party,
      place: page.place,
      paperId: page.paperId,
      settled: page.paperId !== null && settled.has(page.paperId),
      rotation: page.rotation,
      flags: [...page.flags],
      hint: page.hint,
      reason: page.reason,
      repeatOf: page.repeatOf === null ? null : { pageId: page.repeatOf, applicationNo: numberOf(repeats.get(page.repeatOf)) },
      width: page.width,
      height: page.height,
      dpi: page.dpi,
      thumb,
      picture: pictures.address(viewer, { part: 'PAGE', ref: file?.blobRef ?? '', kind: kindOfMedia(file?.media ?? 'application/pdf'), pageNo }),
    }
  })
}

/** A pile as the window sees it. @param progress of reading, while this process knows it */
export async function viewBatch(counter: Counter, reader: Reader, batch: ScanBatchRecord, progress: PileProgress | null): Promise<ScanBatchView> {
  const files = await filesOfScanBatch(reader, counter.vault, batch.batchId)
  const { FILED, TRAY, DISCARDED } = await countScanPages(reader, batch.batchId)
  const running = batch.state === 'RUNNING' && progress !== null
  return {
    batchId: batch.batchId,
    caseId: batch.caseId,
    origin: batch.origin,
    state: batch.state,
    startedAt: batch.startedAt,
    pagesDone: running ? progress.pagesDone : batch.pagesIn,
    pagesTotal: running ? progress.pagesTotal : batch.pagesIn,
    pagesIn: batch.pagesIn,
    filed: FILED,
    tray: TRAY,
    discarded: DISCARDED,
    problem: batch.state === 'RUNNING' && progress?.problem ? figures(progress.problem) : null,
    files: files.map(({ fileId, fileName, state, pages, refusal }) => ({ fileId, fileName, state, pages, refusal: refusal && figures(refusal) })),
  }
}

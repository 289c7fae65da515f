import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Refusal, type Result } from '../../../core/kernel/result.ts'
import { findScanBatch, type ScanBatchRecord, scanBatches } from '../../../db/repositories/scan-batches.ts'
import { filesOfScanBatch, type ScanFileRecord, scanFiles } from '../../../db/repositories/scan-files.ts'
import { itemsUnbuilt, knownPrints, pagesOfScanFile } from '../../../db/repositories/scan-pages.ts'
import { kindOfMedia } from '../../services/scan-reader/media.ts'
import { note } from '../audit-note.ts'
import { recount } from '../cases/recount.ts'
import { type Counter, stampOf } from '../counter.ts'
import { buildPaper } from './build-papers.ts'
import { keepPages, type PileMemory, type ReadOne } from './keep-pages.ts'

/** So many pages are recorded at once: what a power cut can cost is reading them again. */
const AT_ONCE = 20

/** How far reading has come, for the bar. */
export interface PileProgress {
  pagesDone: number
  pagesTotal: number
  /** Why reading stopped before the end; it goes on when asked again. */
  problem: Refusal | null
}
export interface PileOf {
  readonly counter: Counter
  readonly session: Session
  readonly batchId: string
  readonly progress: PileProgress
  /** Lasts as long as the pile: files of one page each may come one by one. */
  readonly memory: PileMemory
  readonly signal: AbortSignal
}

async function readFile(pile: PileOf, batch: ScanBatchRecord, file: ScanFileRecord): Promise<Result<void>> {
  const { counter, progress, memory, signal } = pile
  const { database } = counter
  const bytes = await counter.papers.get(file.blobRef ?? '')
  const before = (await database.read((reader) => pagesOfScanFile(reader, file.fileId))).length
  if (!bytes.ok) return refuseFile(pile, file, bytes.error)
  const stop = new AbortController()
  let last = 0
  let failure: Refusal | null = null
  let waiting: ReadOne[] = []
  let work: Promise<void> = Promise.resolve()
  const record = (): void => {
    const pages = waiting
    waiting = []
    work = work.then(async () => {
      if (failure || pages.length === 0) return
      const kept = await database.write((tx) => keepPages(counter, tx, batch, file, pages, memory, last))
      if (!kept.ok) {
        failure = kept.error
        stop.abort()
      }
    })
  }
  const read = await counter.reader.read(
    { bytes: bytes.value, kind: kindOfMedia(file.media ?? '') },
    {
      fromPage: before + 1,
      signal: AbortSignal.any([signal, stop.signal]),
      onOpened(pages) {
        last = pages
        progress.pagesTotal += pages - 1
        progress.pagesDone += before
      },
      onPage(pageNo, reading) {
        progress.pagesDone += 1
        waiting.push({ pageNo, reading })
        if (waiting.length >= AT_ONCE) record()
      },
    },
  )
  record()
  await work
  if (failure) return { ok: false, error: failure }
  if (read.ok) return database.write(async (tx) => ok(await scanFiles(tx, counter.vault).read(file.fileId, read.value)))
  return read.error.code === 'SCAN_CALLED_OFF' ? read : refuseFile(pile, file, read.error)
}

/** The file is left out, and with it the run: it may have held a separator. */
async function refuseFile({ counter, progress, memory }: PileOf, file: ScanFileRecord, refusal: Refusal): Promise<Result<void>> {
  memory.run = null
  progress.pagesTotal -= 1
  return counter.database.write(async (tx) => ok(await scanFiles(tx, counter.vault).refuse(file.fileId, refusal)))
}

/** Makes the papers of every item that got pages, one item at a time. */
export async function buildPapersOf({ counter, session, batchId }: Pick<PileOf, 'counter' | 'session' | 'batchId'>): Promise<Result<void>> {
  const touched = new Set<CaseId>()
  for (const target of await counter.database.read((reader) => itemsUnbuilt(reader, batchId))) {
    const built = await counter.database.write(async (tx) => {
      const made = await buildPaper(counter, tx, stampOf(counter, session), target)
      if (made.ok) await note(counter, tx, session, { action: 'scans.file', caseId: target.caseId, subject: `${target.itemId}/${target.party}` })
      return made
    })
    if (!built.ok) return built
    touched.add(target.caseId)
  }
  for (const caseId of touched) await counter.database.write(async (tx) => ok(await recount(counter, tx, caseId)))
  return ok(undefined)
}

/**
 * Reads every waiting file of a pile, then makes the papers. Called off, it keeps the pages read so far and ends the pile.
 * A problem of the disk leaves the pile as it is: asked again, it goes on where it stopped.
 */
export async function readPile(pile: PileOf): Promise<void> {
  const { counter, batchId, progress, memory, signal } = pile
  const { database, vault } = counter
  const batch = await database.read((reader) => findScanBatch(reader, batchId))
  if (batch?.state !== 'RUNNING') return
  memory.known = await database.read(knownPrints)
  progress.problem = null
  for (;;) {
    const waiting = (await database.read((reader) => filesOfScanBatch(reader, vault, batchId))).filter(({ state }) => state === 'WAITING')
    const [file] = waiting
    if (!file || signal.aborted) break
    const read = await readFile(pile, batch, file)
    if (read.ok) continue
    if (read.error.code === 'SCAN_CALLED_OFF') break
    progress.problem = read.error
    return
  }
  const built = await buildPapersOf(pile)
  if (!built.ok) {
    progress.problem = built.error
    return
  }
  await database.write(async (tx) => {
    if (signal.aborted) await scanFiles(tx, vault).cancelWaiting(batchId)
    await scanBatches(tx).end(batchId, signal.aborted ? 'CANCELLED' : 'DONE', counter.clock.now())
    return ok(undefined)
  })
}

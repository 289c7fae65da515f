import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Refusal, type Result } from '../../../core/kernel/result.ts'
import { findScanBatch, type ScanBatchRecord, scanBatches } from '../../../db/repositories/scan-batches.ts'
import { nextWaitingFile, scanFiles } from '../../../db/repositories/scan-files.ts'
import { itemsUnbuilt } from '../../../db/repositories/scan-pages.ts'
import { kindOfMedia } from '../../services/scan-reader/media.ts'
import { note } from '../audit-note.ts'
import { recount } from '../cases/recount.ts'
import { type Counter, stampOf } from '../counter.ts'
import { buildPaper } from './build-papers.ts'
import { fillShelf } from './find-repeat.ts'
import { makeRecorder, type Recorder, type Remembered, type Shelves } from './record-pile.ts'

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
  readonly memory: Remembered
  /** Lasts as long as the desk. */
  readonly shelves: Shelves
  readonly calledOff: AbortSignal
  /** The counter is being closed. */
  readonly closing: AbortSignal
}
/** A file that waits, with its bytes and how many of its pages are kept already. */
type Waiting = NonNullable<Awaited<ReturnType<typeof nextWaitingFile>>> & { readonly bytes: Result<Uint8Array> }

/** Reads one file. @returns SCAN_CALLED_OFF when the pile was, or when what was read could not be recorded */
async function readFile({ counter, progress }: PileOf, { file, kept, bytes }: Waiting, recorder: Recorder, signal: AbortSignal): Promise<Result<void>> {
  const { fileId } = file
  const refused = (refusal: Refusal): Result<void> => {
    progress.pagesTotal -= 1
    recorder.say({ said: 'REFUSED', fileId, refusal })
    return ok(undefined)
  }
  if (!bytes.ok) return refused(bytes.error)
  let last = 0
  const read = await counter.reader.read(
    { bytes: bytes.value, kind: kindOfMedia(file.media ?? '') },
    {
      fromPage: kept + 1,
      signal,
      onOpened(pages) {
        last = pages
        progress.pagesTotal += pages - 1
        progress.pagesDone += kept
      },
      onPage(pageNo, reading) {
        progress.pagesDone += 1
        recorder.say({ said: 'PAGE', fileId, pageNo, endsPile: last > 1 && pageNo === last, reading })
      },
    },
  )
  if (!read.ok) return read.error.code === 'SCAN_CALLED_OFF' ? read : refused(read.error)
  recorder.say({ said: 'READ', fileId, pages: read.value })
  return ok(undefined)
}

/** Reads every waiting file, while the next is opened and those before are recorded. @returns why it could not be recorded, or null */
async function readFiles(pile: PileOf, batch: ScanBatchRecord): Promise<Refusal | null> {
  const { counter, batchId, memory, shelves } = pile
  const recorder = makeRecorder(counter, batch, memory, shelves)
  const signal = AbortSignal.any([pile.calledOff, pile.closing, recorder.stopped])
  const load = async (after: number): Promise<Waiting | null> => {
    const next = await counter.database.read((reader) => nextWaitingFile(reader, counter.vault, batchId, after))
    return next && { ...next, bytes: await counter.papers.get(next.file.blobRef ?? '') }
  }
  let [after, ahead] = [0, load(0)]
  let problem: Refusal | null = null
  try {
    for (;;) {
      // Files may have come while the last one known was read.
      const waiting = (await ahead) ?? (await load(after))
      if (!waiting || signal.aborted) break
      after = waiting.file.n
      ahead = load(after)
      // Its failure is met when it is waited for.
      ahead.catch(() => undefined)
      if (!(await readFile(pile, waiting, recorder, signal)).ok) break
    }
    await ahead
  } finally {
    // Whatever ended the reading: nothing is recorded behind the back of who reads on.
    problem = await recorder.settled()
  }
  return problem
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
 * A problem of the disk, or the counter's closing, leaves the pile as it is: asked again, it goes on where it stopped.
 */
export async function readPile(pile: PileOf): Promise<void> {
  const { counter, batchId, progress, calledOff, closing } = pile
  const { database, vault } = counter
  const batch = await database.read((reader) => findScanBatch(reader, batchId))
  if (batch?.state !== 'RUNNING') return
  // Whole windows outside the transactions that record: of a large branch there are hundreds.
  for (let more = true; more; ) more = await database.read((reader) => fillShelf(reader, pile.shelves.prints))
  progress.problem = await readFiles(pile, batch)
  if (progress.problem || closing.aborted) return
  const built = await buildPapersOf(pile)
  if (!built.ok) {
    progress.problem = built.error
    return
  }
  await database.write(async (tx) => {
    if (calledOff.aborted) await scanFiles(tx, vault).cancelWaiting(batchId)
    // A file that came in this very moment is asked for right after; the pile is not over.
    else if (await nextWaitingFile(tx, vault, batchId, 0)) return ok(undefined)
    await scanBatches(tx).end(batchId, calledOff.aborted ? 'CANCELLED' : 'DONE', counter.clock.now())
    return ok(undefined)
  })
}

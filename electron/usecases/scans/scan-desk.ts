import { PrintShelf } from '../../../core/completeness/print-shelf.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { runningScanBatches } from '../../../db/repositories/scan-batches.ts'
import { filesOfScanBatch } from '../../../db/repositories/scan-files.ts'
import type { Counter } from '../counter.ts'
import { type PileProgress, readPile } from './read-pile.ts'
import type { Remembered, Shelves } from './record-pile.ts'

/** Reads piles in the background, one after another, for as long as the counter is open. */
export interface ScanDesk {
  /** Reads what waits in this pile, after the piles before it. */
  read(counter: Counter, session: Session, batchId: string): void
  /** Goes on with piles that a closed or crashed counter left behind. */
  wake(counter: Counter, session: Session): Promise<void>
  /** Stops a pile; the pages read so far stay. */
  callOff(batchId: string): void
  progress(batchId: string): PileProgress | null
  /** When everything asked for is done. */
  settled(): Promise<void>
  /** Stops reading where it is: what is not read yet waits for `wake`. */
  close(): Promise<void>
}

interface Pile {
  readonly progress: PileProgress
  readonly memory: Remembered
  readonly stop: AbortController
}

/** @param failed an exception while reading: a bug or a dead disk, for the log */
export function makeScanDesk(failed: (error: unknown) => void): ScanDesk {
  const piles = new Map<string, Pile>()
  let queue: Promise<void> = Promise.resolve()
  const closing = new AbortController()
  const shelves: Shelves = { prints: new PrintShelf() }

  async function readWaiting(counter: Counter, session: Session, batchId: string, pile: Pile): Promise<void> {
    if (closing.signal.aborted) return
    const files = await counter.database.read((reader) => filesOfScanBatch(reader, counter.vault, batchId))
    // Until a file is opened it counts as one page.
    pile.progress.pagesDone = files.reduce((sum, { pages }) => sum + (pages ?? 0), 0)
    pile.progress.pagesTotal = files.reduce((sum, { pages, state }) => sum + (pages ?? (state === 'WAITING' ? 1 : 0)), 0)
    await readPile({ counter, session, batchId, progress: pile.progress, memory: pile.memory, shelves, calledOff: pile.stop.signal, closing: closing.signal })
  }

  function read(counter: Counter, session: Session, batchId: string): void {
    const pile = piles.get(batchId) ?? {
      progress: { pagesDone: 0, pagesTotal: 0, problem: null },
      memory: { now: { run: null } },
      stop: new AbortController(),
    }
    piles.set(batchId, pile)
    queue = queue
      .then(() => readWaiting(counter, session, batchId, pile))
      .catch((error: unknown) => {
        pile.progress.problem = { code: 'SCAN_READING_FAILED', details: {} }
        if (!closing.signal.aborted) failed(error)
      })
  }

  return {
    read,
    async wake(counter, session) {
      for (const { batchId } of await counter.database.read(runningScanBatches)) if (!piles.has(batchId)) read(counter, session, batchId)
    },
    callOff: (batchId) => piles.get(batchId)?.stop.abort(),
    progress: (batchId) => piles.get(batchId)?.progress ?? null,
    settled: () => queue,
    async close() {
      closing.abort()
      await queue
    },
  }
}

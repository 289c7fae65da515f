import { PrintShelf } from '../../../core/completeness/print-shelf.ts'
import type { Refusal } from '../../../core/kernel/result.ts'
import type { ScanBatchRecord } from '../../../db/repositories/scan-batches.ts'
import type { Counter } from '../counter.ts'
import { repeatFinder } from './find-repeat.ts'
import { keepSaid, type PileMemory, type Said } from './keep-pages.ts'

/** So many pages are recorded at once: what a power cut can cost is reading them again. */
const AT_ONCE = 20

/** What a pile remembers, as of the last burst that was recorded whole. */
export interface Remembered {
  now: PileMemory
}

/** The prints of every page kept, as far as they were read; lasts as long as the desk. */
export interface Shelves {
  prints: PrintShelf
}

/** Records what reading says, in its order and in bursts, while reading goes on. */
export interface Recorder {
  say(said: Said): void
  /** Aborted once a burst could not be recorded: there is no sense in reading on. */
  readonly stopped: AbortSignal
  /** Records the rest. @returns why a burst could not be recorded, or null @throws what recording threw */
  settled(): Promise<Refusal | null>
}

/** @param memory changes only with a burst that was recorded @param shelves the prints of pages kept before, whatever pile they came in */
export function makeRecorder(counter: Counter, batch: ScanBatchRecord, memory: Remembered, shelves: Shelves): Recorder {
  const stop = new AbortController()
  let waiting: Said[] = []
  let failure: Refusal | null = null
  let thrown: { readonly error: unknown } | null = null
  let work: Promise<void> = Promise.resolve()
  const findRepeat = repeatFinder(counter, shelves.prints)

  async function burst(said: readonly Said[]): Promise<void> {
    if (stop.signal.aborted || said.length === 0) return
    try {
      const kept = await counter.database.write((tx) => keepSaid(counter, tx, batch, said, memory.now, findRepeat))
      if (kept.ok) memory.now = kept.value
      else failure = kept.error
    } catch (error) {
      thrown = { error }
    }
    if (!failure && !thrown) return
    // What the burst put on the shelf was not kept.
    shelves.prints = new PrintShelf()
    stop.abort()
  }
  function record(): void {
    const said = waiting
    waiting = []
    work = work.then(() => burst(said))
  }
  return {
    say(said) {
      waiting.push(said)
      if (waiting.length >= AT_ONCE) record()
    },
    stopped: stop.signal,
    async settled() {
      record()
      await work
      if (thrown) throw thrown.error
      return failure
    },
  }
}

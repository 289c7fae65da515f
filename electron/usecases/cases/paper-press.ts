import { createHash } from 'node:crypto'
import { type Instant, instant } from '../../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { fileInUse } from '../../../db/repositories/stored-files.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Paper } from '../../services/papers.ts'
import type { PrintedPdf } from '../../services/pdf-printer.ts'
import type { Counter } from '../counter.ts'

/** A paper that was laid out, verified and written, not yet filed. */
export interface MadePaper {
  readonly printed: PrintedPdf
  /** The instant that its file bears. */
  readonly at: Instant
}

/** One transaction that may file papers: what it asks for and does not find made ends it, and it is begun again with the paper. */
export interface PaperWriter extends Writer {
  readonly press: Press
}

/** What a transaction is refused with that has to wait for a paper: nobody hears it. */
export const notYetMade = refuse('STALE_VERSION')
/** However much the branch does meanwhile, the papers of a step stand still long before. */
const ROUNDS = 12

/** Papers of one step are kept, listed and printed in the order they were asked for: each a millisecond after the one before. */
const laterBy = (at: Instant, ms: number): Instant => instant(new Date(Date.parse(at) + ms).toISOString())

/** The same words, numbers, seal and version: whatever else a case has become, this is its paper. */
const keyOf = (paper: Paper, version: number): string =>
  createHash('sha256')
    .update(JSON.stringify([paper, version]))
    .digest('hex')

/** The papers of one step: asked for inside its transaction, made outside, so that nobody waits for them with the branch's one writer in hand. */
class Press {
  readonly #made = new Map<string, MadePaper>()
  readonly #asked = new Map<string, { readonly paper: Paper; readonly version: number }>()
  /** Files put so far; those of the last transaction apart. */
  readonly #files = new Set<string>()
  #last: string[] = []

  /** The paper as it was made, or null: then it is asked for. */
  take(paper: Paper, version: number): MadePaper | null {
    const key = keyOf(paper, version)
    const made = this.#made.get(key)
    if (!made) this.#asked.set(key, { paper, version })
    return made ?? null
  }

  begin(): void {
    this.#asked.clear()
    this.#last = []
  }

  /** Something was asked for that is not made: the transaction ends, and its refusal is nobody's. */
  get waits(): boolean {
    return this.#asked.size > 0
  }

  /** A file that goes again unless the transaction that put it stands. */
  put(ref: string): void {
    this.#files.add(ref)
    this.#last.push(ref)
  }

  /** The last transaction stands. */
  keep(): void {
    for (const ref of this.#last) this.#files.delete(ref)
  }

  async make({ printer, clock, branch, vault }: Counter): Promise<Result<unknown>> {
    const now = clock.now()
    const printed = await Promise.all(
      [...this.#asked].map(async ([key, { paper, version }], place) => {
        const at = laterBy(now, place)
        const result = await printer.print(paper, { createdAt: at, printing: { version, training: branch.training, key: vault.pageKey } })
        if (result.ok) this.#made.set(key, { printed: result.value, at })
        return result
      }),
    )
    return printed.find((result) => !result.ok) ?? ok(null)
  }

  /** Removes what a transaction put that does not stand; a file that any record names stays. */
  async clear({ database, papers }: Counter): Promise<void> {
    const files = [...this.#files]
    this.#files.clear()
    if (files.length === 0) return
    await database.write(async (tx) => {
      for (const ref of files) if (!(await fileInUse(tx, ref))) await papers.remove(ref)
      return ok(null)
    })
  }
}

/**
 * One transaction that files papers. `work` is run until every paper it asks for is made: run again it reads the case anew, so that what
 * changed meanwhile is refused there (STALE_VERSION) or asks for another paper, and no paper of other terms is filed. It must do
 * nothing that a rollback does not undo before it has its papers.
 * Refuses what `work` and the printer refuse; then nothing is recorded and no file is left.
 * @throws Error when the papers ask to be made anew for ever
 */
export async function writeWithPapers<T>(counter: Counter, work: (tx: PaperWriter) => Promise<Result<T>>): Promise<Result<T>> {
  const press = new Press()
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const written = await counter.database.write(async (tx) => {
        press.begin()
        const done = await work({ ...tx, press })
        return done.ok && press.waits ? notYetMade : done
      })
      if (written.ok) press.keep()
      if (!press.waits) return written
      const made = await press.make(counter)
      if (!made.ok) return made
    }
  } finally {
    await press.clear(counter)
  }
  throw new Error('the papers of a step were others each time')
}

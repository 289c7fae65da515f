import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { PaperFile, PaperPart } from './assemble.ts'
import { makeLane } from './lane.ts'
import type { PageFileKind } from './media.ts'
import type { PageReading } from './read-page.ts'
import { forkReader, type StartReader } from './reader-process.ts'

/** A file given for reading. */
export interface PageFile {
  readonly bytes: Uint8Array
  readonly kind: PageFileKind
}
export interface Reading {
  onOpened(pages: number): void
  /** Page after page; `reading` is null for one that is broken, or cost more time than any page may. */
  onPage(pageNo: number, reading: PageReading | null): void
  readonly fromPage?: number
  readonly signal?: AbortSignal
}

/** Everything that opens files from outside, away from the main thread and from the counter's own process. */
export interface ScanReader {
  /** Reads a file page by page. @returns the number of pages; SCAN_CALLED_OFF, SCAN_TOO_COSTLY for one that cannot even be opened in time, and refusals of `checkScan` */
  read(file: PageFile, reading: Reading): Promise<Result<number>>
  /** A page as JPEG, at most `maxSide` pixels, turned clockwise. @returns SCAN_DAMAGED, SCAN_TOO_COSTLY */
  picture(file: PageFile, page: { readonly pageNo: number; readonly maxSide: number; readonly rotation: number }): Promise<Result<Uint8Array>>
  /** Pages of files as one PDF; all of them where `parts` is null. @returns SCAN_DAMAGED, SCAN_TOO_COSTLY, and refusals of `checkScan` */
  assemble(files: readonly PaperFile[], parts: readonly PaperPart[] | null): Promise<Result<Uint8Array>>
  close(): void
}

const LIMITS = { silenceMs: 30_000, idleMs: 60_000 }

/**
 * Two processes: one reads piles, the other draws and assembles for whoever waits at the screen.
 * @example const reader = makeScanReader(); await reader.read({ bytes, kind: 'PDF' }, { onOpened, onPage })
 */
export function makeScanReader(start: StartReader = forkReader, limits = LIMITS): ScanReader {
  const [reading, showing] = [makeLane(start, limits), makeLane(start, limits)]

  async function read({ bytes, kind }: PageFile, { onOpened, onPage, fromPage = 1, signal }: Reading): Promise<Result<number>> {
    let [pages, next] = [-1, fromPage]
    // A page on which the process dies is left behind as broken, and reading goes on after it.
    for (;;) {
      const ending = await reading.run(
        { task: 'READ', bytes, kind, fromPage: next },
        (answer) => {
          if (answer.answer === 'OPENED') {
            if (pages < 0) onOpened(answer.pages)
            pages = answer.pages
          } else if (answer.answer === 'PAGE') {
            next = answer.pageNo + 1
            onPage(answer.pageNo, answer.reading)
          }
        },
        signal,
      )
      if (ending.answer === 'DONE') return ok(pages)
      if (ending.answer === 'REFUSED') return { ok: false, error: ending.refusal }
      if (ending.answer === 'CALLED_OFF') return refuse('SCAN_CALLED_OFF')
      if (pages < 0) return refuse('SCAN_TOO_COSTLY', { kind })
      if (next <= pages) onPage(next, null)
      next += 1
      if (next > pages) return ok(pages)
    }
  }

  async function bytesOf(task: Parameters<typeof showing.run>[0], kind: PageFileKind): Promise<Result<Uint8Array>> {
    const ending = await showing.run(task, () => undefined)
    if (ending.answer === 'DONE') return ok(ending.bytes ?? new Uint8Array())
    return ending.answer === 'REFUSED' ? { ok: false, error: ending.refusal } : refuse('SCAN_TOO_COSTLY', { kind })
  }

  return {
    read,
    picture: (file, page) => bytesOf({ task: 'PICTURE', ...file, ...page }, file.kind),
    assemble: (files, parts) => bytesOf({ task: 'ASSEMBLE', files, parts }, 'PDF'),
    close() {
      reading.close()
      showing.close()
    },
  }
}

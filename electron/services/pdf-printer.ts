import type { SignaturePlace } from '../../core/contract/signature-place.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import { normaliseText } from '../../core/kernel/han-text.ts'
import type { Sha256 } from '../../core/kernel/ids.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import type { PaperDefinition } from '../../templates/layout/page-frame.ts'
import { loadFonts, type PaperFonts } from './fonts.ts'

/** What the printer needs of a paper. */
export interface Printable {
  readonly definition: PaperDefinition
  /** Document title in the file; no personal data. */
  readonly title: string
  /** What every page must show: the paper's own number and the contract number. */
  readonly marks: readonly string[]
}

/** The moment and the version of a printing, kept with the document: the same ones give the same bytes. */
export interface PrintMeta {
  readonly createdAt: Instant
  /** Asked of papers with a frame. `key` signs the pages (`BranchVault.pageKey`). */
  readonly printing?: { readonly version: number; readonly training: boolean; readonly key: Uint8Array }
}

export interface PrintedPdf {
  readonly bytes: Uint8Array
  readonly pages: number
  readonly sha256: Sha256
  /** Where it is signed and written on by hand, in its order. */
  readonly places: readonly SignaturePlace[]
}

/** The only way to paper. */
export interface PdfPrinter {
  /**
   * Lays out, verifies and returns one PDF/A-1b; the same input gives the same bytes.
   *
   * Refusals: PDF_CHARACTER_MISSING before layout, PDF_INCOMPLETE after it; a PDF that fails a check is never returned.
   */
  print(paper: Printable, meta: PrintMeta): Promise<Result<PrintedPdf>>
  /** The characters of `text` no bundled font draws, for data entry. @example printer.undrawable('李𰻞') // ['𰻞'] */
  undrawable(text: string): string[]
  /** Starts a thread before there is a paper for it; nothing where there are none. */
  warm(): void
  /** Lets go of threads; a printer of one thread has none. */
  close(): Promise<void>
}

/** @example undrawableBy(fonts)('李𰻞') // ['𰻞'] */
export const undrawableBy =
  ({ coverage }: PaperFonts) =>
  (text: string): string[] =>
    coverage.undrawable(normaliseText(text))

/** pdfmake and PDF.js are large: whoever prints loads them with the first page. */
export function engineOnFirstUse(fonts: PaperFonts, fast = true) {
  let engine: Promise<typeof import('./pdf-engine.ts')> | null = null
  return () => {
    engine ??= import('./pdf-engine.ts').then((loaded) => {
      loaded.preparePdfmake(fonts, fast)
      return loaded
    })
    return engine
  }
}

/**
 * A printer in the thread that asks, for command lines and tests; the app prints through `pdf-pool.ts`. One document at a time:
 * pdfmake keeps its state in one object.
 *
 * Refusals: PDF_FONT_MISSING.
 * @example const printer = expectOk(await createPdfPrinter(process.cwd()))
 */
export async function createPdfPrinter(appRoot: string, { fast = true } = {}): Promise<Result<PdfPrinter>> {
  const fonts = await loadFonts(appRoot)
  if (!fonts.ok) return fonts
  const engine = engineOnFirstUse(fonts.value, fast)
  return ok({
    print: (paper, meta) => inTurn(async () => (await engine()).printOne(paper, meta, fonts.value)),
    undrawable: undrawableBy(fonts.value),
    warm: () => {},
    close: async () => {},
  })
}

let queue: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work, work)
  queue = turn.catch(() => undefined)
  return turn
}

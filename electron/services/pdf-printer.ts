import { createHash } from 'node:crypto'
import pdfmake from 'pdfmake'
import type { Instant } from '../../core/kernel/calendar.ts'
import { normaliseText } from '../../core/kernel/han-text.ts'
import { type Sha256, sha256 } from '../../core/kernel/ids.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import type { PaperDefinition } from '../../templates/layout/page-frame.ts'
import { loadFonts, type PaperFonts } from './fonts.ts'
import { takePages } from './layout-capture.ts'
import { forbiddenNode, mapText, textLeaves } from './paper-text.ts'
import { verifyLayout, verifyWritten } from './pdf-verify.ts'
import { gateText } from './text-gate.ts'

/** What the printer needs of a paper. */
export interface Printable {
  readonly definition: PaperDefinition
  /** Document title in the file; no personal data. */
  readonly title: string
  /** What every page must show: the paper's own number and the contract number. */
  readonly marks: readonly string[]
}

/** The moment of printing, kept with the document: the same moment gives the same bytes. */
export interface PrintMeta {
  readonly createdAt: Instant
}

export interface PrintedPdf {
  readonly bytes: Uint8Array
  readonly pages: number
  readonly sha256: Sha256
}

/** The only way to paper. */
export interface PdfPrinter {
  /**
   * Lays out, verifies and returns one PDF/A-1b; the same input gives the same bytes.
   *
   * Refusals: PDF_CHARACTER_MISSING before layout, PDF_INCOMPLETE after it; a PDF that fails a check is never returned.
   */
  print(paper: Printable, meta: PrintMeta): Promise<Result<PrintedPdf>>
  /** The characters of `text` no bundled font draws, for data entry. @example printer.undrawable('李𠮷') // ['𠮷'] */
  undrawable(text: string): string[]
}

const FAMILY = 'NotoSerifSC'

/** Fonts reach pdfmake through its virtual folder, so that both access policies can refuse everything else. */
function preparePdfmake(fonts: PaperFonts): void {
  const { virtualfs } = pdfmake as unknown as { virtualfs: { writeFileSync(name: string, bytes: Buffer): void } }
  virtualfs.writeFileSync('paper-normal.ttf', fonts.normal)
  virtualfs.writeFileSync('paper-bold.ttf', fonts.bold)
  pdfmake.setFonts({ [FAMILY]: { normal: 'paper-normal.ttf', bold: 'paper-bold.ttf' } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
}

const normalised = (definition: PaperDefinition): PaperDefinition => ({
  ...definition,
  content: mapText(definition.content, normaliseText),
  header: (page, pages) => mapText(definition.header(page, pages), normaliseText),
  footer: (page, pages) => mapText(definition.footer(page, pages), normaliseText),
})

async function printOne({ definition: source, title, marks }: Printable, { createdAt }: PrintMeta, fonts: PaperFonts): Promise<Result<PrintedPdf>> {
  const definition = normalised(source)
  const forbidden = forbiddenNode([definition.content, definition.header(1, 1), definition.footer(1, 1)], 'paper')
  if (forbidden) throw new TypeError(`a paper may not hold ${forbidden}`)
  if (/[&<>]/.test(title)) throw new TypeError('a document title may not hold &, < or >: pdfkit does not escape it')
  const content = textLeaves(definition.content, 'content')
  const furniture = (page: number, pages: number) => [
    ...textLeaves(definition.header(page, pages), 'header'),
    ...textLeaves(definition.footer(page, pages), 'footer'),
  ]
  const gate = gateText([...content, ...furniture(1, 1)], fonts.coverage)
  if (!gate.ok) return gate

  const document = pdfmake.createPdf({
    ...definition,
    version: '1.4',
    subset: 'PDF/A-1b',
    language: 'zh-CN',
    defaultStyle: { ...definition.defaultStyle, font: FAMILY },
    info: { title, creator: 'First-Loan Counter', producer: 'First-Loan Counter', creationDate: new Date(createdAt) },
  })
  const bytes = new Uint8Array(await document.getBuffer())
  const pages = takePages()
  const put = [...content, ...pages.flatMap((_, index) => furniture(index + 1, pages.length))].map(({ text }) => text)
  const layout = verifyLayout(put, pages)
  if (!layout.ok) return layout
  const written = await verifyWritten(bytes, pages, marks, fonts.coverage)
  if (!written.ok) return written
  return ok({ bytes, pages: pages.length, sha256: sha256(createHash('sha256').update(bytes).digest('hex')) })
}

/**
 * Opens the printer with the fonts under `appRoot`. One document at a time: pdfmake keeps its state in one object.
 *
 * Refusals: PDF_FONT_MISSING.
 * @example const printer = expectOk(await createPdfPrinter(app.getAppPath()))
 */
export async function createPdfPrinter(appRoot: string): Promise<Result<PdfPrinter>> {
  const fonts = await loadFonts(appRoot)
  if (!fonts.ok) return fonts
  preparePdfmake(fonts.value)
  return ok({
    print: (paper, meta) => inTurn(() => printOne(paper, meta, fonts.value)),
    undrawable: (text) => fonts.value.coverage.undrawable(normaliseText(text)),
  })
}

let queue: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work, work)
  queue = turn.catch(() => undefined)
  return turn
}

import { createHash } from 'node:crypto'
import pdfmake from 'pdfmake'
import { normaliseText } from '../../core/kernel/han-text.ts'
import { sha256 } from '../../core/kernel/ids.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import type { PaperDefinition } from '../../templates/layout/page-frame.ts'
import type { PaperFonts } from './fonts.ts'
import { takePages } from './layout-capture.ts'
import { forbiddenNode, mapText, textLeaves } from './paper-text.ts'
import type { Printable, PrintedPdf, PrintMeta } from './pdf-printer.ts'
import { verifyLayout, verifyWritten } from './pdf-verify.ts'
import { gateText } from './text-gate.ts'

const FAMILY = 'NotoSerifSC'

/** Fonts reach pdfmake through its virtual folder, so that both access policies can refuse everything else. */
export function preparePdfmake(fonts: PaperFonts): void {
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

/** Checks, lays out and verifies one paper; one at a time, for pdfmake keeps its state in one object. */
export async function printOne({ definition: source, title, marks }: Printable, { createdAt }: PrintMeta, fonts: PaperFonts): Promise<Result<PrintedPdf>> {
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

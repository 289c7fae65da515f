import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { FONT_FILES } from '../../../electron/services/fonts.ts'
import { qrPath } from '../../../templates/layout/qr-path.ts'
import { layOutByHand } from './by-hand.ts'
import type { Block } from './contract.ts'

interface EmbeddedFont {
  layoutCache: object
  widthOfString(text: string, size: number): number
}
interface PdfKit {
  _font: EmbeddedFont
  _fontSize: number
  _fontFamilies: Record<string, EmbeddedFont>
  on(event: 'data', listener: (chunk: Buffer) => void): void
  on(event: 'end', listener: () => void): void
  addPage(): void
  font(file: string): void
  rect(x: number, y: number, width: number, height: number): PdfKit
  path(d: string): PdfKit
  stroke(): void
  fill(color: string): void
  _fragment(text: string, x: number, y: number, options: object): void
  end(): void
}
const fromPdfmake = createRequire(createRequire(import.meta.url).resolve('pdfmake/package.json'))
const fromPdfkit = createRequire(fromPdfmake.resolve('pdfkit'))
const PdfKit = fromPdfmake('pdfkit') as new (options: { autoFirstPage: false; font: null | string; size: 'A4'; margin: 0 }) => PdfKit
const fontkit = fromPdfkit('fontkit') as { create(bytes: Buffer): object }
type FontClass = new (document: PdfKit, font: object, id: string) => EmbeddedFont

const kept = {
  normal: fontkit.create(readFileSync(FONT_FILES.normal)),
  bold: fontkit.create(readFileSync(FONT_FILES.bold)),
  caches: [{}, {}] as const,
  widths: new Map<string, number>(),
}
let embedded: FontClass | null = null
const QR_AT = { x: 480, y: 770 } as const

/** The least a contract can cost with pdfkit (pdf.md §4): fonts parsed once for all documents, a layout of a few lines, a code on each page, no check. */
export function drawFloor(blocks: readonly Block[]): Promise<Uint8Array> {
  if (!embedded) {
    const probe = new PdfKit({ autoFirstPage: false, font: null, size: 'A4', margin: 0 })
    probe.font(FONT_FILES.normal)
    embedded = probe._font.constructor as FontClass
  }
  const document = new PdfKit({ autoFirstPage: false, font: null, size: 'A4', margin: 0 })
  const chunks: Buffer[] = []
  document.on('data', (chunk) => chunks.push(chunk))
  const written = new Promise<Uint8Array>((resolve) => document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))))
  const [normal, bold] = [new embedded(document, kept.normal, 'F1'), new embedded(document, kept.bold, 'F2')]
  document._fontFamilies = { normal, bold }
  normal.layoutCache = kept.caches[0]
  bold.layoutCache = kept.caches[1]
  const widthOf = (text: string, heavy: boolean): number => {
    const key = `${heavy}${text}`
    const width = kept.widths.get(key) ?? (heavy ? bold : normal).widthOfString(text, 1000) / 1000
    kept.widths.set(key, width)
    return width
  }
  const pages = layOutByHand(blocks, widthOf)
  for (const [at, page] of pages.entries()) {
    document.addPage()
    for (const { x, y, width, height } of page.boxes) document.rect(x, y, width, height)
    if (page.boxes.length > 0) document.stroke()
    for (const { text, x, y, size, bold: heavy } of page.texts) {
      document._font = heavy ? bold : normal
      document._fontSize = size
      document._fragment(text, x, y, {})
    }
    document.path(qrPath(`F1:JK:JK1101992026112600015:1:${at + 1}/${pages.length}:1A2B3C4D:0123456789AB`, QR_AT.x, QR_AT.y)).fill('#000000')
  }
  document.end()
  return written
}

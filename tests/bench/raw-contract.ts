import { createRequire } from 'node:module'
import { FONT_FILES } from '../../electron/services/fonts.ts'
import type { PlacedLine, PlacedPage } from '../../electron/services/layout-capture.ts'

/** One string as it stands on paper. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly bold: boolean
  /** What justification put between its characters. */
  readonly spacing: number
}

/** The part of a placed inline that drawing needs and the product's verifier does not. */
interface DrawnInline {
  readonly text: string
  readonly x: number
  readonly width: number
  readonly fontSize: number
  readonly font: { readonly ascender: number; readonly font: { readonly postscriptName: string } }
}
interface DrawnLine {
  readonly inlines: readonly DrawnInline[]
  getAscenderHeight(): number
}

interface PdfKit {
  on(event: 'data', listener: (chunk: Buffer) => void): void
  on(event: 'end', listener: () => void): void
  addPage(): void
  font(file: string, size: number): void
  text(text: string, x: number, y: number, options: { lineBreak: false; characterSpacing: number }): void
  end(): void
}
type PdfKitClass = new (options: { autoFirstPage: false; font: string; size: 'A4'; margin: 0 }) => PdfKit

// The pdfkit that pdfmake itself draws with: the same version, whatever else may be installed.
const fromPdfmake = createRequire(createRequire(import.meta.url).resolve('pdfmake/package.json'))
const PdfKit = fromPdfmake('pdfkit') as PdfKitClass

function runs(line: PlacedLine): PlacedText[] {
  const { inlines, getAscenderHeight } = line as PlacedLine & DrawnLine
  const ascent = getAscenderHeight.call(line)
  const groups: DrawnInline[][] = []
  for (const inline of inlines) {
    const last = groups.at(-1)?.[0]
    if (last && last.font === inline.font && last.fontSize === inline.fontSize) groups.at(-1)?.push(inline)
    else groups.push([inline])
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) return []
    const text = group.map((inline) => inline.text).join('')
    const natural = group.reduce((sum, { width }) => sum + width, 0)
    const gaps = Math.max(1, Array.from(text).length - 1)
    return {
      text,
      x: line.x + first.x,
      y: line.y + ascent - (first.font.ascender / 1000) * first.fontSize,
      size: first.fontSize,
      bold: /bold/i.test(first.font.font.postscriptName),
      spacing: (last.x + last.width - first.x - natural) / gaps,
    }
  })
}

/** The strings of a laid-out document, line by line, a string for each run of one font. */
export const placedStrings = (pages: readonly PlacedPage[]): PlacedText[][] =>
  pages.map(({ items }) => items.filter(({ type }) => type === 'line').flatMap(({ item }) => runs(item)))

/** The same text by hand: a font by its path, a call for each string, nothing decided, nothing checked. */
export function drawRaw(pages: readonly (readonly PlacedText[])[]): Promise<Uint8Array> {
  const document = new PdfKit({ autoFirstPage: false, font: FONT_FILES.normal, size: 'A4', margin: 0 })
  const chunks: Buffer[] = []
  document.on('data', (chunk) => chunks.push(chunk))
  const written = new Promise<Uint8Array>((resolve) => document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))))
  for (const page of pages) {
    document.addPage()
    for (const { text, x, y, size, bold, spacing } of page) {
      document.font(bold ? FONT_FILES.bold : FONT_FILES.normal, size)
      document.text(text, x, y, { lineBreak: false, characterSpacing: spacing })
    }
  }
  document.end()
  return written
}

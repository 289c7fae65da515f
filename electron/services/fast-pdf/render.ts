import { type Inline, type Parts, type PdfDocument, type PdfPage, pdfkit, type TextLine, type Vector } from './internals.ts'

const number = (value: number): string => String(Math.round(value * 1000) / 1000)
/** Below this a gap is rounding, not spacing; in points. */
const GAP = 0.002

const plainInline = (inline: Inline): boolean =>
  !inline._pageNodeRef &&
  !inline.link &&
  !inline.linkToPage &&
  !inline.linkToDestination &&
  !inline.fontFeatures &&
  !inline.characterSpacing &&
  !inline.sup &&
  !inline.sub &&
  (inline.opacity === 1 || inline.opacity == null) &&
  typeof inline.color === 'string'

const colour = (document: PdfDocument, value: unknown, fill: boolean): string => {
  const parts = document._normalizeColor(value) ?? [0, 0, 0]
  return `${parts.map(number).join(' ')} ${fill ? (parts.length === 4 ? 'k' : 'rg') : parts.length === 4 ? 'K' : 'RG'}`
}

/** A line as PDF operators: state only where it changes, and the whole run of one font in one array. */
function lineContent(document: PdfDocument, line: TextLine, x: number, y: number): string[] {
  const { page } = document
  const [height, ascent] = [line.getHeight(), line.getAscenderHeight()]
  const out: string[] = []
  let [font, size, color, pen]: [Inline['font'] | null, number, unknown, number] = [null, 0, null, 0]
  let [parts, hex]: [string[], string] = [[], '']
  const endHex = (): void => {
    if (hex !== '') parts.push(`<${hex}>`)
    hex = ''
  }
  const flush = (): void => {
    endHex()
    if (parts.length > 0) out.push(`[${parts.join(' ')}] TJ`)
    parts = []
  }
  for (const inline of line.inlines) {
    if (inline.text === '') continue
    const scale = inline.fontSize / 1000
    if (font !== inline.font || size !== inline.fontSize || color !== inline.color) {
      flush()
      if (color !== inline.color) out.push(colour(document, inline.color, true))
      page.fonts[inline.font.id] ??= inline.font.ref()
      if (font !== inline.font || size !== inline.fontSize) out.push(`/${inline.font.id} ${number(inline.fontSize)} Tf`)
      ;[font, size, color, pen] = [inline.font, inline.fontSize, inline.color, x + inline.x]
      const top = y + (height - inline.font.ascender * scale - (height - ascent))
      out.push(`1 0 0 1 ${number(pen)} ${number(page.height - top - inline.font.ascender * scale)} Tm`)
    }
    const gap = x + inline.x - pen
    if (Math.abs(gap) > GAP) {
      endHex()
      parts.push(number(-gap / scale))
      pen += gap
    }
    const [codes, positions] = inline.font.encode(inline.text)
    positions.forEach((position, at) => {
      hex += codes[at]
      const adjust = position.xAdvance - position.advanceWidth
      if (adjust !== 0) {
        endHex()
        parts.push(number(-adjust))
      }
      pen += position.xAdvance * scale
    })
  }
  flush()
  return out
}

const straight = (vector: Vector): boolean =>
  !('dash' in vector) && !('linearGradient' in vector) && !Array.isArray(vector.color) && !('fillOpacity' in vector) && !('strokeOpacity' in vector)

/** pdfmake writes a text object, a colour and a graphics state for every hanzi; here a line of text is one (pdf.md §4). */
export function patchRenderer({ renderer: { prototype }, decorator: Decorator }: Parts): void {
  const { renderLine, renderVector } = prototype
  prototype.renderLine = function (line, x = 0, y = 0) {
    const document = this.pdfDocument
    const plain = !line._outline && !line._pageNodeRef && !line.id && line.inlines.every(plainInline)
    if (!plain || document.options.tagged) return renderLine.call(this, line, x, y)
    const decorator = line.inlines.some(({ background, decoration }) => background || decoration) ? new Decorator(document) : null
    decorator?.drawBackground(line, x, y)
    const content = lineContent(document, line, x, y)
    if (content.length > 0) document.addContent(`q 1 0 0 -1 0 ${number(document.page.height)} cm BT\n${content.join('\n')}\nET Q`)
    decorator?.drawDecorations(line, x, y)
  }
  prototype.renderVector = function (vector) {
    const document = this.pdfDocument
    if (vector.type === 'line' && straight(vector) && typeof vector.lineColor === 'string') {
      const ends = `${number(vector.x1)} ${number(vector.y1)} m ${number(vector.x2)} ${number(vector.y2)} l S`
      return document.addContent(`q ${number(vector.lineWidth || 1)} w ${colour(document, vector.lineColor, false)} ${ends} Q`)
    }
    if (vector.type === 'rect' && straight(vector) && !('r' in vector && vector.r) && typeof vector.color === 'string' && !vector.lineColor) {
      const box = [vector.x, vector.y, vector.w, vector.h].map(number).join(' ')
      return document.addContent(`q ${colour(document, vector.color, true)} ${box} re f Q`)
    }
    renderVector.call(this, vector)
  }
}

/** One write a page instead of one an operator. */
export function patchPages(): void {
  const page = Object.getPrototypeOf(new (pdfkit())({ font: null }).page) as PdfPage
  const { write, end } = page
  const waiting = new WeakMap<PdfPage, string[]>()
  page.write = function (chunk) {
    const chunks = waiting.get(this) ?? []
    chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'))
    waiting.set(this, chunks)
  }
  page.end = function () {
    const chunks = waiting.get(this)
    if (chunks) write.call(this, chunks.join('\n'))
    end.call(this)
  }
}

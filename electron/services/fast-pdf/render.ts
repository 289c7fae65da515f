import { contentOf, number, type TextState } from './content.ts'
import type { Inline, LaidOutPage, PageRenderer, Parts, PdfDocument, TextLine, Vector } from './internals.ts'

/** Below this a gap is rounding, not spacing; in points. */
const GAP = 0.005

const plainInline = (inline: Inline): boolean =>
  typeof inline.color === 'string' &&
  (inline.opacity === 1 || inline.opacity == null) &&
  !inline._pageNodeRef &&
  !inline.link &&
  !inline.linkToPage &&
  !inline.linkToDestination &&
  !inline.fontFeatures &&
  !inline.characterSpacing &&
  !inline.sup &&
  !inline.sub

const colour = (document: PdfDocument, value: unknown, fill: boolean): string => {
  const parts = document._normalizeColor(value) ?? [0, 0, 0]
  return `${parts.map(number).join(' ')} ${fill ? (parts.length === 4 ? 'k' : 'rg') : parts.length === 4 ? 'K' : 'RG'}`
}

/** A line as PDF operators: state only where it changes, and the whole run of one font in one array. Justification is one spacing for the line. */
function drawLine(document: PdfDocument, line: TextLine, x: number, y: number, state: TextState, out: string[]): void {
  const { page } = document
  const ascent = line.getAscenderHeight()
  const spacing = Math.round((line.inlines[1]?.justifyShift ?? 0) * 1e4) / 1e4
  let [look, run, pen, scale, inside]: [Inline | null, string, number, number, string] = [null, '', 0, 0, '']
  const flush = (): void => {
    if (run !== '') out.push(`[(${run})] TJ`)
    run = ''
  }
  for (const inline of line.inlines) {
    if (inline.text === '') continue
    const { font, fontSize, color } = inline
    if (look === null || look.font !== font || look.fontSize !== fontSize || look.color !== color) {
      flush()
      look = inline
      if (state.color !== color) out.push(colour(document, color, true))
      const name = `/${font.id} ${number(fontSize)} Tf`
      if (state.font !== name) out.push(name)
      if (state.spacing !== spacing) out.push(`${spacing} Tc`)
      Object.assign(state, { color, font: name, spacing })
      page.fonts[font.id] ??= font.ref()
      pen = x + inline.x
      scale = fontSize / 1000
      // The line's spacing stands between words; within one it is taken back.
      inside = `)${number(spacing / scale)}(`
      out.push(`1 0 0 1 ${number(pen)} ${number(page.height - y - ascent)} Tm`)
    }
    const gap = x + inline.x - pen
    if (Math.abs(gap) > GAP) {
      run += `)${number(-gap / scale)}(`
      pen += gap
    }
    const { codes, advance } = font.written(inline.text)
    run += codes.length === 1 ? codes[0] : codes.join(spacing === 0 ? '' : inside)
    pen += advance * scale + spacing
  }
  flush()
}

const straight = (vector: Vector): boolean =>
  !vector.dash && !vector.linearGradient && !Array.isArray(vector.color) && vector.fillOpacity === undefined && vector.strokeOpacity === undefined && !vector.r

const RECTANGLE = /M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z/g
const NOT_RECTANGLES = /[^\d. re\n]/
const POLYGON = /^(?:[ML][\d.]+ [\d.]+)+$/
/** A path of whole rectangles, as page codes are, or of straight strokes; null for any other. */
function segments(d: string): string | null {
  if (POLYGON.test(d)) return d.replace(/([ML])([\d.]+) ([\d.]+)/g, (_, kind: string, x: string, y: string) => `${x} ${y} ${kind.toLowerCase()}\n`).trimEnd()
  const rectangles = d.replace(RECTANGLE, '$1 $2 $3 $4 re\n')
  return NOT_RECTANGLES.test(rectangles) ? null : rectangles.trimEnd()
}

function segmentOf(vector: Vector): string | null {
  const { type, x, y, w, h, d } = vector
  if (type === 'rect') return `${[x, y, w, h].map(number).join(' ')} re`
  return type === 'path' && d ? segments(d) : null
}

const plainItem = ({ type }: { readonly type: string }): boolean => type === 'line' || type === 'vector'
const onlyLinesAndVectors = ({ items, watermark }: LaidOutPage): boolean => !watermark && items.every(plainItem)
const decorated = ({ background, decoration }: Inline): boolean => Boolean(background || decoration)
const drawn = ({ text }: Inline): boolean => text !== ''

/** One page: a function of its own, for the engine compiles a loop within a loop anew for every page it leaves. */
function renderPage(renderer: PageRenderer, { pageSize, items }: LaidOutPage): void {
  renderer.pdfDocument.addPage({ size: [pageSize.width, pageSize.height] })
  for (const one of items) {
    if (one.type === 'line') renderer.renderLine(one.item, one.item.x, one.item.y)
    else if (one.type === 'vector') renderer.renderVector(one.item)
  }
}

/** pdfmake writes a text object, a colour and a graphics state for every hanzi; here neighbours share theirs (pdf.md §4). */
export function patchRenderer({ renderer: { prototype }, decorator: Decorator }: Parts): void {
  const { renderLine, renderVector, renderPages } = prototype
  prototype.renderPages = function (pages) {
    if (this.progressCallback || !pages.every(onlyLinesAndVectors)) return renderPages.call(this, pages)
    this.pdfDocument._pdfMakePages = pages
    for (const page of pages) renderPage(this, page)
  }
  prototype.renderLine = function (line, x = 0, y = 0) {
    const document = this.pdfDocument
    const plain = !line._outline && !line._pageNodeRef && !line.id && line.inlines.every(plainInline)
    if (!plain || document.options.tagged) return renderLine.call(this, line, x, y)
    const decorator = line.inlines.some(decorated) ? new Decorator(document) : null
    decorator?.drawBackground(line, x, y)
    const { page } = document
    if (line.inlines.some(drawn)) contentOf(page).text(page.height, y, (state, out) => drawLine(document, line, x, y, state, out))
    decorator?.drawDecorations(line, x, y)
  }
  prototype.renderVector = function (vector) {
    const document = this.pdfDocument
    const { type, color, lineColor, lineWidth } = vector
    const fill = typeof color === 'string' && !lineColor && type !== 'line'
    if (!(fill || (typeof lineColor === 'string' && !color)) || !straight(vector)) return renderVector.call(this, vector)
    const path = type === 'line' ? '' : segmentOf(vector)
    if (path === null) return renderVector.call(this, vector)
    const content = contentOf(document.page)
    if (fill) return content.fill(colour(document, color, true), path)
    const width = lineWidth || 1
    const head = `${number(width)} w ${colour(document, lineColor, false)}`
    if (type !== 'line') return content.stroke(head, path)
    const { x1, y1, x2, y2 } = vector
    content.rule(head, { x1, y1, x2, y2, width })
  }
}

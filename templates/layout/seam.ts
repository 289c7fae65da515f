import type { CanvasElement } from 'pdfmake/interfaces.js'

const RADIUS = 46
const STEPS = 12
const BAR = { width: 8, top: 90, bottom: 130, height: 16 } as const
const GREY = '#7f7f7f'

const round = (value: number): number => Math.round(value * 100) / 100
const path = (d: string, style: object): CanvasElement => ({ type: 'path', d, ...style }) as unknown as CanvasElement

/** One page's strip of a ring cut into as many strips as there are pages: fanned out, the pages show it whole (骑缝). */
function ringStrip(page: number, pages: number, width: number, middle: number): string {
  const strip = (2 * RADIUS) / pages
  const from = -RADIUS + (page - 1) * strip
  const arc = (side: 1 | -1): string =>
    Array.from({ length: STEPS + 1 }, (_, step) => {
      const along = from + (strip * step) / STEPS
      const rise = Math.sqrt(Math.max(0, RADIUS ** 2 - along ** 2))
      return `${step === 0 ? 'M' : 'L'}${round(width - strip + along - from)} ${round(middle + side * rise)}`
    }).join('')
  return arc(1) + arc(-1)
}

/**
 * The seam mark over page edges: a bar that climbs down the fore-edge page by page, so that a stack shows a straight slope and a
 * missing or misplaced page breaks it, and a page's strip of one ring, where the bank's seal and the borrower's thumb go across the
 * fanned pages. A single page has no seam.
 */
export function seamMark(page: number, pages: number, size: { readonly width: number; readonly height: number }): CanvasElement[] {
  if (pages === 1) return []
  const step = (size.height - BAR.top - BAR.bottom - BAR.height) / (pages - 1)
  const [left, top] = [round(size.width - BAR.width), round(BAR.top + (page - 1) * step)]
  return [
    path(`M${left} ${top}h${BAR.width}v${BAR.height}h${-BAR.width}z`, { color: GREY }),
    path(ringStrip(page, pages, size.width, size.height / 2), { lineColor: GREY, lineWidth: 0.6 }),
  ]
}

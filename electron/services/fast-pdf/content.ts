import { deflateSync } from 'node:zlib'
import { type PdfPage, pdfkit } from './internals.ts'

/** Operators compress nearly as well at this level as at the default, in half the time. */
const CONTENT_LEVEL = 3

export const number = (value: number): string => String(Math.round(value * 1000) / 1000)

/** What a run of text lines has set so far. */
export interface TextState {
  font: string
  color: unknown
  spacing: number
}

/** A rule, from top to bottom or from left to right; in points from the page's top left. */
export interface Rule {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly width: number
}
/** How far a rule reaches along its own line. */
interface Reach {
  readonly from: number
  to: number
}
/** Paths to be stroked in one look, and how far down they reach. */
interface Strokes {
  readonly head: string
  readonly paths: string[]
  /** Uprights that another row may lengthen, by where they stand. */
  readonly uprights: Map<number, Reach>
  /** The level rule that the next cell may lengthen. */
  level: (Reach & { readonly y: number }) | null
  bottom: number
}

const goesOn = (rule: Reach, at: number): boolean => at >= rule.from && at <= rule.to
const segment = (x1: number, y1: number, x2: number, y2: number): string => `${number(x1)} ${number(y1)} m ${number(x2)} ${number(y2)} l`

/**
 * What a page draws, gathered until it ends: neighbours of one kind share their state instead of saying it again. Rules wait while
 * text goes on below them, where neither can cover the other: so a table is one block of text and one path, not one of each a row.
 */
export class PageContent {
  readonly #chunks: string[] = []
  #text: TextState | null = null
  #fill: string | null = null
  #strokes: Strokes | null = null

  add(chunk: string): void {
    this.close()
    this.#chunks.push(chunk)
  }

  /** Lines of text from here on, none of them above `top`; the state is what was said since they began. */
  text(height: number, top: number, write: (state: TextState, out: string[]) => void): void {
    if (this.#fill !== null || (this.#strokes && top < this.#strokes.bottom)) this.close()
    if (!this.#text) {
      this.#text = { font: '', color: null, spacing: 0 }
      this.#chunks.push(`q 1 0 0 -1 0 ${number(height)} cm BT`)
    }
    write(this.#text, this.#chunks)
  }

  /** A path that is filled with its neighbours of the same look. */
  fill(head: string, path: string): void {
    if (this.#fill !== head) {
      this.close()
      this.#fill = head
      this.#chunks.push(`q ${head}`)
    }
    this.#chunks.push(path)
  }

  /** A path that is stroked with others of the same look. */
  stroke(head: string, path: string): void {
    const strokes = this.#strokesOf(head)
    strokes.paths.push(path)
    strokes.bottom = Number.POSITIVE_INFINITY
  }

  /** A rule; one that goes on where another of its look ended makes that one longer. */
  rule(head: string, { x1, y1, x2, y2, width }: Rule): void {
    const strokes = this.#strokesOf(head)
    const { paths, uprights, level } = strokes
    strokes.bottom = Math.max(strokes.bottom, y1 + width / 2, y2 + width / 2)
    if (x1 === x2 && y1 < y2) {
      const above = uprights.get(x1)
      if (above && goesOn(above, y1)) above.to = Math.max(above.to, y2)
      else {
        if (above) paths.push(segment(x1, above.from, x1, above.to))
        uprights.set(x1, { from: y1, to: y2 })
      }
    } else if (y1 === y2 && x1 < x2) {
      if (level && level.y === y1 && goesOn(level, x1)) level.to = Math.max(level.to, x2)
      else {
        if (level) paths.push(segment(level.from, level.y, level.to, level.y))
        strokes.level = { y: y1, from: x1, to: x2 }
      }
    } else paths.push(segment(x1, y1, x2, y2))
  }

  #strokesOf(head: string): Strokes {
    if (this.#fill !== null || (this.#strokes && this.#strokes.head !== head)) this.close()
    this.#strokes ??= { head, paths: [], uprights: new Map(), level: null, bottom: Number.NEGATIVE_INFINITY }
    return this.#strokes
  }

  close(): void {
    if (this.#text) this.#chunks.push('ET Q')
    if (this.#fill !== null) this.#chunks.push('f Q')
    if (this.#strokes) {
      const { head, paths, uprights, level } = this.#strokes
      this.#chunks.push(`q ${head}`, ...paths)
      if (level) this.#chunks.push(segment(level.from, level.y, level.to, level.y))
      for (const [x, { from, to }] of uprights) this.#chunks.push(segment(x, from, x, to))
      this.#chunks.push('S Q')
    }
    this.#text = null
    this.#fill = null
    this.#strokes = null
  }

  bytes(): Buffer {
    this.close()
    return Buffer.from(this.#chunks.join('\n'), 'latin1')
  }
}

const contents = new WeakMap<PdfPage, PageContent>()
export function contentOf(page: PdfPage): PageContent {
  const known = contents.get(page) ?? new PageContent()
  contents.set(page, known)
  return known
}

/** One write a page instead of one an operator, deflated here: pdfkit's own level costs twice as much for a few per cent. */
export function patchPages(): void {
  const page = Object.getPrototypeOf(new (pdfkit())({ font: null }).page) as PdfPage
  const { end } = page
  page.write = function (chunk) {
    contentOf(this).add(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'))
  }
  page.end = function () {
    const { content } = this
    const bytes = contentOf(this).bytes()
    if (content.compress && bytes.length > 0) {
      content.compress = false
      content.data.Filter = 'FlateDecode'
      content.write(deflateSync(bytes, { level: CONTENT_LEVEL }))
    } else content.write(bytes)
    end.call(this)
  }
}

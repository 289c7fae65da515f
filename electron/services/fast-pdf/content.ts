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

/** What a page draws, gathered until it ends: neighbours of one kind share their state instead of saying it again. */
export class PageContent {
  readonly #chunks: string[] = []
  #open: { readonly head: string; readonly close: string; readonly text?: TextState } | null = null

  add(chunk: string): void {
    this.close()
    this.#chunks.push(chunk)
  }

  /** Lines of text from here on; the state is what was said since they began. */
  text(height: number, write: (state: TextState, out: string[]) => void): void {
    if (!this.#open?.text) {
      this.close()
      this.#open = { head: '', close: 'ET Q', text: { font: '', color: null, spacing: 0 } }
      this.#chunks.push(`q 1 0 0 -1 0 ${number(height)} cm BT`)
    }
    if (this.#open.text) write(this.#open.text, this.#chunks)
  }

  /** A part of a path that is painted with its neighbours of the same look. */
  shape(head: string, segment: string, paint: 'S' | 'f'): void {
    const close = `${paint} Q`
    if (this.#open?.head !== head || this.#open.close !== close) {
      this.close()
      this.#open = { head, close }
      this.#chunks.push(`q ${head}`)
    }
    this.#chunks.push(segment)
  }

  close(): void {
    if (this.#open) this.#chunks.push(this.#open.close)
    this.#open = null
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

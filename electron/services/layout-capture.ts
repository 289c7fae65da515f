import { createRequire } from 'node:module'
import type { PlaceMark } from '../../templates/layout/place-mark.ts'

/** The part of pdfmake 0.3.11's layout that the verifier reads; checked by the traps in tests/integration/paper. */
export interface PlacedInline {
  readonly text: string
  readonly x: number
  readonly width: number
  readonly trailingCut?: number
  readonly place?: PlaceMark
  readonly font: { layout(text: string): { glyphs: readonly { id: number }[] } }
}
export interface PlacedLine {
  readonly x: number
  readonly y: number
  readonly inlines: readonly PlacedInline[]
  getHeight(): number
}
export interface PlacedPage {
  readonly pageSize: { readonly width: number; readonly height: number }
  readonly items: readonly { readonly type: string; readonly item: PlacedLine }[]
}

interface LayoutBuilder {
  prototype: { layoutDocument(...args: unknown[]): PlacedPage[] }
}

// pdfmake publishes no way to its pages, so the builder is asked on the way: pinned version, and one document at a time.
const { default: builder } = createRequire(import.meta.url)('pdfmake/js/LayoutBuilder.js') as { default: LayoutBuilder }
const layoutDocument = builder.prototype.layoutDocument
let lastPages: PlacedPage[] = []
builder.prototype.layoutDocument = function (...args) {
  lastPages = layoutDocument.apply(this, args)
  return lastPages
}

/** Takes the pages of the document laid out last; a second call gives none. Callers print one document at a time. */
export function takePages(): readonly PlacedPage[] {
  const pages = lastPages
  lastPages = []
  return pages
}

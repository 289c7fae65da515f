import { codePointName } from '../../core/kernel/han-text.ts'
import type { PlacedPage } from './layout-capture.ts'
import { countCharacters, shortOf } from './paper-text.ts'

/** Half a point: what rounding may push over an edge without anything being cut. */
const EDGE_POINTS = 0.5

/** What is wrong with a laid-out document; empty lists mean nothing is. */
export interface LayoutFaults {
  /** Characters put in and not placed, as 'U+XXXX'. */
  readonly lost: readonly string[]
  /** Characters placed beyond a page's edge. */
  readonly outside: readonly string[]
  /** Characters that got the empty glyph. */
  readonly boxes: readonly string[]
}

/** The text placed on the pages, inline by inline. */
export function placedTexts(pages: readonly PlacedPage[]): string[] {
  const texts: string[] = []
  for (const { items } of pages) for (const { type, item } of items) if (type === 'line') for (const { text } of item.inlines) texts.push(text)
  return texts
}

const isBox = ({ id }: { readonly id: number }): boolean => id === 0

/**
 * pdfmake drops what does not fit without an error: unbreakable blocks and rows taller than a page, headers taller than
 * their margin, lines that may not wrap (pdf.md §1). So every character put in must be on a line inside the page.
 */
export function layoutFaults(put: readonly string[], pages: readonly PlacedPage[]): LayoutFaults {
  const outside = new Set<string>()
  const boxes = new Set<string>()
  for (const page of pages) {
    for (const { type, item: line } of page.items) {
      if (type !== 'line') continue
      const cut = line.y < -EDGE_POINTS || line.y + line.getHeight() > page.pageSize.height + EDGE_POINTS
      for (const { text, x, width, trailingCut = 0, font } of line.inlines) {
        const left = line.x + x
        if (cut || left < -EDGE_POINTS || left + width - trailingCut > page.pageSize.width + EDGE_POINTS)
          for (const character of text) outside.add(codePointName(character))
        if (font.layout(text).glyphs.some(isBox)) for (const character of text.trim()) boxes.add(codePointName(character))
      }
    }
  }
  return { lost: shortOf(countCharacters(put), countCharacters(placedTexts(pages))), outside: [...outside], boxes: [...boxes] }
}

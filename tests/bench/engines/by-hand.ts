import { createRequire } from 'node:module'
import type { Block } from './contract.ts'

interface Breaker {
  nextBreak(): { position: number } | null
}
const fromPdfmake = createRequire(createRequire(import.meta.url).resolve('pdfmake/package.json'))
const LineBreaker = fromPdfmake('linebreak') as new (text: string) => Breaker

/** What stands on one page, placed. */
export interface HandPage {
  readonly texts: { readonly text: string; readonly x: number; readonly y: number; readonly size: number; readonly bold: boolean }[]
  readonly boxes: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[]
}
const [LEFT, TOP, BOTTOM, WIDTH] = [62, 64, 754, 471]
const TABLE_SIZE = 9
const PAD = 4
type WidthOf = (text: string, bold: boolean) => number

const known = new Map<string, string[]>()
function words(text: string): string[] {
  const found = known.get(text)
  if (found) return found
  const breaker = new LineBreaker(text)
  const parts: string[] = []
  let from = 0
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    parts.push(text.slice(from, next.position))
    from = next.position
  }
  known.set(text, parts)
  return parts
}

function wrap(text: string, width: number, size: number, bold: boolean, widthOf: WidthOf): string[] {
  const lines: string[] = []
  let [line, at] = ['', 0]
  for (const word of words(text)) {
    const wide = widthOf(word, bold) * size
    if (at + wide > width && line !== '') {
      lines.push(line)
      ;[line, at] = ['', 0]
    }
    line += word
    at += wide
  }
  return [...lines, line]
}

/** Paragraphs and tables down the page, as somebody would write it by hand for this one paper. */
export function layOutByHand(blocks: readonly Block[], widthOf: WidthOf): HandPage[] {
  const pages: HandPage[] = []
  let y = BOTTOM
  const page = (height: number): HandPage => {
    if (y + height > BOTTOM) {
      pages.push({ texts: [], boxes: [] })
      y = TOP
    }
    return pages.at(-1) ?? { texts: [], boxes: [] }
  }
  const row = (cells: readonly string[]): void => {
    const width = WIDTH / cells.length
    const lines = cells.map((cell) => wrap(cell, width - PAD * 2, TABLE_SIZE, false, widthOf))
    const height = Math.max(...lines.map(({ length }) => length)) * TABLE_SIZE * 1.5 + PAD
    const { texts, boxes } = page(height)
    for (const [column, cell] of lines.entries()) {
      boxes.push({ x: LEFT + column * width, y, width, height })
      for (const [n, text] of cell.entries())
        texts.push({ text, x: LEFT + column * width + PAD, y: y + 2 + n * TABLE_SIZE * 1.5, size: TABLE_SIZE, bold: false })
    }
    y += height
  }
  for (const block of blocks) {
    if (block.kind === 'TABLE') block.rows.forEach(row)
    else
      for (const text of wrap(block.text, WIDTH, block.size, block.bold, widthOf)) {
        page(block.size * 1.65).texts.push({ text, x: LEFT, y, size: block.size, bold: block.bold })
        y += block.size * 1.65
      }
  }
  return pages
}

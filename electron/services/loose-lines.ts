import { createRequire } from 'node:module'

/** The part of pdfmake 0.3.11 that draws a line out to its column; held to by tests/integration/paper/loose-lines.test.ts. */
interface SetLine {
  readonly inlines: readonly { readonly alignment?: unknown; readonly fontSize: number }[]
  lastLineInParagraph?: boolean
  getWidth(): number
}
interface ElementWriter {
  prototype: { alignLine(this: { context(): { readonly availableWidth: number } }, line: SetLine): void }
}

/** The widest gap that justification may open between two characters, in ems: what lines of hanzi need is below, what a long number leaves is above. */
const WIDEST_GAP = 0.15

// A contract's number is never broken, so the line before it may end far from the edge. Such a line is left as a last line is,
// by both engines alike: here, where both come by.
const { default: writer } = createRequire(import.meta.url)('pdfmake/js/ElementWriter.js') as { default: ElementWriter }
const { alignLine } = writer.prototype
writer.prototype.alignLine = function (line) {
  const [first] = line.inlines
  if (first?.alignment === 'justify' && !line.lastLineInParagraph) {
    const gap = (this.context().availableWidth - line.getWidth()) / (line.inlines.length - 1)
    if (gap > WIDEST_GAP * first.fontSize) line.lastLineInParagraph = true
  }
  alignLine.call(this, line)
}

import type { Inline, Parts, TextLine } from './internals.ts'

/** The most code points of a text that fit a width; at least one. */
function fitting(characters: readonly string[], fits: (text: string) => boolean): number {
  let [low, high, best] = [1, characters.length, 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (fits(characters.slice(0, middle).join(''))) {
      best = middle
      low = middle + 1
    } else high = middle - 1
  }
  return best
}

/** Whether an inline, and those that stand or fall with it, go on the line: pdfmake's sum, without a copy of the paragraph's rest. */
function fits(line: TextLine, inlines: readonly Inline[], at: number): boolean {
  if (line.inlines.length === 0) return true
  if (line.newLineForced) return false
  let [width, cut, last] = [0, 0, at]
  for (let bound = true; bound; last++) {
    const inline = inlines[last]
    if (!inline) break
    width += inline.width
    cut += inline.trailingCut || 0
    bound = Boolean(inline.noNewLine)
  }
  return line.inlineWidths + width - line.leadingCut - cut <= line.maxWidth
}

/**
 * pdfmake copies the rest of a paragraph for every character it places, so that long texts cost the square of their length, and
 * wraps a text too wide for its cell inside a surrogate pair (pdf.md §1). This one walks, and wraps between code points.
 */
export function patchLines({ builder, line: Line, inlines: TextInlines }: Parts): void {
  builder.prototype.buildNextLine = function (node) {
    const inlines = node._inlines
    if (!inlines || inlines.length === 0) return null
    const line = new Line(this.writer.context().availableWidth)
    const measure = new TextInlines(null)
    let [at, bind] = [0, false]
    for (let inline = inlines[0]; inline && (bind || fits(line, inlines, at)); inline = inlines[at]) {
      let wrapped = false
      at += 1
      if (!inline.noWrap && inline.text.length > 1 && inline.width > line.getAvailableWidth()) {
        const current = inline
        const characters = Array.from(inline.text)
        const count = fitting(characters, (text) => measure.widthOfText(text, current) <= line.getAvailableWidth())
        if (count < characters.length) {
          const rest: Inline = Object.create(Object.getPrototypeOf(inline), Object.getOwnPropertyDescriptors(inline))
          rest.text = characters.slice(count).join('')
          inline.text = characters.slice(0, count).join('')
          rest.width = measure.widthOfText(rest.text, rest)
          inline.width = measure.widthOfText(inline.text, inline)
          at -= 1
          inlines[at] = rest
          wrapped = true
        }
      }
      line.addInline(inline)
      bind = Boolean(inline.noNewLine) && !wrapped
    }
    node._inlines = inlines.slice(at)
    line.lastLineInParagraph = node._inlines.length === 0
    return line
  }
  Line.prototype.clone = function () {
    return Object.assign(new Line(this.maxWidth), this)
  }
  Line.prototype.getHeight = function () {
    let height = 0
    for (const inline of this.inlines) if (inline.height > height) height = inline.height
    return height
  }
  Line.prototype.getAscenderHeight = function () {
    let ascent = 0
    for (const { font, fontSize } of this.inlines) ascent = Math.max(ascent, (font.ascender / 1000) * fontSize)
    return ascent
  }
}

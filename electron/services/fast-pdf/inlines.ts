import type { DocumentFont, Inline, Parts, StyleStack } from './internals.ts'
import { carried, styleResolver, type TextStyle } from './styles.ts'
import { oneWord, type SplitWord, wordSplitter } from './words.ts'

const SCRIPT = 0.58

/** What the words of one part of a text have in common: said once for all of them, not copied into each. */
interface Look {
  readonly style: TextStyle
  readonly font: DocumentFont
  readonly height: number
}
/** What only a few words have: white space at an edge, the end of a line, the indent of a paragraph. */
interface Edge {
  readonly lineEnd: boolean
  readonly leadingCut: number
  readonly trailingCut: number
  readonly leadingIndent: number
}
const PLAIN: Edge = { lineEnd: false, leadingCut: 0, trailingCut: 0, leadingIndent: 0 }

/** A word on its way to a line. Of the many fields that pdfmake asks of one only those are its own that differ from word to word. */
class FastInline implements Inline {
  text: string
  width: number
  x = 0
  justifyShift = 0
  noNewLine = false
  edge: Edge
  readonly look: Look

  constructor(word: SplitWord, look: Look) {
    const { text, lineEnd = false, leading, trailing } = word
    const { style } = look
    this.text = text
    this.look = look
    this.width = widthOf(look, text)
    const leadingCut = leading === '' || style.preserveLeadingSpaces ? 0 : widthOf(look, leading)
    const trailingCut = trailing === '' || style.preserveTrailingSpaces ? 0 : widthOf(look, trailing)
    this.edge = lineEnd || leadingCut !== 0 || trailingCut !== 0 ? { lineEnd, leadingCut, trailingCut, leadingIndent: 0 } : PLAIN
  }

  get lineEnd() {
    return this.edge.lineEnd
  }
  get leadingCut() {
    return this.edge.leadingCut
  }
  get trailingCut() {
    return this.edge.trailingCut
  }
  get leadingIndent() {
    return this.edge.leadingIndent
  }
  get font() {
    return this.look.font
  }
  get height() {
    return this.look.height
  }
  get alignment() {
    return this.look.style.alignment
  }
  get fontSize() {
    return this.look.style.fontSize
  }
  get fontFeatures() {
    return this.look.style.fontFeatures
  }
  get characterSpacing() {
    return this.look.style.characterSpacing
  }
  get color() {
    return this.look.style.color
  }
  get decoration() {
    return this.look.style.decoration
  }
  get decorationColor() {
    return this.look.style.decorationColor
  }
  get decorationStyle() {
    return this.look.style.decorationStyle
  }
  get decorationThickness() {
    return this.look.style.decorationThickness
  }
  get background() {
    return this.look.style.background
  }
  get link() {
    return this.look.style.link
  }
  get linkToPage() {
    return this.look.style.linkToPage
  }
  get linkToDestination() {
    return this.look.style.linkToDestination
  }
  get noWrap() {
    return this.look.style.noWrap as boolean | null
  }
  get opacity() {
    return this.look.style.opacity
  }
  get sup() {
    return this.look.style.sup
  }
  get sub() {
    return this.look.style.sub
  }
}

const widthOf = ({ font, style: { fontSize, fontFeatures, characterSpacing } }: Look, text: string): number =>
  font.widthOfString(text, fontSize, fontFeatures) + (characterSpacing || 0) * (text.length - 1)

interface TextPart {
  readonly text?: unknown
}
/** The parts of a text as pdfmake flattens them; null where one refers to another text. */
function partsOf(text: unknown): (TextPart | string)[] | null {
  const out: (TextPart | string)[] = []
  const visit = (part: unknown): boolean => {
    if (part === null || part === undefined || typeof part !== 'object') return out.push(part === null || part === undefined ? '' : String(part)) > 0
    if (Array.isArray(part)) return part.every(visit)
    if ('_textRef' in part) return false
    const inner = (part as TextPart).text
    return Array.isArray(inner) ? inner.every(visit) : out.push(part) > 0
  }
  return visit(text) ? out : null
}

const textOf = (part: TextPart | string): string => (typeof part === 'string' ? part : part.text === undefined || part.text === null ? '' : String(part.text))

/**
 * pdfmake looks 23 style properties up for every hanzi and copies them one by one; neighbours of one text share them, so they are
 * looked up once, and the words of a text are kept (pdf.md §4).
 */
export function patchInlines(engine: Parts): void {
  const { prototype } = engine.inlines
  const stock = prototype.buildInlines
  const split = wordSplitter(engine)
  const resolve = styleResolver()

  type Build = (text: unknown, stack: StyleStack, provide: (style: TextStyle) => DocumentFont) => FastInline[] | null
  const build: Build = (text, stack, provide) => {
    const parts = partsOf(text)
    if (!parts) return null
    const out: FastInline[] = []
    let last: string | null = null
    for (const [at, part] of parts.entries()) {
      const style = resolve(stack, typeof part === 'string' ? null : part)
      if (!style || style.wordBreak === 'break-all') return null
      const whole = textOf(part)
      const words = style.noWrap ? oneWord(whole) : split(whole)
      const [first] = style.noWrap ? split(whole) : words
      const previous = out.at(-1)
      if (last && first && previous && split(last + first.text).length === 1) previous.noNewLine = true
      const font = provide(style)
      if (style.sup || style.sub) style.fontSize *= SCRIPT
      const look: Look = { style, font, height: font.lineHeight(style.fontSize) * style.lineHeight }
      const extra = typeof part === 'string' ? [] : carried(part)
      for (const word of words) {
        const inline = new FastInline(word, look)
        for (const key of extra) {
          Object.defineProperty(inline, key, { value: (part as Record<string, unknown>)[key], writable: true, enumerable: true, configurable: true })
        }
        if (out.length === 0 && style.leadingIndent) {
          inline.edge = { ...inline.edge, leadingCut: inline.leadingCut - style.leadingIndent, leadingIndent: style.leadingIndent }
        }
        out.push(inline)
      }
      const end = words.at(-1)
      last = at + 1 < parts.length && end && !end.lineEnd ? ((style.noWrap ? split(whole).at(-1)?.text : end.text) ?? null) : null
    }
    return out
  }

  prototype.buildInlines = function (text, stack) {
    const items = build(text, stack, ({ font, bold, italics }) => this.pdfDocument.provideFont(font, bold, italics))
    if (!items) return stock.call(this, text, stack)
    let [minWidth, maxWidth, width, leadingCut, open] = [0, 0, 0, 0, false]
    for (const inline of items) {
      minWidth = Math.max(minWidth, inline.width - inline.leadingCut - inline.trailingCut)
      if (!open) [width, leadingCut, open] = [0, inline.leadingCut, true]
      width += inline.width
      maxWidth = Math.max(maxWidth, width - leadingCut - inline.trailingCut)
      if (inline.lineEnd) open = false
    }
    const style = resolve(stack, null)
    if (style?.noWrap) minWidth = maxWidth
    return { items, minWidth, maxWidth }
  }
}

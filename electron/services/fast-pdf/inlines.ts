import type { DocumentFont, Inline, Parts, StyleStack } from './internals.ts'
import { carried, styleResolver, type TextStyle } from './styles.ts'
import { oneWord, type SplitWord, wordSplitter } from './words.ts'

const SCRIPT = 0.58

/** A word on its way to a line, with every field that pdfmake asks of one, always in the same order: so the engine reads it fast. */
class FastInline implements Inline {
  text: string
  lineEnd: boolean
  noNewLine = false
  x = 0
  justifyShift = 0
  width: number
  height: number
  leadingCut: number
  trailingCut: number
  leadingIndent = 0
  font: DocumentFont
  alignment: unknown
  fontSize: number
  fontFeatures: unknown
  characterSpacing: number
  color: unknown
  decoration: unknown
  decorationColor: unknown
  decorationStyle: unknown
  decorationThickness: unknown
  background: unknown
  link: unknown
  linkToPage: unknown
  linkToDestination: unknown
  noWrap: boolean | null
  opacity: number
  sup: boolean
  sub: boolean

  constructor({ text, lineEnd, leading, trailing }: SplitWord, style: TextStyle, font: DocumentFont, height: number) {
    this.text = text
    this.lineEnd = lineEnd ?? false
    this.font = font
    this.alignment = style.alignment
    this.fontSize = style.fontSize
    this.fontFeatures = style.fontFeatures
    this.characterSpacing = style.characterSpacing
    this.color = style.color
    this.decoration = style.decoration
    this.decorationColor = style.decorationColor
    this.decorationStyle = style.decorationStyle
    this.decorationThickness = style.decorationThickness
    this.background = style.background
    this.link = style.link
    this.linkToPage = style.linkToPage
    this.linkToDestination = style.linkToDestination
    this.noWrap = style.noWrap as boolean | null
    this.opacity = style.opacity
    this.sup = style.sup
    this.sub = style.sub
    this.height = height
    this.width = this.widthOf(text)
    this.leadingCut = leading === '' || style.preserveLeadingSpaces ? 0 : this.widthOf(leading)
    this.trailingCut = trailing === '' || style.preserveTrailingSpaces ? 0 : this.widthOf(trailing)
  }

  widthOf(text: string): number {
    return this.font.widthOfString(text, this.fontSize, this.fontFeatures) + (this.characterSpacing || 0) * (text.length - 1)
  }
}

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
      const height = font.lineHeight(style.fontSize) * style.lineHeight
      const extra = typeof part === 'string' ? [] : carried(part)
      for (const word of words) {
        const inline = new FastInline(word, style, font, height)
        for (const key of extra) Object.assign(inline, { [key]: (part as Record<string, unknown>)[key] })
        if (out.length === 0 && style.leadingIndent) {
          inline.leadingCut -= style.leadingIndent
          inline.leadingIndent = style.leadingIndent
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

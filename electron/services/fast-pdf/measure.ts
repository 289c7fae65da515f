import type { Inline, Parts } from './internals.ts'

/** pdfmake's style properties of a text and their defaults, as its `TextInlines.measure` names them. */
const PROPERTIES = {
  font: 'Roboto',
  bold: false,
  italics: false,
  alignment: 'left',
  fontSize: 12,
  fontFeatures: null,
  characterSpacing: 0,
  color: 'black',
  decoration: null,
  decorationColor: null,
  decorationStyle: null,
  decorationThickness: null,
  background: null,
  link: null,
  linkToPage: null,
  linkToDestination: null,
  noWrap: null,
  opacity: 1,
  sup: false,
  sub: false,
  lineHeight: 1,
  preserveLeadingSpaces: false,
  preserveTrailingSpaces: false,
} as const
type Property = keyof typeof PROPERTIES
/** What differs from character to character of one text. */
const OWN = new Set(['text', 'lineEnd', 'noNewLine', 'leadingCut', 'leadingIndent'])
const SCRIPT = 0.58

const EDGE_SPACE = /^\s|\s$/

function keyer(): (inline: object) => string {
  const numbers = new WeakMap<object, number>()
  let last = 0
  const numberOf = (value: object): number => {
    const known = numbers.get(value)
    if (known !== undefined) return known
    last += 1
    numbers.set(value, last)
    return last
  }
  return (inline) =>
    Object.entries(inline)
      .filter(([name]) => !OWN.has(name))
      .map(([name, value]) => `${name}=${typeof value === 'object' && value !== null ? `#${numberOf(value)}` : String(value)}`)
      .join(';')
}

/** pdfmake looks 23 style properties up for every hanzi; neighbours of one text share them, so they are looked up once (pdf.md §4). */
export function patchMeasure({ inlines: { prototype }, styles }: Parts): void {
  prototype.measure = function (array, stack) {
    const keyOf = keyer()
    const property = (item: object, name: string, fallback: unknown): unknown => styles.getStyleProperty(item, stack, name, fallback)
    const [first] = array
    const indent = first ? (property(first, 'leadingIndent', 0) as number) : 0
    if (first && indent) {
      first.leadingCut = -indent
      first.leadingIndent = indent
    }
    let [lastKey, style, height]: [string | null, Record<string, unknown>, number] = [null, {}, 0]
    for (const item of array) {
      const key = keyOf(item)
      if (key !== lastKey) {
        lastKey = key
        style = Object.fromEntries(Object.entries(PROPERTIES).map(([name, fallback]) => [name, property(item, name, fallback)]))
        const resolved = style as Record<Property, never>
        style.font = this.pdfDocument.provideFont(resolved.font, resolved.bold, resolved.italics)
        if (resolved.sup || resolved.sub) style.fontSize = (resolved.fontSize as number) * SCRIPT
        height = (style.font as Inline['font']).lineHeight(style.fontSize as number) * (resolved.lineHeight as number)
      }
      const { lineHeight: _, bold: __, italics: ___, preserveLeadingSpaces, preserveTrailingSpaces, ...kept } = style
      Object.assign(item, kept)
      item.width = this.widthOfText(item.text, item)
      item.height = height
      item.leadingCut ||= 0
      item.trailingCut = 0
      if (!EDGE_SPACE.test(item.text)) continue
      const [leading] = /^\s+/.exec(item.text) ?? []
      const [trailing] = /\s+$/.exec(item.text) ?? []
      if (leading !== undefined && !preserveLeadingSpaces) item.leadingCut += this.widthOfText(leading, item)
      if (trailing !== undefined && !preserveTrailingSpaces) item.trailingCut = this.widthOfText(trailing, item)
    }
    return array
  }
}

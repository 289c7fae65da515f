import type { StyleStack } from './internals.ts'

/** pdfmake's style properties of a text and their defaults, as its `TextInlines.measure` and `TextBreaker` name them. */
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
  leadingIndent: 0,
  wordBreak: 'normal',
} as const
export type TextStyle = {
  -readonly [P in keyof typeof PROPERTIES]: (typeof PROPERTIES)[P] extends number
    ? number
    : (typeof PROPERTIES)[P] extends string
      ? string
      : (typeof PROPERTIES)[P] extends boolean
        ? boolean
        : unknown
}
/** Where the others are said by a name: those are looked up in pdfmake's own way. */
const NAMED = 'style'

const isProperty = (key: string): key is keyof TextStyle => key in PROPERTIES

/** What a layer says of a text goes over what the layers under it said. */
function over(style: TextStyle, layer: object): void {
  for (const key in layer) {
    const value = (layer as Record<string, unknown>)[key]
    if (value !== undefined && value !== null && isProperty(key)) (style as Record<string, unknown>)[key] = value
  }
}

/** Keys of a part of a text that are no style: what it carries along to each of its words. */
export const carried = (part: object): string[] => Object.keys(part).filter((key) => key !== 'text' && !isProperty(key))

/**
 * Resolves styles, layer over layer; the layers under a text are those of its neighbour as a rule, and are kept.
 * @returns null where a layer has a name, which pdfmake itself must look up
 */
export function styleResolver(): (stack: StyleStack, part: object | null) => TextStyle | null {
  let [below, layersBelow]: [TextStyle, readonly unknown[]] = [{ ...PROPERTIES }, []]
  return ({ defaultStyle, styleOverrides }, part) => {
    const top = styleOverrides.at(-1)
    let depth = styleOverrides.length
    while (depth > 0 && styleOverrides[depth - 1] === top) depth -= 1
    const same =
      layersBelow.length === depth + 1 && layersBelow[0] === defaultStyle && layersBelow.every((layer, at) => at === 0 || layer === styleOverrides[at - 1])
    if (!same) {
      const layers = [defaultStyle, ...styleOverrides.slice(0, depth)]
      below = { ...PROPERTIES }
      for (const layer of layers) {
        if (typeof layer === 'string' || (layer && NAMED in layer)) return null
        if (layer) over(below, layer)
      }
      layersBelow = layers
    }
    const style = { ...below }
    for (const layer of [top, part]) {
      if (typeof layer === 'string' || (layer && NAMED in layer)) return null
      if (layer) over(style, layer)
    }
    return style
  }
}

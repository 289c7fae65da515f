import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { patchInlines } from '../../../electron/services/fast-pdf/inlines.ts'
import { type DocumentFont, type Inline, parts, type StyleStack } from '../../../electron/services/fast-pdf/internals.ts'

const engine = parts()
const { buildInlines: stock } = engine.inlines.prototype
patchInlines(engine)
const { buildInlines: fast } = engine.inlines.prototype
// Files of pure tests share a worker: the engine is left as it was.
engine.inlines.prototype.buildInlines = stock

/** A font that knows a width for every text: what matters is that both ask for the same ones. */
const fontOf = (family: string, bold: boolean): DocumentFont =>
  ({
    id: `${family}${bold}`,
    widthOfString: (text: string, size: number) =>
      Array.from(text).reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) % 7) + 1, 0) * (size / 10),
    lineHeight: (size: number) => size * (bold ? 1.3 : 1.2),
  }) as DocumentFont
const fonts = new Map<string, DocumentFont>()
const provideFont = (family: string, bold: boolean): DocumentFont => {
  const font = fonts.get(`${family}${bold}`) ?? fontOf(family, bold)
  fonts.set(`${family}${bold}`, font)
  return font
}
const inlines = Object.assign(Object.create(engine.inlines.prototype) as { buildInlines: typeof stock; widthOfText: unknown; measure: unknown }, {
  pdfDocument: { provideFont },
})

const text = fc
  .array(fc.constantFrom('借款人', '，', '。', '（', '）', '￥1,234.50', ' ', '\u3000', '\n', 'LPR', '𠮷', '3.85%', '“', '”', 'a-b'), { maxLength: 12 })
  .map((words) => words.join(''))
const style = fc.record(
  {
    bold: fc.boolean(),
    fontSize: fc.constantFrom(9, 10.5),
    noWrap: fc.boolean(),
    alignment: fc.constantFrom('justify', 'center'),
    leadingIndent: fc.constantFrom(0, 21),
    characterSpacing: fc.constantFrom(0, 2),
    sup: fc.boolean(),
    preserveLeadingSpaces: fc.boolean(),
    preserveTrailingSpaces: fc.boolean(),
    color: fc.constant('#404040'),
    wordBreak: fc.constantFrom('normal', 'break-all'),
  },
  { requiredKeys: [] },
)
const part = fc.oneof(
  text,
  fc.tuple(text, style).map(([words, look]) => ({ text: words, ...look })),
)
const leaf = fc.tuple(fc.oneof(text, fc.array(part, { maxLength: 4 })), style).map(([words, look]) => ({ text: words, ...look }))

const FIELDS = ['text', 'width', 'height', 'leadingCut', 'trailingCut', 'alignment', 'fontSize', 'color', 'characterSpacing', 'sup'] as const
const seen = (inline: Inline) => ({
  ...Object.fromEntries(FIELDS.map((field) => [field, (inline as unknown as Record<string, unknown>)[field]])),
  font: inline.font.id,
  lineEnd: Boolean(inline.lineEnd),
  noNewLine: Boolean(inline.noNewLine),
  noWrap: Boolean(inline.noWrap),
})

describe('the words of a paper', () => {
  it('are cut, styled and measured by the fast engine as stock pdfmake does it, whatever the text and its style', () => {
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 3 }), style, (leaves, around) => {
        for (const node of leaves) {
          const stack: StyleStack & { clone?: unknown } = Object.assign(new engine.stack({}, { font: 'NotoSerifSC', fontSize: 10.5, lineHeight: 1.12 }), {
            styleOverrides: [around, node, node],
          })
          const [ours, theirs] = [fast, stock].map((build) => build.call(inlines as never, structuredClone(node.text), stack))
          expect(ours?.items.map(seen)).toEqual(theirs?.items.map(seen))
          expect([ours?.minWidth, ours?.maxWidth]).toEqual([theirs?.minWidth, theirs?.maxWidth])
        }
      }),
      { numRuns: 500 },
    )
  })
})

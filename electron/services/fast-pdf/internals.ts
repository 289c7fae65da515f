import { createRequire } from 'node:module'

/** The parts of pdfmake 0.3.11 and pdfkit 0.19.1 that the patches of this folder stand on; their sources are checked before any is used. */
export interface Glyph {
  readonly id: number
  readonly advanceWidth: number
  readonly codePoints: readonly number[]
}
export interface GlyphPosition {
  readonly xAdvance: number
  readonly advanceWidth: number
}
export interface GlyphRun {
  readonly glyphs: readonly Glyph[]
  readonly positions: readonly GlyphPosition[]
  readonly advanceWidth: number
}
interface FontTableStream {
  pos: number
  readBuffer(length: number): Uint8Array
}
/** fontkit's view of a TrueType file. */
export interface Typeface {
  readonly hmtx: { readonly metrics: { length: number; get(index: number): { advance: number; bearing: number } } }
  readonly loca: { readonly offsets: ArrayLike<number> }
  readonly directory: { readonly tables: Readonly<Record<string, { readonly offset: number; readonly length: number } | undefined>> }
  readonly stream: { readonly buffer: Uint8Array }
  _getTableStream(tag: string): FontTableStream
}
export interface Subset {
  readonly font: Typeface
  readonly glyphs: number[]
  includeGlyph(id: number): number
  encode(): Uint8Array
}
export interface PdfReference {
  compress: boolean
  data: Record<string, unknown>
  write(chunk: Uint8Array): void
  end(chunk?: Uint8Array | string): void
}
/** A text in the codes of one document's font. */
export interface WrittenText {
  /** Glyph by glyph, ready for a literal string; kerning stands behind its glyph as `)12(`. */
  readonly codes: readonly string[]
  /** All of them, in thousandths of the font size. */
  readonly advance: number
}
/** A font inside one document. */
export interface DocumentFont {
  readonly id: string
  readonly ascender: number
  readonly scale: number
  readonly subset: Subset
  readonly unicode: (readonly number[])[]
  readonly widths: number[]
  readonly document: { ref(data?: Record<string, unknown>): PdfReference }
  layout(text: string, features?: unknown, onlyWidth?: boolean): GlyphRun
  layoutRun(text: string, features?: unknown): GlyphRun
  lineHeight(size: number): number
  widthOfString(text: string, size: number, features?: unknown): number
  encode(text: string, features?: unknown): readonly [readonly string[], readonly GlyphPosition[]]
  /** With the patches: a text as it stands in a content stream. */
  written(text: string): WrittenText
  ref(): PdfReference
  embed(): void
}
export type DocumentFontClass = new (document: unknown, face: Typeface, id: string) => DocumentFont

export interface Inline {
  text: string
  x: number
  width: number
  height: number
  font: DocumentFont
  fontSize: number
  fontFeatures?: unknown
  characterSpacing?: number
  color?: unknown
  opacity?: number | null
  leadingCut: number
  trailingCut: number
  leadingIndent?: number
  /** What justification put before it. */
  justifyShift?: number
  noNewLine?: boolean
  noWrap?: boolean | null
  lineEnd?: boolean
  sup?: boolean
  sub?: boolean
  background?: unknown
  decoration?: unknown
  link?: unknown
  linkToPage?: unknown
  linkToDestination?: unknown
  _pageNodeRef?: unknown
}
export interface TextLine {
  inlines: Inline[]
  inlineWidths: number
  leadingCut: number
  maxWidth: number
  newLineForced?: boolean
  lastLineInParagraph?: boolean
  id?: unknown
  _outline?: unknown
  _pageNodeRef?: unknown
  addInline(inline: Inline): void
  clone(): TextLine
  getAvailableWidth(): number
  getHeight(): number
  getAscenderHeight(): number
  hasEnoughSpaceForInline(inline: Inline, next: readonly Inline[]): boolean
}
export interface PdfPage {
  readonly height: number
  readonly content: PdfReference
  readonly fonts: Record<string, unknown>
  write(chunk: string | Uint8Array): void
  end(): void
}
export interface PdfDocument {
  readonly page: PdfPage
  readonly fonts: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  readonly options: { readonly tagged?: boolean }
  _fontFamilies: Record<string, DocumentFont>
  _fontCount: number
  _pdfMakePages?: unknown
  getFontType(bold: boolean, italics: boolean): string
  addContent(text: string): void
  addPage(options: { readonly size: readonly number[] }): void
  _normalizeColor(color: unknown): readonly number[] | null
}
/** The layers of style over a node: nodes and names, the nearest last. */
export interface StyleStack {
  readonly defaultStyle?: object
  readonly styleOverrides: readonly (object | string)[]
}
export interface Word {
  readonly text: string
  readonly lineEnd?: boolean
}
interface TextInlines {
  readonly pdfDocument: { provideFont(family: string, bold: boolean, italics: boolean): DocumentFont }
  widthOfText(text: string, inline: Inline): number
  measure(inlines: Inline[], styles: unknown): Inline[]
  buildInlines(text: unknown, stack: StyleStack): { items: Inline[]; minWidth: number; maxWidth: number }
}
export interface Vector {
  readonly type: string
  /** Of a path. */
  readonly d?: string
  readonly dash?: unknown
  readonly r?: unknown
  readonly linearGradient?: unknown
  readonly fillOpacity?: unknown
  readonly strokeOpacity?: unknown
  readonly lineWidth?: number
  readonly lineColor?: unknown
  readonly color?: unknown
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}
/** A page as it was laid out, its lines and vectors in the order they are drawn. */
export interface LaidOutPage {
  readonly pageSize: { readonly width: number; readonly height: number }
  readonly items: readonly (
    | { readonly type: 'line'; readonly item: TextLine & { readonly x: number; readonly y: number } }
    | { readonly type: 'vector'; readonly item: Vector }
    | { readonly type: 'image' }
  )[]
  readonly watermark?: unknown
}
export interface PageRenderer {
  readonly pdfDocument: PdfDocument
  readonly progressCallback?: unknown
  renderLine(line: TextLine, x: number, y: number): void
  renderVector(vector: Vector): void
}
type Class<P> = { prototype: P }

const require = createRequire(import.meta.url)
const inside = <T>(name: string): T => (require(`pdfmake/js/${name}.js`) as { default: T }).default
const fromPdfmake = createRequire(require.resolve('pdfmake/js/base.js'))

export const VERSIONS = { pdfmake: '0.3.11', pdfkit: '0.19.1' } as const
export const installedVersions = (): Readonly<Record<keyof typeof VERSIONS, string>> => ({
  pdfmake: (require('pdfmake/package.json') as { version: string }).version,
  pdfkit: (fromPdfmake('pdfkit/package.json') as { version: string }).version,
})
export type PdfKit = new (options: Record<string, unknown>) => { readonly page: PdfPage; font(bytes: Uint8Array): { readonly _font: DocumentFont } }
export const pdfkit = (): PdfKit => fromPdfmake('pdfkit') as PdfKit
/** Parses a TrueType file; its tables are read when asked for. */
export const openTypeface = (bytes: Uint8Array): Typeface =>
  (createRequire(fromPdfmake.resolve('pdfkit'))('fontkit') as { create(bytes: Uint8Array): Typeface }).create(bytes)

export const parts = () => ({
  document: inside<Class<{ provideFont(this: PdfDocument, family: string, bold: boolean, italics: boolean): DocumentFont }>>('PDFDocument'),
  inlines: inside<Class<TextInlines> & (new (document: null) => TextInlines)>('TextInlines'),
  builder:
    inside<Class<{ buildNextLine(this: { writer: { context(): { availableWidth: number } } }, node: { _inlines?: Inline[] }): TextLine | null }>>(
      'LayoutBuilder',
    ),
  line: inside<Class<TextLine> & (new (width: number) => TextLine)>('Line'),
  stack: inside<new (names: object, defaultStyle: object) => StyleStack>('StyleContextStack'),
  breaker: inside<new () => { getBreaks(text: string, stack: null): Word[] }>('TextBreaker'),
  renderer:
    inside<
      Class<{
        renderLine(this: { pdfDocument: PdfDocument }, line: TextLine, x: number, y: number): void
        renderVector(this: { pdfDocument: PdfDocument }, vector: Vector): void
        renderPages(this: PageRenderer, pages: readonly LaidOutPage[]): void
      }>
    >('Renderer'),
  decorator:
    inside<
      new (
        document: PdfDocument,
      ) => { drawBackground(line: TextLine, x: number, y: number): void; drawDecorations(line: TextLine, x: number, y: number): void }
    >('TextDecorator'),
})
export type Parts = ReturnType<typeof parts>

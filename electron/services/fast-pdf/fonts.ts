import { deflateSync } from 'node:zlib'
import {
  type DocumentFont,
  type DocumentFontClass,
  type Glyph,
  type GlyphRun,
  openTypeface,
  type Parts,
  type PdfDocument,
  pdfkit,
  type Typeface,
  type WrittenText,
} from './internals.ts'
import { subsetFile } from './subset-file.ts'

/** Entries kept per font: enough for every template, and no leak however many names pass through a worker. */
const LAYOUTS_KEPT = 20_000
/** Outlines compress to much the same at any level; this one costs a third of the default. */
const OUTLINE_LEVEL = 3
/** zlib's largest tables: a fifth less time. */
const MEMORY = 9
/** Where pdfkit cuts a text before it lays it out. */
const SPACE = /[ \t]/

/** A glyph of a text, and what stands behind it in a literal string: kerning, as `)12(`. */
interface Drawn {
  readonly glyph: Glyph
  readonly codePoints: readonly number[]
  readonly key: number | string
  readonly after: string
}
interface Shaped {
  readonly drawn: readonly Drawn[]
  readonly advance: number
}

interface Face {
  readonly typeface: Typeface
  readonly layouts: Map<string, GlyphRun>
  readonly shaped: Map<string, Shaped>
  /** Widths of whole texts, in thousandths of the font size. */
  readonly advances: Map<string, number>
}

/** What the font files are called in the document, and where their bytes come from. */
export type FontBytes = (file: string) => Uint8Array

const hex = (cid: number): string => cid.toString(16).padStart(4, '0')
const byte = (value: number): string => {
  const character = String.fromCharCode(value)
  return '()\\'.includes(character) ? `\\${character}` : character === '\r' ? '\\r' : character
}
const literals: string[] = []
/** Two bytes of a literal string (ISO 32000-1, 7.3.4.2): half as long as in hex. */
function literal(cid: number): string {
  const known = literals[cid]
  if (known !== undefined) return known
  while (literals.length <= cid) literals.push(byte(literals.length >> 8) + byte(literals.length & 0xff))
  return literals[cid] ?? ''
}
function keep<V>(map: Map<string, V>, key: string, value: V): V {
  if (map.size >= LAYOUTS_KEPT) map.clear()
  map.set(key, value)
  return value
}
/** One number for a glyph drawn for a code point. */
const pair = (glyph: number, codePoint: number): number => glyph * 0x20_0000 + codePoint

function fontClass(stock: DocumentFontClass) {
  return class extends stock {
    readonly face: Face
    readonly #cids = new Map<number | string, number>()
    readonly #drawn = new Set<number>([0])
    readonly #written = new Map<string, WrittenText>()

    constructor(document: PdfDocument, face: Face, id: string) {
      super(document, face.typeface, id)
      this.face = face
      const { subset } = this
      subset.encode = () => subsetFile(subset)
    }

    layoutCached(text: string): GlyphRun {
      const { layouts } = this.face
      const known = layouts.get(text)
      if (known) return known
      return keep(layouts, text, this.layoutRun(text))
    }

    override layout(text: string, features?: unknown, onlyWidth?: boolean): GlyphRun {
      return features || text === '' || SPACE.test(text) ? super.layout(text, features, onlyWidth) : this.layoutCached(text)
    }

    override widthOfString(text: string, size: number, features?: unknown): number {
      const { advances } = this.face
      const advance = features
        ? super.layout(text, features, true).advanceWidth
        : (advances.get(text) ?? keep(advances, text, super.layout(text, null, true).advanceWidth))
      return advance * (size / 1000)
    }

    /**
     * Some glyphs serve two code points; a document that used both would read back as one of them, and with a font kept from
     * document to document the first use of all would win for ever (pdf.md §2). So each pair has a code of its own.
     */
    #cid({ glyph, codePoints, key }: Drawn): number {
      const known = this.#cids.get(key)
      if (known !== undefined) return known
      const cid = this.#drawn.has(glyph.id) && glyph.id !== 0 ? this.subset.glyphs.push(glyph.id) - 1 : this.subset.includeGlyph(glyph.id)
      this.#drawn.add(glyph.id)
      this.#cids.set(key, cid)
      this.widths[cid] = glyph.advanceWidth * this.scale
      if (glyph.id !== 0) this.unicode[cid] = codePoints
      return cid
    }

    #shape({ glyphs, positions }: Pick<GlyphRun, 'glyphs' | 'positions'>, text: string): Shaped {
      const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0)
      const plain = characters.length === glyphs.length
      let advance = 0
      const drawn = glyphs.map((glyph, at): Drawn => {
        const { xAdvance = 0, advanceWidth = 0 } = positions[at] ?? {}
        const codePoints = plain ? [characters[at] ?? 0] : glyph.codePoints
        const adjust = xAdvance - advanceWidth
        advance += xAdvance
        const key = codePoints.length === 1 ? pair(glyph.id, codePoints[0] ?? 0) : `${glyph.id}:${codePoints.join()}`
        return { glyph, codePoints, key, after: adjust === 0 ? '' : `)${-adjust}(` }
      })
      return { drawn, advance }
    }

    override encode(text: string, features?: unknown) {
      const run = this.layout(text, features)
      return [this.#shape(run, text).drawn.map((drawn) => hex(this.#cid(drawn))), run.positions] as const
    }

    override written(text: string): WrittenText {
      const known = this.#written.get(text)
      if (known) return known
      const { shaped } = this.face
      const { drawn, advance } = shaped.get(text) ?? keep(shaped, text, this.#shape(this.layout(text), text))
      const made = { codes: drawn.map((one) => literal(this.#cid(one)) + one.after), advance }
      this.#written.set(text, made)
      return made
    }
  }
}

/** A font file, deflated here: pdfkit's own level is meant for text. */
function embedDeflated(font: DocumentFont): void {
  const { document } = font
  const ref = document.ref.bind(document)
  let first = true
  document.ref = (data) => {
    const reference = ref(data)
    if (!first) return reference
    first = false
    document.ref = ref
    const end = reference.end.bind(reference)
    reference.end = (chunk) => {
      reference.compress = false
      reference.data.Filter = 'FlateDecode'
      end(chunk instanceof Uint8Array ? deflateSync(chunk, { level: OUTLINE_LEVEL, memLevel: MEMORY }) : chunk)
    }
    return reference
  }
}

/** Fonts are parsed once per thread, their layouts kept, and each document's text map is its own. */
export function patchFonts({ document }: Parts, bytesOf: FontBytes): void {
  const faces = new Map<string, Face>()
  const faceOf = (file: string): Face => {
    const known = faces.get(file)
    if (known) return known
    const face: Face = { typeface: openTypeface(bytesOf(file)), layouts: new Map(), shaped: new Map(), advances: new Map() }
    faces.set(file, face)
    return face
  }
  let Font: ReturnType<typeof fontClass> | null = null
  document.prototype.provideFont = function (family, bold, italics) {
    const file = this.fonts[family]?.[this.getFontType(bold, italics)]
    if (typeof file !== 'string') throw new Error(`font ${family} has no such weight`)
    const known = this._fontFamilies[file]
    if (known) return known
    Font ??= fontClass(new (pdfkit())({ autoFirstPage: false, font: null }).font(bytesOf(file))._font.constructor as DocumentFontClass)
    this._fontCount += 1
    const font = new Font(this, faceOf(file), `F${this._fontCount}`) as DocumentFont
    const embed = font.embed.bind(font)
    font.embed = () => {
      embedDeflated(font)
      embed()
    }
    this._fontFamilies[file] = font
    return font
  }
}

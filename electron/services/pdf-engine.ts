import { createHash } from 'node:crypto'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { SignaturePlace } from '../../core/contract/signature-place.ts'
import { normaliseText } from '../../core/kernel/han-text.ts'
import { sha256 } from '../../core/kernel/ids.ts'
import { pageIdentityText } from '../../core/kernel/page-code.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import { type Furniture, furnish, type PaperDefinition } from '../../templates/layout/page-frame.ts'
import type { Printing } from '../../templates/layout/stamp.ts'
import { TABLE_LAYOUTS } from '../../templates/layout/tables.ts'
import { installFastPdf } from './fast-pdf/install.ts'
import { RARE_FAMILY, withFallback } from './font-runs.ts'
import type { PaperFonts } from './fonts.ts'
import { type PlacedPage, takePages } from './layout-capture.ts'
import { marksOf, placesOf } from './layout-places.ts'
import './loose-lines.ts'
import { pageMac } from './page-mac.ts'
import { forbiddenNode, mapText, type TextLeaf, textLeaves } from './paper-text.ts'
import type { Printable, PrintedPdf, PrintMeta } from './pdf-printer.ts'
import { type LaidOut, laidOutOn, verifyLayout, verifyPlaces, verifyWritten } from './pdf-verify.ts'
import { gateText } from './text-gate.ts'

const FAMILY = 'NotoSerifSC'
const FILES = { normal: 'paper-normal.ttf', bold: 'paper-bold.ttf', rare: 'paper-rare.ttf' } as const

interface VirtualFiles {
  existsSync(name: string): boolean
  readFileSync(name: string): Buffer
  writeFileSync(name: string, bytes: Uint8Array): void
}
const { virtualfs } = pdfmake as unknown as { virtualfs: VirtualFiles }
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * Fonts reach pdfmake through its virtual folder, so that both access policies can refuse everything else.
 * @param fast whether the patches of fast-pdf may be used; stock pdfmake is what they are compared with
 * @returns what the patches did not fit; then stock pdfmake prints
 */
export function preparePdfmake(fonts: PaperFonts, fast = true): string[] {
  virtualfs.writeFileSync(FILES.normal, asBuffer(fonts.normal))
  virtualfs.writeFileSync(FILES.bold, asBuffer(fonts.bold))
  pdfmake.setFonts({ [FAMILY]: { normal: FILES.normal, bold: FILES.bold }, [RARE_FAMILY]: { normal: FILES.rare, bold: FILES.rare } })
  pdfmake.setTableLayouts(TABLE_LAYOUTS)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  return fast ? installFastPdf((file) => virtualfs.readFileSync(file)) : ['not asked for']
}

function printingOf({ printing }: PrintMeta): Printing | null {
  if (!printing) return null
  const { version, training, key } = printing
  return { version, training, mac: (identity) => pageMac(key, pageIdentityText(identity)) }
}

/** Each page's furniture is made once, though the engine asks for it and the check after it: a page's code costs a millisecond. */
function oncePerPage(source: PaperDefinition, meta: PrintMeta): Furniture {
  const around = furnish(source, printingOf(meta))
  const once = (make: (page: number, pages: number) => Content) => {
    const made = new Map<string, Content>()
    return (page: number, pages: number): Content => {
      const key = `${page}/${pages}`
      const known = made.get(key) ?? mapText(make(page, pages), normaliseText)
      made.set(key, known)
      return known
    }
  }
  return { header: once(around.header), footer: once(around.footer), background: once((page) => around.background(page)) as Furniture['background'] }
}

const furnitureLeaves = ({ header, footer, background }: Furniture, page: number, pages: number): TextLeaf[] => [
  ...textLeaves(header(page, pages), 'header'),
  ...textLeaves(footer(page, pages), 'footer'),
  ...textLeaves(background(page), 'background'),
]

const textOf = ({ text }: TextLeaf): string => text
const titleProblem = (title: string): boolean => /[&<>]/.test(title)

/** A paper laid out and written, and what was put into it: not yet looked at again. */
export interface Written {
  readonly bytes: Uint8Array
  readonly pages: readonly PlacedPage[]
  readonly put: readonly string[]
}

/** Checks and lays out one paper; one at a time, for pdfmake keeps its state in one object. Nobody hands out what was only written: `printOne` does. */
export async function writeOne({ definition: source, title }: Printable, meta: PrintMeta, fonts: PaperFonts): Promise<Result<Written>> {
  const content = mapText(source.content, normaliseText)
  const furniture = oncePerPage(source, meta)
  const forbidden = forbiddenNode([content, furniture.header(1, 1), furniture.footer(1, 1)], 'paper')
  if (forbidden) throw new TypeError(`a paper may not hold ${forbidden}`)
  if (titleProblem(title)) throw new TypeError('a document title may not hold &, < or >: pdfkit does not escape it')
  const leaves = textLeaves(content, 'content')
  const gate = gateText([...leaves, ...furnitureLeaves(furniture, 1, 1)], fonts.coverage)
  if (!gate.ok) return gate
  const body = withFallback(content, fonts.first)
  const head = withFallback(furniture.header(1, 1), fonts.first)
  if ((body.used || head.used) && !virtualfs.existsSync(FILES.rare)) virtualfs.writeFileSync(FILES.rare, asBuffer(await fonts.openRare()))

  const { frame: _, header: __, footer: ___, ...layout } = source
  const definition: TDocumentDefinitions = {
    ...layout,
    content: body.node,
    header: (page, pages) => withFallback(furniture.header(page, pages), fonts.first).node,
    footer: (page, pages) => withFallback(furniture.footer(page, pages), fonts.first).node,
    background: (page) => withFallback(furniture.background(page), fonts.first).node,
    version: '1.4',
    subset: 'PDF/A-1b',
    language: 'zh-CN',
    defaultStyle: { ...source.defaultStyle, font: FAMILY },
    info: { title, creator: 'First-Loan Counter', producer: 'First-Loan Counter', creationDate: new Date(meta.createdAt) },
  }
  const bytes = new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
  const pages = takePages()
  const put = [...leaves, ...pages.flatMap((_page, index) => furnitureLeaves(furniture, index + 1, pages.length))].map(textOf)
  return ok({ bytes, pages, put })
}

interface Checked extends LaidOut {
  readonly bytes: Uint8Array
  readonly places: readonly SignaturePlace[]
}

/** Writes one paper and looks at its layout, which nothing holds any more when this returns. */
async function writeChecked(paper: Printable, meta: PrintMeta, fonts: PaperFonts): Promise<Result<Checked>> {
  const made = await writeOne(paper, meta, fonts)
  if (!made.ok) return made
  const { bytes, pages, put } = made.value
  const placed = verifyLayout(put, pages)
  if (!placed.ok) return placed
  const places = placesOf(pages)
  const signed = verifyPlaces(marksOf(paper.definition.content).size, places)
  return signed.ok ? ok({ bytes, places, ...laidOutOn(pages) }) : signed
}

/** Checks, lays out and verifies one paper. */
export async function printOne(paper: Printable, meta: PrintMeta, fonts: PaperFonts): Promise<Result<PrintedPdf>> {
  const made = await writeChecked(paper, meta, fonts)
  if (!made.ok) return made
  const { bytes, pages, places } = made.value
  const written = await verifyWritten(bytes, made.value, paper.marks)
  if (!written.ok) return written
  return ok({ bytes, pages, places, sha256: sha256(createHash('sha256').update(bytes).digest('hex')) })
}

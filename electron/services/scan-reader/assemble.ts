import { degrees, PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { openScan } from './open-scan.ts'

/** One page of a paper: of which file, which page, turned how. */
export interface PaperPart {
  readonly file: number
  readonly pageNo: number
  readonly rotation: number
}
export interface PaperFile {
  readonly bytes: Uint8Array
  readonly kind: 'PDF' | 'JPEG' | 'PNG' | 'TIFF'
}

const POINTS = 72
const FULL_SIDE = 4700
const KEPT_QUALITY = 90
/** The same pages give the same bytes, whenever they are put together. */
const NEVER = new Date(0)

/** The page as a picture on a sheet of its own size, for what cannot be carried over as it is. */
async function drawn(paper: PDFDocument, { bytes, kind }: PaperFile, pageNo: number): Promise<PDFPage> {
  const opened = await openScan(bytes, kind)
  if (!opened.ok) throw new Error(opened.error.code)
  try {
    const source = await opened.value.page(pageNo)
    const picture = await paper.embedJpg(kind === 'JPEG' ? bytes : await source.jpeg(FULL_SIDE, 0, KEPT_QUALITY))
    const size: [number, number] = [(source.width / source.dpi) * POINTS, (source.height / source.dpi) * POINTS]
    const page = paper.addPage(size)
    page.drawImage(picture, { x: 0, y: 0, width: size[0], height: size[1] })
    return page
  } finally {
    await opened.value.close()
  }
}

/** The page of a PDF as it is, or null where it is too odd to be carried over. */
async function copied(paper: PDFDocument, pdf: PDFDocument, pageNo: number): Promise<PDFPage | null> {
  try {
    const [page] = await paper.copyPages(pdf, [pageNo - 1])
    return page ? paper.addPage(page) : null
  } catch {
    return null
  }
}

/** Every page of every file, in their order. */
async function allPages(files: readonly PaperFile[]): Promise<Result<PaperPart[]>> {
  const parts: PaperPart[] = []
  for (const [file, { bytes, kind }] of files.entries()) {
    const opened = await openScan(bytes, kind)
    if (!opened.ok) return opened
    for (let pageNo = 1; pageNo <= opened.value.pages; pageNo++) parts.push({ file, pageNo, rotation: 0 })
    await opened.value.close()
  }
  return ok(parts)
}

/**
 * Puts the pages of a paper together as one PDF: pages of PDFs and JPEGs as they are, others as pictures; a rotation is a note
 * on the page. The files themselves stay as they came.
 * @param chosen null for every page of every file
 * @returns SCAN_DAMAGED when a page cannot be carried over in any way
 */
export async function assemblePaper(files: readonly PaperFile[], chosen: readonly PaperPart[] | null): Promise<Result<Uint8Array>> {
  const parts = chosen === null ? await allPages(files) : ok(chosen)
  if (!parts.ok) return parts
  const paper = await PDFDocument.create({ updateMetadata: false })
  paper.setCreationDate(NEVER)
  paper.setModificationDate(NEVER)
  const opened = new Map<number, PDFDocument | null>()
  for (const { file, pageNo, rotation } of parts.value) {
    const source = files[file]
    if (!source) throw new RangeError('a part names a file that was not given')
    if (source.kind === 'PDF' && !opened.has(file)) opened.set(file, await PDFDocument.load(source.bytes, { updateMetadata: false }).catch(() => null))
    const pdf = opened.get(file)
    try {
      const page = (pdf && (await copied(paper, pdf, pageNo))) ?? (await drawn(paper, source, pageNo))
      if (rotation !== 0) page.setRotation(degrees((page.getRotation().angle + rotation) % 360))
    } catch {
      return refuse('SCAN_DAMAGED', { kind: source.kind, reason: 'STRUCTURE' })
    }
  }
  return ok(await paper.save())
}

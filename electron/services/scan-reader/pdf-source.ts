import { type PDFiumDocument, PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { MAX_PDF_PAGES, openPdf } from '../pdf-open.ts'
import { lookAt } from './look.ts'
import type { PageSource, ScanSource } from './sources.ts'

/** A page without a picture of its own is drawn at this: text and lines have no resolution. */
const DRAWN_DPI = 200
const POINTS = 72
const LONGEST_INCHES = 200
const LONGEST_DRAWN = 6000
const EYE_QUALITY = 80
let library: Promise<PDFiumLibrary> | null = null

/** The larger side of the largest picture on the page, in pixels; 0 when it has none. */
async function widestPicture(page: PDFiumPage): Promise<number> {
  let widest = 0
  for (const object of page.objects()) {
    if (object.type !== 'image') continue
    // A mask or a broken picture has no data; the page is drawn all the same.
    const size = await object.getImageDataRaw().catch(() => ({ width: 0, height: 0 }))
    widest = Math.max(widest, size.width, size.height)
  }
  return widest
}

async function pageOf(document: PDFiumDocument, n: number): Promise<PageSource> {
  const first = document.getPage(n - 1)
  const { originalWidth, originalHeight } = first.getOriginalSize()
  const inches = Math.max(originalWidth, originalHeight) / POINTS
  if (!(inches > 0) || inches > LONGEST_INCHES || Math.min(originalWidth, originalHeight) < 1) throw new Error('not a page')
  const widest = await widestPicture(first)
  const dpi = widest / inches >= 50 ? Math.round(widest / inches) : DRAWN_DPI
  // The library closes a page with its first drawing.
  let fresh: PDFiumPage | null = first
  const draw = async (maxSide: number) => {
    const page = fresh ?? document.getPage(n - 1)
    fresh = null
    const side = Math.min(maxSide, LONGEST_DRAWN, Math.max(64, Math.round(inches * dpi)))
    return page.render({ scale: side / (inches * POINTS), render: 'bitmap', colorSpace: 'BGRA' })
  }
  return {
    width: Math.max(1, Math.round((originalWidth / POINTS) * dpi)),
    height: Math.max(1, Math.round((originalHeight / POINTS) * dpi)),
    dpi,
    look: async (readSide, thumbSide) => lookAt({ ...(await draw(readSide)), channels: 4 }, thumbSide),
    async jpeg(maxSide, rotation, quality = EYE_QUALITY) {
      const { data, width, height } = await draw(maxSide)
      const picture = sharp(data, { raw: { width, height, channels: 4 } })
        .rotate(rotation)
        .flatten({ background: '#fff' })
      return new Uint8Array(await picture.jpeg({ quality }).toBuffer())
    },
  }
}

/** Opens a PDF in PDFium, compiled to WebAssembly: a file from outside works in a memory of its own. Refuses as `checkScan` does. */
export async function openPdfPages(bytes: Uint8Array): Promise<Result<ScanSource>> {
  const facts = await openPdf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if ('encrypted' in facts) return refuse('SCAN_ENCRYPTED', { kind: 'PDF' })
  if ('damage' in facts) return refuse('SCAN_DAMAGED', { kind: 'PDF', reason: facts.damage })
  if ('tooManyPages' in facts) return refuse('SCAN_TOO_MANY_PAGES', { pages: facts.tooManyPages, limit: MAX_PDF_PAGES })
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(bytes)
  return ok({ pages: facts.pages, page: (n) => pageOf(document, n), close: async () => document.destroy() })
}

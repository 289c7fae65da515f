import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { type ImageWalk, walkJpeg, walkPng } from './image-walk.ts'
import { MAX_PDF_PAGES, openPdf } from './pdf-open.ts'
import { kindOf, type ScanKind } from './scan-kind.ts'

/** What is known of an accepted scan. Width and height in pixels, for images. */
export interface ScanFacts {
  readonly kind: ScanKind
  readonly mime: 'application/pdf' | 'image/jpeg' | 'image/png'
  readonly pages: number
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
}

export const MAX_SIDE_PIXELS = 30_000
export const MAX_PIXELS = 100_000_000

function imageFacts(kind: 'JPEG' | 'PNG', bytes: number, walk: ImageWalk): Result<ScanFacts> {
  if ('damage' in walk) return refuse('SCAN_DAMAGED', { kind, reason: walk.damage })
  const { width, height } = walk
  if (width > MAX_SIDE_PIXELS || height > MAX_SIDE_PIXELS || width * height > MAX_PIXELS) {
    return refuse('SCAN_TOO_MANY_PIXELS', { kind, width, height, limit: MAX_PIXELS, sideLimit: MAX_SIDE_PIXELS })
  }
  return ok({ kind, mime: kind === 'JPEG' ? 'image/jpeg' : 'image/png', pages: 1, bytes, width, height })
}

async function pdfFacts(bytes: Buffer): Promise<Result<ScanFacts>> {
  const facts = await openPdf(bytes)
  if ('encrypted' in facts) return refuse('SCAN_ENCRYPTED', { kind: 'PDF' })
  if ('damage' in facts) return refuse('SCAN_DAMAGED', { kind: 'PDF', reason: facts.damage })
  if ('tooManyPages' in facts) return refuse('SCAN_TOO_MANY_PAGES', { pages: facts.tooManyPages, limit: MAX_PDF_PAGES })
  return ok({ kind: 'PDF', mime: 'application/pdf', pages: facts.pages, bytes: bytes.length, width: null, height: null })
}

/**
 * Whether a file is a scan that can be kept: PDF, JPEG or PNG by its bytes, whole to its end, of a bearable size.
 * @returns SCAN_EMPTY; SCAN_NOT_A_SCAN with `looksLike`; SCAN_DAMAGED with `kind` and `reason` (TRUNCATED, STRUCTURE,
 * CHECKSUM, NO_PAGES); SCAN_ENCRYPTED; SCAN_TOO_MANY_PAGES; SCAN_TOO_MANY_PIXELS. The size in bytes is `readScan`'s.
 * @example await checkScan(bytes) // ok({ kind: 'PDF', pages: 3, … })
 */
export async function checkScan(file: Uint8Array): Promise<Result<ScanFacts>> {
  if (file.length === 0) return refuse('SCAN_EMPTY')
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const kind = kindOf(bytes)
  if (kind === 'PDF') return pdfFacts(bytes)
  if (kind === 'JPEG') return imageFacts(kind, bytes.length, walkJpeg(bytes))
  if (kind === 'PNG') return imageFacts(kind, bytes.length, walkPng(bytes))
  return refuse('SCAN_NOT_A_SCAN', { looksLike: kind })
}

import type { PageMeasures } from '../../../core/completeness/page-quality.ts'
import { QUALITY } from '../../../core/completeness/page-quality.ts'
import { shrink } from './gray.ts'
import { measurePage } from './measure.ts'
import { printOf } from './page-print.ts'
import { readCodes } from './read-codes.ts'
import type { PageSource } from './sources.ts'

/** A4 at 200 dpi: finer scans are brought down to it, where codes read best and fastest. */
const READ_SIDE = 2340
const THUMB_SIDE = 160

/** Everything reading a page tells. */
export interface PageReading {
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly measures: PageMeasures
  /** Texts of all QR codes on it, ours or not. */
  readonly texts: readonly string[]
  /** Null for a blank page, which has no face. */
  readonly print: Uint8Array | null
  readonly thumb: Uint8Array
}

/** Reads one page: codes, quality, print, small picture. @throws when the page is broken */
export async function readPage(source: PageSource): Promise<PageReading> {
  const { gray, thumb } = await source.look(READ_SIDE, THUMB_SIDE)
  const half = shrink(gray, 2)
  const measures = measurePage(gray, half, source.dpi)
  const texts = await readCodes(gray)
  const blank = measures.inkPpm < QUALITY.blankInkPpm
  return {
    width: source.width,
    height: source.height,
    dpi: source.dpi,
    measures,
    texts,
    print: blank ? null : printOf(shrink(half, 2), (measures.skewCentidegrees ?? 0) / 100),
    thumb,
  }
}

import { deflateRawSync } from 'node:zlib'
import type { PageMeasures } from '../../../core/completeness/page-quality.ts'
import { QUALITY } from '../../../core/completeness/page-quality.ts'
import { shrink } from './gray.ts'
import { inkOf, measurePage } from './measure.ts'
import { faceOf } from './page-face.ts'
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
  /** Deflated. */
  readonly face: Uint8Array | null
  readonly thumb: Uint8Array
}

/** Reads one page: codes, quality, face, small picture. @throws when the page is broken */
export async function readPage(source: PageSource): Promise<PageReading> {
  const { gray, thumb } = await source.look(READ_SIDE, THUMB_SIDE)
  const { width, height, dpi } = source
  const half = shrink(gray, 2)
  const ink = inkOf(half)
  const measures = measurePage(gray, ink, dpi)
  const texts = await readCodes(gray)
  const blank = measures.inkPpm < QUALITY.blankInkPpm
  const small = shrink(half, 2)
  const face = blank ? null : faceOf(small, ink, (dpi * small.width) / width, (measures.skewCentidegrees ?? 0) / 100)
  return { width, height, dpi, measures, texts, print: face && printOf(face), face: face && deflateRawSync(face), thumb }
}

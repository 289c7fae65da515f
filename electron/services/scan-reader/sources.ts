import type { Result } from '../../../core/kernel/result.ts'
import type { Gray } from './gray.ts'

/** A page looked at once: what it is measured and read by, and its small picture. */
export interface Look {
  readonly gray: Gray
  readonly thumb: Uint8Array
}

/** A page as it lies in its file. */
export interface PageSource {
  /** Pixels of the scan. */
  readonly width: number
  readonly height: number
  readonly dpi: number
  /**
   * Decodes the page once. White where nothing is; about `readSide` pixels on the longer side, up to a quarter more where the
   * scan is so large. @throws when the page is broken
   */
  look(readSide: number, thumbSide: number): Promise<Look>
  /** A JPEG for the eye, turned clockwise by `rotation`. @param quality 1 to 100 @throws when the page is broken */
  jpeg(maxSide: number, rotation: number, quality?: number): Promise<Uint8Array>
}

/** An opened file. */
export interface ScanSource {
  readonly pages: number
  /** @param n from 1 @throws when the page is broken: the others are not */
  page(n: number): Promise<PageSource>
  close(): Promise<void>
}
export type OpenSource = (bytes: Uint8Array) => Promise<Result<ScanSource>>

const A4_LONG_INCHES = 11.69
const [LEAST_DPI, MOST_DPI] = [50, 1200]

/** What the file says, if it can be true of a sheet of paper; else as if the longer side were that of A4. */
export function dpiOf(width: number, height: number, said: number | undefined): number {
  const long = Math.max(width, height)
  const fits = said !== undefined && said >= LEAST_DPI && said <= MOST_DPI && long / said > 2 && long / said < 24
  return Math.round(fits ? said : long / A4_LONG_INCHES)
}

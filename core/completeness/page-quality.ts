import type { PageFlag } from './scan-page.ts'

/** What was measured on a page, upright as scanned. */
export interface PageMeasures {
  /** Dots per inch of the scan: as the file says, else as if the page were A4. */
  readonly dpi: number
  /** Share of the page that is ink, in millionths, a rim of 2 % left out. */
  readonly inkPpm: number
  /** Degrees times 100 that the lines lean, clockwise positive; null where nothing on the page shows it. */
  readonly skewCentidegrees: number | null
  /** Steepest edges against the contrast of the page, in percent: 100 is one pixel from ink to paper. */
  readonly sharpnessPercent: number
  /** Share of the most written-on rim that is ink, in millionths: writing that runs off the sheet. */
  readonly rimInkPpm: number
}

/** Below these a page is remarked on. Set on synthetic pages of 100 to 300 dpi; not yet calibrated on a branch's own scans. */
export const QUALITY = {
  minDpi: 150,
  blankInkPpm: 400,
  maxSkewCentidegrees: 300,
  minSharpnessPercent: 22,
  maxRimInkPpm: 60_000,
} as const

/**
 * The remarks a page earns: a hint for whoever looks at it, never a refusal. A blank page earns no other.
 * @example flagsOf({ dpi: 120, inkPpm: 50_000, skewCentidegrees: 10, sharpnessPercent: 80, rimInkPpm: 0 }) // ['LOW_RESOLUTION']
 */
export function flagsOf(measures: PageMeasures): PageFlag[] {
  const lowResolution: PageFlag[] = measures.dpi < QUALITY.minDpi ? ['LOW_RESOLUTION'] : []
  if (measures.inkPpm < QUALITY.blankInkPpm) return ['BLANK', ...lowResolution]
  const flags: PageFlag[] = lowResolution
  if (Math.abs(measures.skewCentidegrees ?? 0) > QUALITY.maxSkewCentidegrees) flags.push('SKEWED')
  if (measures.sharpnessPercent < QUALITY.minSharpnessPercent) flags.push('BLURRED')
  if (measures.rimInkPpm > QUALITY.maxRimInkPpm) flags.push('CUT_EDGE')
  return flags
}

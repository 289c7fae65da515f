import type { PageMeasures } from '../../../core/completeness/page-quality.ts'
import { type Gray, histogram, percentile } from './gray.ts'
import { skewOf } from './skew.ts'

const RIM_SHARE = 0.02
const STRIP_SHARE = 0.012
/** Darker than this share of the paper's brightness is ink. */
const INK_SHARE = 0.72
/** A strip with more ink than this is the scanner's lid, not writing. */
const LID_PPM = 600_000
/** Every fourth row is enough to find the steepest edges. */
const STEEPEST = 50
const ROWS_APART = 4
const MILLION = 1_000_000

/** Where the page is ink: 1, else 0. @param page about 100 dpi */
export function inkOf(page: Gray): Gray {
  const limit = percentile(histogram(page, ROWS_APART), 0.9) * INK_SHARE
  const { data } = page
  const ink = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at++) ink[at] = (data[at] ?? 0) < limit ? 1 : 0
  return { ...page, data: ink }
}

function share({ data, width }: Gray, left: number, top: number, right: number, bottom: number): number {
  let ink = 0
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) ink += data[y * width + x] ?? 0
  return Math.round((ink * MILLION) / Math.max(1, (right - left) * (bottom - top)))
}

/** The rim that has most ink on it, lids of the scanner left out. */
function rimInk(ink: Gray): number {
  const { width, height } = ink
  const [across, down] = [Math.max(2, Math.round(width * STRIP_SHARE)), Math.max(2, Math.round(height * STRIP_SHARE))]
  const strips = [
    share(ink, 0, 0, width, down),
    share(ink, 0, height - down, width, height),
    share(ink, 0, 0, across, height),
    share(ink, width - across, 0, width, height),
  ]
  return Math.max(0, ...strips.filter((ppm) => ppm < LID_PPM))
}

/** The steepest edges of the page, in percent of its contrast; a photocopy out of focus has none. */
function sharpness(page: Gray): number {
  const counts = histogram(page, ROWS_APART)
  const contrast = Math.max(1, percentile(counts, 0.95) - percentile(counts, 0.005))
  const steps = new Uint32Array(256)
  const { data, width, height } = page
  for (let y = 0; y < height; y += ROWS_APART) {
    for (let x = y * width + 1; x < (y + 1) * width; x++) {
      const step = Math.abs((data[x] ?? 0) - (data[x - 1] ?? 0))
      steps[step] = (steps[step] ?? 0) + 1
    }
  }
  let seen = 0
  for (let step = 255; step > 0; step--) {
    seen += steps[step] ?? 0
    if (seen >= STEEPEST) return Math.min(100, Math.round((step * 100) / contrast))
  }
  return 0
}

/**
 * Measures a page, upright as scanned.
 * @param page about 200 dpi @param ink of it at half the size @param dpi of the scan itself
 * @example flagsOf(measurePage(page, inkOf(shrink(page, 2)), 200))
 */
export function measurePage(page: Gray, ink: Gray, dpi: number): PageMeasures {
  const [rimX, rimY] = [Math.round(ink.width * RIM_SHARE), Math.round(ink.height * RIM_SHARE)]
  const skew = skewOf(ink)
  return {
    dpi,
    inkPpm: share(ink, rimX, rimY, ink.width - rimX, ink.height - rimY),
    skewCentidegrees: skew === null ? null : Math.round(skew * 100),
    sharpnessPercent: sharpness(page),
    rimInkPpm: rimInk(ink),
  }
}

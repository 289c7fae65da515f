import { FACE, FACE_CELLS } from '../../../core/completeness/page-face.ts'
import { type Gray, histogram, percentile } from './gray.ts'

/** Ink this near the edge may be the scanner's, not the sheet's. */
const RIM_SHARE = 0.02
/** A cell is the mean of so many points squared. */
const POINTS = 2
/** Specks and shadows lie outside: so much of the ink at either end does not count. */
const TAIL_SHARE = 0.1
/** Dots of the ink to one of the page, each way. */
const INK_FINER = 2
/** A cell of common writing is a quarter to a half ink: so dark it is black here. */
const DARKEST_SHARE = 0.6

/** The middle of what is written, along axes that lean with it: the mean, the outermost ink left out. */
function middleOf(ink: Gray, cos: number, sin: number): readonly [number, number] {
  const { data, width, height } = ink
  const reach = Math.ceil(width + height)
  const [across, down] = [new Uint32Array(2 * reach), new Uint32Array(2 * reach)]
  const [rimX, rimY] = [Math.round(width * RIM_SHARE), Math.round(height * RIM_SHARE)]
  let count = 0
  for (let y = rimY; y < height - rimY; y++)
    for (let x = rimX; x < width - rimX; x++) {
      if (data[y * width + x] === 0) continue
      const [u, v] = [Math.floor(x * cos + y * sin) + reach, Math.floor(y * cos - x * sin) + reach]
      across[u] = (across[u] ?? 0) + 1
      down[v] = (down[v] ?? 0) + 1
      count++
    }
  const middle = (counts: Uint32Array): number => {
    let [seen, sum, taken] = [0, 0, 0]
    for (const [at, here] of counts.entries()) {
      const inside = Math.max(0, Math.min(seen + here, count * (1 - TAIL_SHARE)) - Math.max(seen, count * TAIL_SHARE))
      sum += inside * (at - reach)
      taken += inside
      seen += here
    }
    return taken === 0 ? 0 : sum / taken
  }
  return [middle(across), middle(down)]
}

/**
 * The face of a page (`core/completeness/page-face.ts`), taken upright, in the size of the paper and about the middle of its ink:
 * the same sheet shows the same face however it lay on the glass.
 * @param page at about 50 dpi: a point of it is the mean of many @param ink of it at twice that @param dpi of the page
 * @param degrees the lean that was measured
 */
export function faceOf(page: Gray, ink: Gray, dpi: number, degrees: number): Uint8Array {
  const turn = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const [middleU, middleV] = middleOf(ink, cos, sin).map((dots) => dots / INK_FINER) as [number, number]
  const { data, width, height } = page
  const paper = Math.max(1, percentile(histogram(page), 0.9))
  const dots = dpi / FACE.dpi
  const face = new Uint8Array(FACE_CELLS)
  const perLevel = (FACE.levels - 1) / (paper * DARKEST_SHARE * POINTS * POINTS)
  for (let row = 0, cell = 0; row < FACE.rows; row++)
    for (let column = 0; column < FACE.columns; column++, cell++) {
      let dark = 0
      for (let point = 0; point < POINTS * POINTS; point++) {
        const u = middleU + (column - FACE.columns / 2 + ((point % POINTS) + 0.5) / POINTS) * dots
        const v = middleV + (row - FACE.rows / 2 + (Math.floor(point / POINTS) + 0.5) / POINTS) * dots
        const [x, y] = [Math.floor(u * cos - v * sin), Math.floor(u * sin + v * cos)]
        if (x >= 0 && y >= 0 && x < width && y < height) dark += Math.max(0, paper - (data[y * width + x] ?? paper))
      }
      face[cell] = Math.min(FACE.levels - 1, Math.round(dark * perLevel))
    }
  return face
}

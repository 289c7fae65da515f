import { alignFace } from './face-align.ts'
import { FACE, glanceOf, likeness } from './page-face.ts'

const { columns, rows } = FACE
/** A place of the page: 7.6 mm square, one line of writing. Places overlap by half, so that one of them lies on whatever was filled in otherwise. */
const PLACE = 6
const CELLS = PLACE * PLACE
/** Darkness varies at least so much (squared, summed) where something is written. */
const WRITTEN = 36
/** A place that fits so well where it is need not be tried beside it. */
const WELL = 0.7
/** How alike the worst places must be on the whole: between the least of a sheet scanned twice and the most of two sheets (ADR 0106). */
const WORST_PLACES = 4
const LEAST = 0.43
/** Less alike at a glance, and two pages are not looked at closely. */
const LEAST_GLANCE = 0.75

/** Sum and sum of squares of a place. */
function sums(face: Float32Array, left: number, top: number): readonly [number, number] {
  let [sum, squares] = [0, 0]
  for (let row = top; row < top + PLACE; row++)
    for (let at = row * columns + left; at < row * columns + left + PLACE; at++) {
      const value = face[at] ?? 0
      sum += value
      squares += value * value
    }
  return [sum, squares - (sum * sum) / CELLS]
}

/** How well a place of one face fits the other's at a shift: the correlation of its cells. */
function fit(a: Float32Array, b: Float32Array, left: number, top: number, [sumA, varyA]: readonly [number, number], right: number, down: number): number {
  if (left + right < 0 || top + down < 0 || left + right + PLACE > columns || top + down + PLACE > rows) return 0
  const [sumB, varyB] = sums(b, left + right, top + down)
  let both = 0
  for (let row = 0; row < PLACE; row++)
    for (let column = 0; column < PLACE; column++)
      both += (a[(top + row) * columns + left + column] ?? 0) * (b[(top + down + row) * columns + left + right + column] ?? 0)
  return (both - (sumA * sumB) / CELLS) / Math.sqrt(Math.max(1, varyA) * Math.max(1, varyB))
}

/** The best fit of a place within a cell each way. */
function bestFit(a: Float32Array, b: Float32Array, left: number, top: number, ofA: readonly [number, number]): number {
  let best = fit(a, b, left, top, ofA, 0, 0)
  if (best >= WELL) return best
  for (let down = -1; down <= 1; down++) for (let right = -1; right <= 1; right++) best = Math.max(best, fit(a, b, left, top, ofA, right, down))
  return best
}

/** How alike two faces are in the places where either is written on and they are least alike, worst first; no more of them once it is clear. */
function worstPlaces(a: Uint8Array, b: Uint8Array): number[] {
  const still = Float32Array.from(a)
  const laid = alignFace(still, Float32Array.from(b))
  const fits: number[] = []
  let bad = 0
  for (let top = 0; top + PLACE <= rows; top += PLACE / 2)
    for (let left = 0; left + PLACE <= columns; left += PLACE / 2) {
      const ofA = sums(still, left, top)
      if (ofA[1] < WRITTEN && sums(laid, left, top)[1] < WRITTEN) continue
      fits.push(bestFit(still, laid, left, top, ofA))
      if ((fits.at(-1) ?? 1) < LEAST && ++bad === WORST_PLACES) return fits.filter((fit) => fit < LEAST)
    }
  return fits.sort((one, other) => one - other).slice(0, WORST_PLACES)
}

/**
 * Whether two faces are of one sheet, scanned twice: wherever something is written, the same is written on the other. Another
 * sheet of the same form differs where it was filled in.
 * @example sameSheet(faceOfPage, faceOfKnown)
 */
export function sameSheet(a: Uint8Array, b: Uint8Array): boolean {
  if (likeness(glanceOf(a), glanceOf(b)) < LEAST_GLANCE) return false
  const worst = worstPlaces(a, b)
  return worst.length > 0 && worst.reduce((sum, one) => sum + one, 0) / worst.length >= LEAST
}

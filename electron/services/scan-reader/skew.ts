import type { Gray } from './gray.ts'

const MAX_DEGREES = 8
const MAX_POINTS = 12_000
const COARSE = 0.5
const FINE = 0.1
/** Upright lines stand out this much against a lean of any other angle, or there are no lines to go by. */
const DISTINCT = 1.12

/** How sharply ink gathers in lines when the page is seen at a lean: the sum of squared differences of neighbouring rows. */
function gathering(xs: Float32Array, ys: Float32Array, count: number, rows: Float64Array, degrees: number, offset: number): number {
  const lean = Math.tan((degrees * Math.PI) / 180)
  rows.fill(0)
  for (let index = 0; index < count; index++) {
    const row = ((ys[index] ?? 0) - (xs[index] ?? 0) * lean + offset + 0.5) | 0
    rows[row] = (rows[row] ?? 0) + 1
  }
  let sum = 0
  for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2
  return sum
}

/**
 * How far the lines of a page lean, in degrees, clockwise positive; null for a page without lines.
 * @param ink 1 where there is ink
 * @example skewOf(inkOf(page)) // 1.3
 */
export function skewOf(ink: Gray): number | null {
  const { data, width, height } = ink
  let total = 0
  for (let at = 0; at < data.length; at++) total += data[at] ?? 0
  if (total < 500) return null
  // Taken at irregular distances: at regular ones the pattern of the choice would look like lines of its own.
  const share = MAX_POINTS / total
  let luck = 1
  const [xs, ys] = [new Float32Array(MAX_POINTS * 2), new Float32Array(MAX_POINTS * 2)]
  let count = 0
  for (let at = 0; at < data.length && count < xs.length; at++) {
    if (data[at] === 0) continue
    luck = (Math.imul(luck, 1_664_525) + 1_013_904_223) | 0
    if ((luck >>> 0) / 4_294_967_296 >= share) continue
    xs[count] = at % width
    ys[count++] = Math.floor(at / width)
  }
  const offset = Math.ceil(width * Math.tan((MAX_DEGREES * Math.PI) / 180))
  const rows = new Float64Array(height + 2 * offset + 2)
  const score = (degrees: number) => gathering(xs, ys, count, rows, degrees, offset)
  const coarse: [number, number][] = []
  for (let degrees = -MAX_DEGREES; degrees <= MAX_DEGREES; degrees += COARSE) coarse.push([degrees, score(degrees)])
  const [around, peak] = coarse.reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])
  const middle = coarse.map(([, value]) => value).toSorted((a, b) => a - b)[coarse.length >> 1] ?? 0
  if (peak < middle * DISTINCT) return null
  let [best, most] = [around, peak]
  for (let degrees = around - COARSE; degrees <= around + COARSE; degrees += FINE) {
    const value = score(degrees)
    if (value > most) [best, most] = [degrees, value]
  }
  return best
}

import type { Gray } from './gray.ts'

const MAX_DEGREES = 8
const MAX_POINTS = 20_000
const COARSE = 0.5
const FINE = 0.1
/** Upright lines stand out this much against a lean of any other angle, or there are no lines to go by. */
const DISTINCT = 1.12

/** How sharply ink gathers in lines when the page is seen at a lean: the sum of squared differences of neighbouring rows. */
function gathering(xs: Float32Array, ys: Float32Array, count: number, rows: Float64Array, degrees: number, offset: number): number {
  const lean = Math.tan((degrees * Math.PI) / 180)
  rows.fill(0)
  for (let index = 0; index < count; index++) {
    const row = Math.round((ys[index] ?? 0) - (xs[index] ?? 0) * lean + offset)
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
  const total = data.reduce((sum, value) => sum + value, 0)
  if (total < 500) return null
  const every = Math.max(1, Math.floor(total / MAX_POINTS))
  const [xs, ys] = [new Float32Array(MAX_POINTS * 2), new Float32Array(MAX_POINTS * 2)]
  let [count, seen] = [0, 0]
  for (let at = 0; at < data.length && count < xs.length; at++) {
    if (data[at] === 0 || seen++ % every !== 0) continue
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

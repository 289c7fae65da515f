import { PRINT_BYTES } from '../../../core/completeness/page-print.ts'
import type { Gray } from './gray.ts'

const SIDE = 64
const LOW = 16
/** A cell is the mean of so many points squared. */
const POINTS = 6

/** The page as 64 x 64 means, turned upright about its middle by the lean that was measured. */
function upright({ data, width, height }: Gray, degrees: number): Float64Array {
  const turn = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const cells = new Float64Array(SIDE * SIDE)
  const [stepX, stepY] = [width / SIDE / POINTS, height / SIDE / POINTS]
  for (let row = 0; row < SIDE * POINTS; row++) {
    for (let column = 0; column < SIDE * POINTS; column++) {
      const [x, y] = [(column + 0.5) * stepX - width / 2, (row + 0.5) * stepY - height / 2]
      const fromX = Math.floor(x * cos - y * sin + width / 2)
      const fromY = Math.floor(x * sin + y * cos + height / 2)
      const inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height
      const cell = Math.floor(row / POINTS) * SIDE + Math.floor(column / POINTS)
      cells[cell] = (cells[cell] ?? 0) + (inside ? (data[fromY * width + fromX] ?? 255) : 255)
    }
  }
  return cells
}

/** cos((2 i + 1) k pi / 128): the DCT-II of 64 values, the 16 lowest of its frequencies. */
const COSINES = Float64Array.from({ length: LOW * SIDE }, (_, at) => Math.cos(((2 * (at % SIDE) + 1) * Math.floor(at / SIDE) * Math.PI) / (2 * SIDE)))

function lowFrequencies(cells: Float64Array): Float64Array {
  const across = new Float64Array(SIDE * LOW)
  for (let row = 0; row < SIDE; row++)
    for (let k = 0; k < LOW; k++) {
      let sum = 0
      for (let i = 0; i < SIDE; i++) sum += (cells[row * SIDE + i] ?? 0) * (COSINES[k * SIDE + i] ?? 0)
      across[row * LOW + k] = sum
    }
  const both = new Float64Array(LOW * LOW)
  for (let k = 0; k < LOW; k++)
    for (let m = 0; m < LOW; m++) {
      let sum = 0
      for (let i = 0; i < SIDE; i++) sum += (across[i * LOW + m] ?? 0) * (COSINES[k * SIDE + i] ?? 0)
      both[k * LOW + m] = sum
    }
  return both
}

/**
 * The print of a page, for finding the same sheet scanned again: which of its 256 lowest frequencies lie above the middle one
 * (a DCT perceptual hash). Says nothing that could be read.
 * @param page any resolution above 64 pixels @param degrees the lean that was measured
 */
export function printOf(page: Gray, degrees: number): Uint8Array {
  const frequencies = lowFrequencies(upright(page, degrees))
  const middle = Float64Array.from(frequencies.subarray(1)).sort()[(LOW * LOW - 1) >> 1] ?? 0
  const print = new Uint8Array(PRINT_BYTES)
  for (let bit = 1; bit < LOW * LOW; bit++) if ((frequencies[bit] ?? 0) > middle) print[bit >> 3] = (print[bit >> 3] ?? 0) | (1 << (bit & 7))
  return print
}

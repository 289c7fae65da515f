import { FACE } from '../../../core/completeness/page-face.ts'
import { PRINT_BYTES } from '../../../core/completeness/page-print.ts'

const LOW = 16

/** cos((2 i + 1) k pi / 2 n): the DCT-II of n values, the 16 lowest of its frequencies. */
const cosines = (n: number): Float64Array =>
  Float64Array.from({ length: LOW * n }, (_, at) => Math.cos(((2 * (at % n) + 1) * Math.floor(at / n) * Math.PI) / (2 * n)))
const [ACROSS, DOWN] = [cosines(FACE.columns), cosines(FACE.rows)]

function lowFrequencies(face: Uint8Array): Float64Array {
  const { columns, rows } = FACE
  const across = new Float64Array(rows * LOW)
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < LOW; k++) {
      let sum = 0
      for (let i = 0; i < columns; i++) sum += (face[row * columns + i] ?? 0) * (ACROSS[k * columns + i] ?? 0)
      across[row * LOW + k] = sum
    }
  const both = new Float64Array(LOW * LOW)
  for (let k = 0; k < LOW; k++)
    for (let m = 0; m < LOW; m++) {
      let sum = 0
      for (let i = 0; i < rows; i++) sum += (across[i * LOW + m] ?? 0) * (DOWN[k * rows + i] ?? 0)
      both[k * LOW + m] = sum
    }
  return both
}

/**
 * The print of a page, for finding pages that may be the same sheet among many: which of the 256 lowest frequencies of its face
 * lie above the middle one (a DCT perceptual hash). Says nothing that could be read.
 */
export function printOf(face: Uint8Array): Uint8Array {
  const frequencies = lowFrequencies(face)
  const middle = Float64Array.from(frequencies.subarray(1)).sort()[(LOW * LOW - 1) >> 1] ?? 0
  const print = new Uint8Array(PRINT_BYTES)
  for (let bit = 1; bit < LOW * LOW; bit++) if ((frequencies[bit] ?? 0) > middle) print[bit >> 3] = (print[bit >> 3] ?? 0) | (1 << (bit & 7))
  return print
}

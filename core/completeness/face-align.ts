import { FACE } from './page-face.ts'

const { columns, rows } = FACE
/** Newton's steps: two scans lie within a cell and a tenth of a degree of each other, so they soon meet. */
const STEPS = 2
/** One cell of so many each way is enough to find the move. */
const APART = 2
/** Shift across, shift down, growth, turn. */
type Move = readonly [number, number, number, number]
const STAY: Move = [0, 0, 0, 0]

/** The face moved, each cell the mean of the four it falls between; blank where it came from outside. */
function moved(face: Float32Array, [right, down, growth, turn]: Move): Float32Array {
  const out = new Float32Array(face.length)
  for (let row = 0, to = 0; row < rows; row++) {
    const y = row - rows / 2
    for (let column = 0; column < columns; column++, to++) {
      const x = column - columns / 2
      const [fromX, fromY] = [column + right + growth * x - turn * y, row + down + turn * x + growth * y]
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      if (left < 0 || top < 0 || left >= columns - 1 || top >= rows - 1) continue
      const [shareX, shareY, at] = [fromX - left, fromY - top, top * columns + left]
      const above = (face[at] ?? 0) * (1 - shareX) + (face[at + 1] ?? 0) * shareX
      const below = (face[at + columns] ?? 0) * (1 - shareX) + (face[at + columns + 1] ?? 0) * shareX
      out[to] = above * (1 - shareY) + below * shareY
    }
  }
  return out
}

/** Solves four equations by elimination; the matrix is a sum of squares, so its diagonal does not vanish where there is ink. */
function solved(matrix: Float64Array, right: Float64Array): Move {
  const rowsOf = Array.from({ length: 4 }, (_, row) => [...matrix.subarray(row * 4, row * 4 + 4), right[row] ?? 0])
  for (const [pivot, row] of rowsOf.entries()) {
    const head = row[pivot] || 1e-9
    for (let at = 0; at < 5; at++) row[at] = (row[at] ?? 0) / head
    for (const [other, values] of rowsOf.entries()) {
      const times = other === pivot ? 0 : (values[pivot] ?? 0)
      for (let at = 0; at < 5; at++) values[at] = (values[at] ?? 0) - times * (row[at] ?? 0)
    }
  }
  const [right4 = 0, down = 0, growth = 0, turn = 0] = rowsOf.map((row) => row[4] ?? 0)
  return [right4, down, growth, turn]
}

/** By how much `out` still has to move to lie on `still`: the step of least squares along the slopes of its darkness. */
function step(still: Float32Array, out: Float32Array): Move {
  const matrix = new Float64Array(16)
  const right = new Float64Array(4)
  const slope = [0, 0, 0, 0]
  for (let row = 1; row < rows - 1; row += APART) {
    for (let column = 1, at = row * columns + 1; column < columns - 1; column += APART, at += APART) {
      const across = ((out[at + 1] ?? 0) - (out[at - 1] ?? 0)) / 2
      const down = ((out[at + columns] ?? 0) - (out[at - columns] ?? 0)) / 2
      if (across === 0 && down === 0) continue
      const [x, y, off] = [column - columns / 2, row - rows / 2, (still[at] ?? 0) - (out[at] ?? 0)]
      slope[0] = across
      slope[1] = down
      slope[2] = across * x + down * y
      slope[3] = down * x - across * y
      for (let a = 0; a < 4; a++) {
        right[a] = (right[a] ?? 0) + (slope[a] ?? 0) * off
        for (let b = 0; b < 4; b++) matrix[a * 4 + b] = (matrix[a * 4 + b] ?? 0) + (slope[a] ?? 0) * (slope[b] ?? 0)
      }
    }
  }
  return solved(matrix, right)
}

/**
 * The second face laid on the first: shifted, turned and grown by the little that two scans of one sheet differ
 * (registration after Lucas and Kanade).
 * @param still and face: darkness of 168 x 240 cells @example alignFace(first, second)
 */
export function alignFace(still: Float32Array, face: Float32Array): Float32Array {
  let move = STAY
  for (let nth = 0; nth < STEPS; nth++) {
    const [right, down, growth, turn] = step(still, moved(face, move))
    move = [move[0] + right, move[1] + down, move[2] + growth, move[3] + turn]
  }
  return moved(face, move)
}

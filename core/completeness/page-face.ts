/** The face of a page: how dark each 1.27 mm of it is, upright and about the middle of its ink. Nothing on it could be read. */
export const FACE = { columns: 168, rows: 240, dpi: 20, levels: 8 } as const
export const FACE_CELLS = FACE.columns * FACE.rows

/** Cells of one glance, each way: about 5 mm. */
const GLANCE = 4
const ACROSS = FACE.columns / GLANCE
const GLANCES = ACROSS * (FACE.rows / GLANCE)

/** A face at a glance: the mean of each 4 x 4 cells, less that of the whole, of length 1; for ranking many. @param face levels 0 to 7, row by row */
export function glanceOf(face: Uint8Array): Float32Array {
  if (face.length !== FACE_CELLS) throw new RangeError('a face has 168 x 240 cells')
  const glance = new Float32Array(GLANCES)
  for (let row = 0, at = 0; row < FACE.rows; row++)
    for (let column = 0; column < FACE.columns; column++, at++) {
      const to = Math.floor(row / GLANCE) * ACROSS + Math.floor(column / GLANCE)
      glance[to] = (glance[to] ?? 0) + (face[at] ?? 0)
    }
  const mean = glance.reduce((sum, value) => sum + value, 0) / GLANCES
  const length = Math.sqrt(glance.reduce((sum, value) => sum + (value - mean) ** 2, 0))
  return glance.map((value) => (length === 0 ? 0 : (value - mean) / length))
}

/** How much two faces are alike at a glance: 1 the same, 0 nothing in common. @example likeness(glanceOf(a), glanceOf(a)) // 1 */
export function likeness(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < GLANCES; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}

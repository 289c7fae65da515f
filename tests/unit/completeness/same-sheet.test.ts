import { describe, expect, it } from 'vitest'
import { FACE, FACE_CELLS, glanceOf, likeness } from '../../../core/completeness/page-face.ts'
import { nearPrints, PRINT_BYTES, printDistance } from '../../../core/completeness/page-print.ts'
import { sameSheet } from '../../../core/completeness/same-sheet.ts'
import { chance } from '../../fixtures/pages/draw-page.ts'

/** As a scan is: each cell with its neighbours. */
const softened = (cells: Uint8Array): Uint8Array =>
  cells.map((_, at) => {
    let sum = 0
    for (let row = -1; row <= 1; row++) for (let column = -1; column <= 1; column++) sum += cells[at + row * FACE.columns + column] ?? 0
    return Math.round(sum / 9)
  })

const inTheBlanks = (line: number, column: number) => line % 50 === 20 && column > 60 && column < 110

/** A face with lines of writing; what is blank in the form is written otherwise on each sheet. */
function face(sheet: number, { right = 0, down = 0, blankAt = inTheBlanks } = {}): Uint8Array {
  const cells = new Uint8Array(FACE_CELLS)
  const [printed, filled] = [chance(1), chance(sheet)]
  for (let line = 20; line < 220; line += 5)
    for (let column = 20; column < 146; column += 3) {
      const level = Math.min(FACE.levels - 1, Math.floor((blankAt(line, column) ? filled() : printed()) * FACE.levels))
      for (let cell = 0; cell < 9; cell++) cells[(line + down + (cell % 3)) * FACE.columns + column + right + Math.floor(cell / 3)] = level
    }
  return softened(cells)
}

describe('the face of a sheet', () => {
  it('is that of the same sheet when it was scanned a cell beside where it lay before', () => {
    expect(sameSheet(face(1), face(1))).toBe(true)
    expect(sameSheet(face(1), face(1, { right: 1, down: 1 }))).toBe(true)
  })

  it('is not that of a sheet of the same form with other writing in its blanks, though the two are alike at a glance', () => {
    expect(likeness(glanceOf(face(1)), glanceOf(face(2)))).toBeGreaterThan(0.95)
    expect(sameSheet(face(1), face(2))).toBe(false)
  })

  it.each([20, 23, 26, 29, 32, 35])('is not that of a sheet where one address of two short lines is another, wherever it stands (%i cells in)', (from) => {
    const blankAt = (line: number, column: number) => (line === 60 || line === 65) && column >= from && column < from + 24
    expect(sameSheet(face(1, { blankAt }), face(2, { blankAt }))).toBe(false)
    expect(sameSheet(face(1, { blankAt }), face(1, { blankAt, right: 1 }))).toBe(true)
  })

  it('has the size of a face', () => {
    expect(() => glanceOf(new Uint8Array(10))).toThrow(RangeError)
    expect(sameSheet(new Uint8Array(FACE_CELLS), new Uint8Array(FACE_CELLS))).toBe(false)
  })
})

describe('prints near each other', () => {
  const print = (bits: number) => Uint8Array.from({ length: PRINT_BYTES }, (_, byte) => (byte < bits >> 3 ? 0xff : 0))
  const known = [48, 8, 200, 0].map((bits) => ({ pageId: `${bits}`, caseId: null, print: print(bits) }))

  it('come nearest first, and those too far not at all', () => {
    expect(nearPrints(print(0), known).map(({ pageId }) => pageId)).toEqual(['0', '8', '48'])
    expect(printDistance(print(0), print(200))).toBe(200)
    expect(() => printDistance(print(0), new Uint8Array(3))).toThrow(RangeError)
  })
})

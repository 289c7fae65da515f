import { describe, expect, it } from 'vitest'
import { type LineMeasure, partBytesFor, passed, UNMEASURED, wasCut } from '../../../core/batch/line-measure.ts'

const [KIB, MIB] = [1024, 1024 * 1024]
/** Sends parts of the size the line bears, over one that is cut after so many bytes, at so many bytes a second. */
function lived(bytesBetweenCuts: number, bytesPerSecond: number, parts: number): LineMeasure {
  let [measure, left] = [UNMEASURED, bytesBetweenCuts]
  for (let n = 0; n < parts; n++) {
    const bytes = partBytesFor(measure)
    left -= bytes
    if (left < 0) {
      measure = wasCut(measure)
      left = bytesBetweenCuts
    } else measure = passed(measure, bytes, (bytes * 1000) / bytesPerSecond)
  }
  return measure
}

describe('the parts of a batch', () => {
  it('weigh 1 MiB on a line nobody has measured, and up to 8 MiB on one in the house', () => {
    expect(partBytesFor(UNMEASURED)).toBe(MIB)
    expect(partBytesFor(lived(Number.POSITIVE_INFINITY, 10 * MIB, 100))).toBe(8 * MIB)
  })
  it('weigh at most an eighth of what passes between two cuts', () => {
    expect(partBytesFor(lived(3_000_000, 10 * MIB, 200))).toBeLessThanOrEqual(3_000_000 / 8)
    expect(partBytesFor(lived(300_000, 10 * MIB, 50))).toBe(256 * KIB)
  })
  it('weigh what passes in ten seconds on a slow line that holds', () => {
    expect(partBytesFor(lived(Number.POSITIVE_INFINITY, 20_000, 20))).toBe(256 * KIB)
    expect(partBytesFor(lived(Number.POSITIVE_INFINITY, 100_000, 40))).toBe(1_000_000)
  })
  it('do not shrink because small records wait for a distant head office to answer', () => {
    const fast = lived(Number.POSITIVE_INFINITY, 10 * MIB, 100)
    let measure = fast
    for (let n = 0; n < 50; n++) measure = passed(measure, 2000, 600)
    expect(partBytesFor(measure)).toBe(partBytesFor(fast))
    expect(passed(UNMEASURED, 2000, 600)).toEqual({ carried: 2000, cuts: 0, bytesPerSecond: null })
  })
  it('grow again once the line holds', () => {
    let measure = lived(300_000, 10 * MIB, 50)
    for (let n = 0; n < 3000; n++) measure = passed(measure, partBytesFor(measure), 100)
    expect(partBytesFor(measure)).toBeGreaterThan(2 * MIB)
  })
})

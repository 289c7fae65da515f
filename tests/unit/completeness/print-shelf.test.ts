import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearPrints, PRINT_BYTES } from '../../../core/completeness/page-print.ts'
import { AT_A_TIME, PrintShelf } from '../../../core/completeness/print-shelf.ts'

const print = fc.uint8Array({ minLength: PRINT_BYTES, maxLength: PRINT_BYTES })
/** A print and its like: up to so many bits turned over. */
const turned = (bytes: Uint8Array, bits: readonly number[]): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  for (const bit of bits) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}
function keysNear(shelf: PrintShelf, probe: Uint8Array): { keys: number[]; turns: number } {
  const looking = shelf.near(probe)
  for (let turns = 0; ; turns++) {
    const { done, value } = looking.next()
    if (done) return { keys: value, turns }
  }
}

describe('the shelf of prints', () => {
  it('nominates exactly the pages that comparing one by one nominates, whatever was put on it', () => {
    const likes = fc.array(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 70 }), { maxLength: 80 })
    fc.assert(
      fc.property(print, fc.array(print, { maxLength: 5 }), likes, (probe, others, bits) => {
        const known = [...others, ...bits.map((one) => turned(probe, one))].map((bytes, at) => ({ pageId: `${at + 1}`, caseId: null, print: bytes }))
        const shelf = new PrintShelf()
        for (const one of known) shelf.put(Number(one.pageId), one.print)
        expect(keysNear(shelf, probe).keys).toEqual(nearPrints(probe, known).map(({ pageId }) => Number(pageId)))
      }),
    )
  })

  it('holds more than it began with, and lets others have a turn while it is looked through', () => {
    const shelf = new PrintShelf()
    const [far, sheet] = [new Uint8Array(PRINT_BYTES).fill(0xff), new Uint8Array(PRINT_BYTES)]
    for (let key = 1; key <= 2 * AT_A_TIME; key++) shelf.put(key, far)
    shelf.put(2 * AT_A_TIME + 5, sheet)
    expect([shelf.size, shelf.last]).toEqual([2 * AT_A_TIME + 1, 2 * AT_A_TIME + 5])
    expect(keysNear(shelf, sheet)).toEqual({ keys: [2 * AT_A_TIME + 5], turns: 2 })
  })

  it('takes whole prints only, and keys that ascend', () => {
    const shelf = new PrintShelf()
    expect(() => shelf.put(1, new Uint8Array(3))).toThrow(RangeError)
    shelf.put(2, new Uint8Array(PRINT_BYTES))
    expect(() => shelf.put(2, new Uint8Array(PRINT_BYTES))).toThrow(RangeError)
  })
})

/** A page's print: 16 x 16 cells, one bit each, brighter than its right neighbour or not (a difference hash). */
export const PRINT_BYTES = 32
/** Of 256 bits, so many may differ between two scans of the same sheet. Set on synthetic pages; sheets that differ by a page number alone count as the same. */
export const SAME_PRINT_BITS = 20

const BITS_OF_BYTE = Uint8Array.from({ length: 256 }, (_, value) => value.toString(2).replaceAll('0', '').length)

/** How many of the 256 bits differ. @throws RangeError unless both prints are 32 bytes. @example printDistance(a, a) // 0 */
export function printDistance(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== PRINT_BYTES || b.length !== PRINT_BYTES) throw new RangeError('a page print is 32 bytes')
  let bits = 0
  for (let index = 0; index < PRINT_BYTES; index++) bits += BITS_OF_BYTE[(a[index] ?? 0) ^ (b[index] ?? 0)] ?? 0
  return bits
}

/** A page seen before. */
export interface KnownPrint {
  readonly pageId: string
  readonly caseId: string | null
  readonly print: Uint8Array
}

/** The nearest known page that is the same sheet, or null. @example findRepeat(print, known)?.pageId */
export function findRepeat(print: Uint8Array, known: Iterable<KnownPrint>): KnownPrint | null {
  let best: KnownPrint | null = null
  let bits = SAME_PRINT_BITS + 1
  for (const candidate of known) {
    const distance = printDistance(print, candidate.print)
    if (distance < bits) [best, bits] = [candidate, distance]
  }
  return best
}

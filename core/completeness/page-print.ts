/** A page's print: 256 bits, one for each low frequency of its face (a DCT perceptual hash). */
export const PRINT_BYTES = 32
/** Of 256 bits, so many may differ between two scans of one sheet; sheets of one form differ by no more, and are told apart by their faces. Set on synthetic pages. */
export const NEAR_PRINT_BITS = 50
/** So many near pages, nearest first, are looked at. */
export const MOST_NEAR = 48

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

/** The known pages that may be the same sheet, nearest first. @example nearPrints(print, known)[0]?.pageId */
export function nearPrints<Known extends KnownPrint>(print: Uint8Array, known: Iterable<Known>): Known[] {
  const near: { readonly bits: number; readonly known: Known }[] = []
  for (const candidate of known) {
    const bits = printDistance(print, candidate.print)
    if (bits <= NEAR_PRINT_BITS) near.push({ bits, known: candidate })
  }
  return near
    .sort((a, b) => a.bits - b.bits)
    .slice(0, MOST_NEAR)
    .map((one) => one.known)
}

/** What the frame prints on every page, and what its QR says. All ASCII but `title` and `bank`. */
export interface PageStamp {
  readonly bank: string
  /** Two-letter paper code of core/contract/paper-kinds.ts. */
  readonly code: string
  /** The paper's own number. */
  readonly number: string
  /** The loan contract's number once there is one, else the case number. */
  readonly contractNo: string
  /** Whether `contractNo` is a contract's: decides the word printed beside it. */
  readonly contracted: boolean
  /** Template version, 'v1'. */
  readonly version: string
  /** First eight hex digits of the SHA-256 of the sealed terms. */
  readonly shortHash: string
}

/**
 * The QR of one page: kind, contract number, page of pages, version, short hash; at most 50 bytes of ASCII (pdf.md §6).
 * @throws RangeError when it would not fit or is not ASCII, for then the code would not scan.
 * @example qrPayload(stamp, 2, 10) // 'JK|JK1101992026112300018|2/10|v1|1a2b3c4d'
 */
export function qrPayload(stamp: PageStamp, page: number, pages: number): string {
  const payload = [stamp.code, stamp.contractNo, `${page}/${pages}`, stamp.version, stamp.shortHash].join('|')
  if (payload.length > 50 || !/^[\x21-\x7e]+$/.test(payload)) throw new RangeError(`QR payload not fit to print: ${payload.length} bytes`)
  return payload
}

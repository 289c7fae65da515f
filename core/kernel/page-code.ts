import { ok, type Result, refuse } from './result.ts'

/**
 * The one format of the QR on every page we print: contracts, slips and separator sheets (pdf.md §6). Upper-case letters and
 * digits only, so that the code is written in the QR's alphanumeric mode and its modules stay large.
 */
const TAG = 'F1'
/** Nothing longer fits a QR of 29 modules at error correction M. */
export const PAGE_CODE_LIMIT = 61
/** Two letters that no paper kind uses: a sheet between papers in a scanner's tray; `number` is the case's, `detail` what follows. */
export const SEPARATOR_KIND = 'FG'

/** Whose page a sheet of paper is. */
export interface PageIdentity {
  /** Two letters: a paper kind of core/contract/paper-kinds.ts, or SEPARATOR_KIND. */
  readonly kind: string
  /** The paper's own number, or the case number. */
  readonly number: string
  /** Which printing of that number, 1 to 999: a later one supersedes it. */
  readonly version: number
  /** 1-based. */
  readonly page: number
  readonly pages: number
  /** Eight characters of the seal of the terms; on a separator sheet an item and a party, at most 14. @example 'D102-CO2' */
  readonly detail: string
}

export interface PageCode extends PageIdentity {
  /** 48-bit MAC over `pageIdentityText`, 12 upper-case hex digits, by the branch's key. */
  readonly mac: string
}

/** The numbers a page code can carry; a paper numbered otherwise carries its contract's or case's. */
export const fitsPageCode = (number: string): boolean => /^[A-Z]{2}[0-9A-Z-]{4,24}$/.test(number)

const SHAPE = /^F1:([A-Z]{2}):([A-Z]{2}[0-9A-Z-]{4,24}):(\d{1,3}):(\d{1,3})\/(\d{1,3}):([0-9A-Z-]{1,14})(?::([0-9A-F]{12}))?$/

/**
 * The text that the MAC covers.
 * @throws RangeError when a part is out of range: such a code would not scan, or not be ours
 * @example pageIdentityText({ kind: 'JK', number: 'JK1101992026112600015', version: 2, page: 1, pages: 10, detail: '1A2B3C4D' })
 * // 'F1:JK:JK1101992026112600015:2:1/10:1A2B3C4D'
 */
export function pageIdentityText({ kind, number, version, page, pages, detail }: PageIdentity): string {
  const text = `${TAG}:${kind}:${number}:${version}:${page}/${pages}:${detail}`
  if (!SHAPE.test(text) || version < 1 || page < 1 || page > pages) throw new RangeError(`not a page identity: ${text}`)
  return text
}

/** What the QR says. @throws RangeError when it would not fit the page */
export function pageCodeText(code: PageCode): string {
  const text = `${pageIdentityText(code)}:${code.mac.toUpperCase()}`
  if (text.length > PAGE_CODE_LIMIT || !SHAPE.test(text)) throw new RangeError(`not fit to print: ${text.length} characters`)
  return text
}

/**
 * Takes a scanned code apart. Whether it is ours, only the MAC tells: compare `mac` with the branch's MAC of `pageIdentityText(code)`.
 *
 * Refusals: PAGE_CODE_FOREIGN for anything else than a page code of this format.
 * @example parsePageCode('F1:FG:SQ1101992026112300018:1:1/1:D102-B:0123456789AB')
 */
export function parsePageCode(text: string): Result<PageCode> {
  const [, kind, number, version, page, pages, detail, mac] = SHAPE.exec(text) ?? []
  if (!kind || !number || !version || !page || !pages || !detail || !mac) return refuse('PAGE_CODE_FOREIGN')
  const code = { kind, number, version: Number(version), page: Number(page), pages: Number(pages), detail, mac }
  return code.version >= 1 && code.page >= 1 && code.page <= code.pages ? ok(code) : refuse('PAGE_CODE_FOREIGN')
}

import { fitsPageCode, type PageIdentity, pageCodeText } from '../../core/kernel/page-code.ts'

/** The branch's audit log as head office last cosigned it: rows and root, as `verify-audit --head` takes them. */
export interface AuditWitness {
  readonly size: number
  /** Hex. */
  readonly root: string
}

/** What the frame prints on every page, and what its QR says. All ASCII but `bank`. */
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
  /** On contracts, once head office has cosigned. */
  readonly witness?: AuditWitness
}

/** One printing of a paper: which version of it, whether in training, and how its pages are signed. */
export interface Printing {
  /** Which printing of that number, from 1; a later one supersedes it. */
  readonly version: number
  /** Printed in training: every page says so. */
  readonly training: boolean
  /** The branch's 48-bit MAC of a page's identity, 12 hex digits. */
  readonly mac: (identity: PageIdentity) => string
}

/**
 * The QR of one page: kind, number, printing, page of pages, seal and MAC (core/kernel/page-code.ts).
 * @throws RangeError when it would not fit or is not ASCII, for then the code would not scan
 */
export function pageCodeOf(stamp: PageStamp, printing: Printing, page: number, pages: number): string {
  const identity = {
    kind: stamp.code,
    number: fitsPageCode(stamp.number) ? stamp.number : stamp.contractNo,
    version: printing.version,
    page,
    pages,
    detail: stamp.shortHash.toUpperCase(),
  }
  return pageCodeText({ ...identity, mac: printing.mac(identity) })
}

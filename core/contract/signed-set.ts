import type { PageIdentity } from '../kernel/page-code.ts'
import type { Role } from '../kernel/people.ts'
import type { SignedSetRule } from '../product/vocabulary.ts'
import { sealCode } from './approved-terms.ts'
import { PAPER_CODES, type PaperKind } from './paper-kinds.ts'
import type { ScanBack } from './scan-back.ts'

/** The contracts that come back signed by everybody; other papers of the set are the customer's or the bank's own. */
export const SIGNED_KINDS: readonly PaperKind[] = [
  'LOAN_CONTRACT',
  'MORTGAGE_CONTRACT',
  'VEHICLE_MORTGAGE',
  'PLEDGE_CONTRACT',
  'GUARANTEE_CONTRACT',
  'COMPANY_GUARANTEE',
]
/** By how many persons the signatures of a page are seen (issue 5, "ticked by two people"). */
export const TICKS_NEEDED = 2

/** Whose eyes count for the signatures: who receives the papers, knows the customer, pays out, or decides. */
export const SIGNATURE_SEERS = ['TELLER', 'ACCOUNT_MANAGER', 'DISBURSEMENT_OFFICER', 'BRANCH_MANAGER'] as const satisfies readonly Role[]

/** A contract as it was last printed. */
export interface PrintedContract {
  readonly kind: PaperKind
  readonly number: string
  readonly version: number
  readonly pages: number
  /** The seal that its pages print the code of, in hex. */
  readonly seal: string
}

/** Every page that must come back, contract by contract. @example expectedPages(printed).length */
export const expectedPages = (printed: readonly PrintedContract[]): PageIdentity[] =>
  printed
    .filter(({ kind }) => SIGNED_KINDS.includes(kind))
    .sort((a, b) => SIGNED_KINDS.indexOf(a.kind) - SIGNED_KINDS.indexOf(b.kind) || (a.number < b.number ? -1 : 1))
    .flatMap(({ kind, number, version, pages, seal }) =>
      Array.from({ length: pages }, (_, at) => ({ kind: PAPER_CODES[kind], number, version, page: at + 1, pages, detail: sealCode(seal) })),
    )

/** How far the signed set is. */
export interface SignedSet {
  /** A page with one of our codes has come back; contracts received as a file without codes are looked at by eye. */
  readonly begun: boolean
  readonly missing: number
  readonly faults: number
  /** Pages with places to sign that fewer than two persons have seen signed. */
  readonly unticked: number
  /** Contracts of which nobody can say where they are signed. */
  readonly unplaced: number
}

/**
 * @param toTick pages of the pile on which somebody signs @param ticks by page of the pile, who saw it signed
 * @param unplaced contracts without a known place to sign: all of them have one
 */
export function signedSet(back: ScanBack, toTick: readonly string[], ticks: ReadonlyMap<string, readonly string[]>, unplaced = 0): SignedSet {
  return {
    begun: back.matched.length > 0 || back.faults.some(({ fault }) => fault !== 'UNREADABLE'),
    missing: back.missing.length,
    faults: back.faults.length,
    unticked: toTick.filter((pageId) => new Set(ticks.get(pageId) ?? []).size < TICKS_NEEDED).length,
    unplaced,
  }
}

export const SIGNED_SET_GAPS = ['SIGNED_PAGES_MISSING', 'SIGNED_PAGES_WRONG', 'SIGNATURE_PLACES_UNKNOWN', 'SIGNATURES_NOT_TICKED'] as const
export type SignedSetGap = (typeof SIGNED_SET_GAPS)[number]

/** What keeps the money back; nothing where the rule does not ask yet. @example signedSetGaps(set, 'ALWAYS') // [] */
export function signedSetGaps({ begun, missing, faults, unticked, unplaced }: SignedSet, rule: SignedSetRule): SignedSetGap[] {
  if (rule === 'ONCE_SCANNED' && !begun) return []
  const open: Readonly<Record<SignedSetGap, number>> = {
    SIGNED_PAGES_MISSING: missing,
    SIGNED_PAGES_WRONG: faults,
    SIGNATURE_PLACES_UNKNOWN: unplaced,
    SIGNATURES_NOT_TICKED: unticked,
  }
  return SIGNED_SET_GAPS.filter((gap) => open[gap] > 0)
}

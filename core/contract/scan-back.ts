import type { PageIdentity } from '../kernel/page-code.ts'

/** One page that must come back: whose it is, and on which page of which printing. */
export type ExpectedPage = PageIdentity

/** What reading found on one page of the signed pile, in its order. `identity` is null where no genuine code could be read. */
export interface ReturnedPage {
  readonly pageId: string
  readonly identity: PageIdentity | null
  /** A code of our format whose MAC is not the branch's. */
  readonly forged: boolean
}

/** What is wrong with one page of the pile. */
export type PageFault =
  /** No code could be read: it is scanned again, and where that does not help printed and signed again. */
  | 'UNREADABLE'
  | 'FORGED'
  /** Of a printing that a later one superseded, under this number or another of the same loan. */
  | 'OLDER_PRINTING'
  /** Of this printing's number, but with other terms. */
  | 'OTHER_TERMS'
  /** Of another contract, that is another customer's. */
  | 'OTHER_CONTRACT'
  /** A page of this set that came before already. */
  | 'DOUBLED'
  /** Lies before a page that precedes it: put the pile in order. */
  | 'OUT_OF_ORDER'

export interface ScanBack {
  /** Expected pages nobody brought, in their order. */
  readonly missing: readonly ExpectedPage[]
  /** By page of the pile. */
  readonly faults: readonly { readonly pageId: string; readonly fault: PageFault }[]
  /** Which page of the pile is which of the contract's. */
  readonly matched: readonly { readonly pageId: string; readonly page: ExpectedPage }[]
  /** Every page of the current printing came back, once each, in order, and nothing else with them. */
  readonly complete: boolean
}

/** A paper printed by us, whatever its printing. */
export type PaperMark = Pick<PageIdentity, 'kind' | 'number'>

const paperKey = ({ kind, number }: PaperMark): string => `${kind}:${number}`
const pageKey = (page: PageIdentity): string => `${paperKey(page)}:${page.page}`

function faultOf(identity: PageIdentity, expected: readonly ExpectedPage[], before: readonly PaperMark[]): PageFault | null {
  const papers = expected.filter((page) => paperKey(page) === paperKey(identity))
  const [paper] = papers
  if (!paper) return before.some((mark) => paperKey(mark) === paperKey(identity)) ? 'OLDER_PRINTING' : 'OTHER_CONTRACT'
  if (identity.version !== paper.version) return 'OLDER_PRINTING'
  if (identity.detail !== paper.detail || identity.pages !== paper.pages) return 'OTHER_TERMS'
  return papers.some(({ page }) => page === identity.page) ? null : 'OTHER_TERMS'
}

/** The longest run of pages already in order; the others are those to move. */
function inOrder(places: readonly number[]): ReadonlySet<number> {
  const length = places.map(() => 1)
  const before = places.map(() => -1)
  for (let at = 0; at < places.length; at++) {
    for (let earlier = 0; earlier < at; earlier++) {
      if ((places[earlier] ?? 0) < (places[at] ?? 0) && (length[earlier] ?? 0) + 1 > (length[at] ?? 0))
        [length[at], before[at]] = [(length[earlier] ?? 0) + 1, earlier]
    }
  }
  const kept = new Set<number>()
  for (let at = length.indexOf(Math.max(0, ...length)); at >= 0; at = before[at] ?? -1) kept.add(at)
  return kept
}

/**
 * Whether the signed pile is exactly the current printing of the contract set: every page, once each, none swapped, none of an
 * older printing, none of another customer. Pages that could not be read are counted as faults and leave their page missing.
 * @param expected the pages of the current printing in the order of the set @param pile as it was scanned
 * @param before contracts of this loan that were drawn up before: each had a number of its own
 * @example scanBack(expected, pile).complete
 */
export function scanBack(expected: readonly ExpectedPage[], pile: readonly ReturnedPage[], before: readonly PaperMark[] = []): ScanBack {
  const places = new Map(expected.map((page, index) => [pageKey(page), index]))
  const faults: { pageId: string; fault: PageFault }[] = []
  const matched: { pageId: string; page: ExpectedPage; place: number }[] = []
  for (const { pageId, identity, forged } of pile) {
    const fault = forged ? 'FORGED' : identity === null ? 'UNREADABLE' : faultOf(identity, expected, before)
    const place = identity === null ? -1 : (places.get(pageKey(identity)) ?? -1)
    const page = expected[place]
    if (fault !== null || !page) faults.push({ pageId, fault: fault ?? 'OTHER_CONTRACT' })
    else if (matched.some((other) => other.place === place)) faults.push({ pageId, fault: 'DOUBLED' })
    else matched.push({ pageId, page, place })
  }
  const kept = inOrder(matched.map(({ place }) => place))
  for (const [index, { pageId }] of matched.entries()) if (!kept.has(index)) faults.push({ pageId, fault: 'OUT_OF_ORDER' })
  const missing = expected.filter((_, index) => !matched.some(({ place }) => place === index))
  return { missing, faults, matched: matched.map(({ pageId, page }) => ({ pageId, page })), complete: missing.length === 0 && faults.length === 0 }
}

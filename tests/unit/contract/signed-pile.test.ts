import { describe, expect, it } from 'vitest'
import { type PileSheet, signedPile } from '../../../core/contract/signed-pile.ts'
import type { PageIdentity } from '../../../core/kernel/page-code.ts'

const LOAN = 'JK1101992026112600015'
const page = (n: number, kind = 'JK', number = LOAN): PageIdentity => ({ kind, number, version: 1, page: n, pages: 4, detail: '1A2B3C4D' })
const own = [
  { kind: 'JK', number: LOAN },
  { kind: 'HK', number: LOAN },
  { kind: 'ZX', number: 'SQ1101992026112300018-SP' },
]
const sheet = (identity: PageIdentity | null, over: Partial<PileSheet> = {}): PileSheet => ({
  pageId: '',
  identity,
  forged: false,
  filed: identity !== null,
  pile: 'a',
  ...over,
})
/** Which sheets are held against the contracts, by their place from one. */
const counted = (...sheets: PileSheet[]): number[] => {
  const numbered = sheets.map((one, at) => ({ ...one, pageId: String(at + 1) }))
  return signedPile(numbered, own).map(({ pageId }) => Number(pageId))
}

describe('the pile of signed contracts', () => {
  it('leaves the customer’s other papers alone: his schedule filed with the contracts, his consents and copies in the tray', () => {
    expect(counted(sheet(page(1)), sheet(page(1, 'HK')), sheet(page(2, 'HK')), sheet(page(2)))).toEqual([1, 4])
    const consent = page(1, 'ZX', 'SQ1101992026112300018-SP')
    expect(counted(...[1, 2, 3, 4].map((n) => sheet(page(n))), sheet(consent, { filed: false }), sheet(null))).toEqual([1, 2, 3, 4])
    expect(counted(sheet(null), sheet(null), ...[1, 2, 3, 4].map((n) => sheet(page(n))))).toEqual([3, 4, 5, 6])
  })

  it('counts a page without a code where a page of a contract may lie: among its pages, or as many before or after as are wanting', () => {
    expect(counted(sheet(page(1)), sheet(null), sheet(page(3)), sheet(page(4)))).toEqual([1, 2, 3, 4])
    expect(counted(sheet(null), sheet(page(2)), sheet(page(3)), sheet(null), sheet(null))).toEqual([1, 2, 3, 4])
    expect(counted(sheet(page(2)), sheet(null, { pile: 'b' }), sheet(page(3)))).toEqual([1, 3])
  })

  it('counts a contract of another customer wherever it lies, and whatever of his lies among these pages', () => {
    expect(counted(sheet(page(4)), sheet(page(3, 'JK', 'JK1101992026112600023'), { filed: false }))).toEqual([1, 2])
    const schedule = page(2, 'HK', 'JK1101992026112600023')
    expect(counted(sheet(page(1)), sheet(schedule, { filed: false }), sheet(page(2)))).toEqual([1, 2, 3])
    expect(counted(sheet(page(4)), sheet(schedule, { filed: false }))).toEqual([1])
  })

  it('counts what somebody filed with the contracts by hand, be it without a code or of another customer', () => {
    expect(counted(sheet(null, { filed: true }), sheet(page(1, 'HK', 'JK1101992026112600023')))).toEqual([1, 2])
  })
})

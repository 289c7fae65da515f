import { describe, expect, it } from 'vitest'
import { scanBack } from '../../../core/contract/scan-back.ts'
import { expectedPages, type PrintedContract, signedSet, signedSetGaps } from '../../../core/contract/signed-set.ts'

const printed: PrintedContract[] = [
  { kind: 'GUARANTEE_CONTRACT', number: 'BZ1101992026112600015-1', version: 1, pages: 2, seal: 'ab'.repeat(32) },
  { kind: 'REPAYMENT_SCHEDULE', number: 'JK1101992026112600015', version: 1, pages: 3, seal: 'ab'.repeat(32) },
  { kind: 'LOAN_CONTRACT', number: 'JK1101992026112600015', version: 2, pages: 2, seal: 'ab'.repeat(32) },
]
const expected = expectedPages(printed)
const pile = (pages: typeof expected) => pages.map((identity, at) => ({ pageId: `p${at}`, identity, forged: false }))
const state = (pages: typeof expected, ticks: Record<string, string[]> = {}) =>
  signedSet(scanBack(expected, pile(pages)), ['p1', 'p3'], new Map(Object.entries(ticks)))

describe('the signed set of a loan', () => {
  it('is every page of the contracts everybody signs, the loan contract first; the schedule is the customer’s', () => {
    expect(expected.map(({ kind, page, version, detail }) => `${kind}${page} v${version} ${detail}`)).toEqual([
      'JK1 v2 ABABABAB',
      'JK2 v2 ABABABAB',
      'BZ1 v1 ABABABAB',
      'BZ2 v1 ABABABAB',
    ])
  })

  it('keeps the money where nobody can say on which pages a contract is signed', () => {
    const ticked = new Map([['p1', ['a', 'b']]])
    const blind = signedSet(scanBack(expected, pile(expected)), ['p1'], ticked, 1)
    expect(signedSetGaps(blind, 'ALWAYS')).toEqual(['SIGNATURE_PLACES_UNKNOWN'])
    expect(signedSetGaps(blind, 'ONCE_SCANNED')).toEqual(['SIGNATURE_PLACES_UNKNOWN'])
  })

  it('keeps nothing back before the first page came, unless the bank asks for it always', () => {
    expect(signedSetGaps(state([]), 'ONCE_SCANNED')).toEqual([])
    expect(signedSetGaps(state([]), 'ALWAYS')).toContain('SIGNED_PAGES_MISSING')
  })

  it('is whole only with every page, and two different persons who saw each place signed', () => {
    expect(signedSetGaps(state(expected.slice(1)), 'ONCE_SCANNED')).toContain('SIGNED_PAGES_MISSING')
    expect(signedSetGaps(state([...expected, ...expected.slice(0, 1)]), 'ONCE_SCANNED')).toContain('SIGNED_PAGES_WRONG')
    expect(signedSetGaps(state(expected, { p1: ['a', 'a'], p3: ['a', 'b'] }), 'ALWAYS')).toEqual(['SIGNATURES_NOT_TICKED'])
    expect(signedSetGaps(state(expected, { p1: ['b', 'a'], p3: ['a', 'b'] }), 'ALWAYS')).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReturnedPage, scanBack } from '../../../core/contract/scan-back.ts'
import type { PageIdentity } from '../../../core/kernel/page-code.ts'

const paper = (kind: string, number: string, pages: number, version = 2, detail = '1A2B3C4D'): PageIdentity[] =>
  Array.from({ length: pages }, (_, index) => ({ kind, number, version, page: index + 1, pages, detail }))
const set = [...paper('JK', 'JK1101992026112600015', 8), ...paper('DY', 'DY1101992026112600013', 4), ...paper('JJ', 'JJ1101992026112600011', 1)]
const other = paper('JK', 'JK1101992026112600023', 8)
const pileOf = (pages: readonly (PageIdentity | null)[]): ReturnedPage[] => pages.map((identity, n) => ({ pageId: `p${n}`, identity, forged: false }))
const faults = (pages: readonly (PageIdentity | null)[]) => scanBack(set, pileOf(pages)).faults.map(({ fault }) => fault)
const without = (n: number) => set.filter((_, index) => index !== n)

describe('the signed pile', () => {
  it('is complete when every page of the current printing came back, once each, in order', () => {
    expect(scanBack(set, pileOf(set))).toMatchObject({ complete: true, missing: [], faults: [] })
  })
  it('names the page that is missing', () => expect(scanBack(set, pileOf(without(6))).missing).toEqual([set[6]]))
  it('sees a page that came twice', () => expect(faults([...set, set[3] ?? null])).toEqual(['DOUBLED']))
  it('sees two pages swapped, and moves the fewest', () => {
    const swapped = [...set]
    swapped.splice(2, 2, ...set.slice(2, 4).toReversed())
    expect(faults(swapped)).toEqual(['OUT_OF_ORDER'])
  })
  it('refuses a page of an older printing, of other terms, of another customer, a forged one, and one it cannot read', () => {
    const first = set[0]
    if (!first) throw new Error('a set has pages')
    expect(faults([{ ...first, version: 1 }, ...set.slice(1)])).toEqual(['OLDER_PRINTING'])
    expect(faults([{ ...first, detail: 'FFFFFFFF' }, ...set.slice(1)])).toEqual(['OTHER_TERMS'])
    expect(faults([other[0] ?? null, ...set.slice(1)])).toEqual(['OTHER_CONTRACT'])
    expect(faults([null, ...set.slice(1)])).toEqual(['UNREADABLE'])
    const forged = scanBack(set, [{ pageId: 'x', identity: first, forged: true }, ...pileOf(set.slice(1))])
    expect(forged).toMatchObject({ complete: false, missing: [first], faults: [{ fault: 'FORGED' }] })
  })
  it('tells a contract of the same loan that was drawn up before from one of another customer, though its number is another too', () => {
    const before = paper('JK', 'JK1101992026112600007', 8, 1)
    const found = scanBack(set, pileOf([before[2] ?? null, other[3] ?? null, ...set]), [{ kind: 'JK', number: 'JK1101992026112600007' }])
    expect(found.faults.map(({ fault }) => fault)).toEqual(['OLDER_PRINTING', 'OTHER_CONTRACT'])
  })
})

describe('500 piles with pages dropped, doubled, swapped, from an older printing or another customer', () => {
  it('are all found out, no page is taken for another, and an untouched pile passes', () => {
    const at = fc.nat({ max: set.length - 1 })
    const harm = fc.oneof(
      fc.record({ kind: fc.constant('DROP'), at }),
      fc.record({ kind: fc.constant('DOUBLE'), at }),
      fc.record({ kind: fc.constant('SWAP'), at }),
      fc.record({ kind: fc.constant('OLDER'), at }),
      fc.record({ kind: fc.constant('OTHER'), at }),
      fc.record({ kind: fc.constant('SMEAR'), at }),
    )
    fc.assert(
      fc.property(fc.array(harm, { maxLength: 4 }), (harms) => {
        const pages: (PageIdentity | null)[] = [...set]
        for (const { kind, at: where } of harms) {
          const n = where % Math.max(1, pages.length)
          const page = pages[n] ?? null
          if (kind === 'DROP') pages.splice(n, 1)
          if (kind === 'DOUBLE') pages.splice(n, 0, page)
          if (kind === 'SWAP' && n + 1 < pages.length) pages.splice(n, 2, pages[n + 1] ?? null, page)
          if (kind === 'OLDER' && page) pages[n] = { ...page, version: 1 }
          if (kind === 'OTHER') pages[n] = other[n % other.length] ?? null
          if (kind === 'SMEAR') pages[n] = null
        }
        const found = scanBack(set, pileOf(pages))
        const same = pages.length === set.length && pages.every((page, index) => page === set[index])
        expect(found.complete).toBe(same)
        for (const { pageId, page } of found.matched) expect(pages[Number(pageId.slice(1))]).toBe(page)
        expect(found.matched.length + found.missing.length).toBe(set.length)
        const faulty = new Set(found.faults.map(({ pageId }) => pageId))
        for (let n = 0; n < pages.length; n++) expect(faulty.has(`p${n}`) || found.matched.some(({ pageId }) => pageId === `p${n}`)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

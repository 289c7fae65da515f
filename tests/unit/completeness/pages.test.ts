import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidePages, ledgerOf, type PageAction, undoPages } from '../../../core/completeness/decide-pages.ts'
import { type DeskPage, DISCARD_REASONS, type PageTarget, ROTATIONS } from '../../../core/completeness/scan-page.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'

const target = (itemId: string, caseNo = 'a'): PageTarget => ({ caseId: caseNo as CaseId, itemId, party: 'B' })
const inTray = (count: number): DeskPage[] =>
  Array.from({ length: count }, (_, n) => ({ pageId: `p${n}`, standing: { state: 'TRAY' }, rotation: 0, settled: false }))
const after = (pages: readonly DeskPage[], changed: readonly DeskPage[]): DeskPage[] =>
  pages.map((page) => changed.find(({ pageId }) => pageId === page.pageId) ?? page)

const TARGETS = [target('D101'), target('D102'), target('D102', 'b')]
const pageIds = fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 6 }).map((numbers) => numbers.map((n) => `p${n}`))
const anyAction: fc.Arbitrary<PageAction> = fc.oneof(
  fc.record({ action: fc.constant('FILE' as const), pageIds, target: fc.constantFrom(...TARGETS) }),
  fc.record({ action: fc.constant('RETURN' as const), pageIds }),
  fc.record({ action: fc.constant('DISCARD' as const), pageIds, reason: fc.constantFrom(...DISCARD_REASONS) }),
  fc.record({ action: fc.constant('ROTATE' as const), pageIds, rotation: fc.constantFrom(...ROTATIONS) }),
  fc.record({ action: fc.constant('REORDER' as const), pageIds, target: fc.constantFrom(...TARGETS) }),
)

describe('the books of a pile', () => {
  it('balance after any decisions: pages in = filed + tray + set aside, none twice, none lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 15 }), fc.array(anyAction, { maxLength: 30 }), (count, actions) => {
        let pages = inTray(count)
        for (const action of actions) {
          const changed = decidePages(pages, action)
          if (changed.ok) pages = after(pages, changed.value)
          expect(ledgerOf(count, pages)).toMatchObject({ balanced: true, pagesIn: count })
        }
        for (const one of TARGETS) {
          const places = pages.flatMap(({ standing }) =>
            standing.state === 'FILED' && JSON.stringify(standing.target) === JSON.stringify(one) ? [standing.place] : [],
          )
          expect(new Set(places).size).toBe(places.length)
        }
      }),
    )
  })

  it('do not balance when a page is missing or counted twice', () => {
    expect(ledgerOf(3, inTray(2)).balanced).toBe(false)
    expect(ledgerOf(2, [...inTray(1), ...inTray(1)]).balanced).toBe(false)
  })

  it('come back to where they stood when every decision is taken back, last first', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { minLength: 1, maxLength: 12 }), (actions) => {
        const start = inTray(15)
        let pages = start
        const done: { before: DeskPage[]; after: DeskPage[] }[] = []
        for (const action of actions) {
          const changed = decidePages(pages, action)
          if (!changed.ok) continue
          done.push({ before: pages.filter(({ pageId }) => changed.value.some((page) => page.pageId === pageId)), after: changed.value })
          pages = after(pages, changed.value)
        }
        for (const step of done.toReversed()) {
          const back = undoPages(pages, step.before, step.after)
          if (back.ok) pages = after(pages, back.value)
          expect(back.ok).toBe(true)
        }
        expect(pages).toEqual(start)
      }),
    )
  })
})

describe('a decision about pages', () => {
  it('files pages in the order they are named, after those already there', () => {
    const first = decidePages(inTray(3), { action: 'FILE', pageIds: ['p2'], target: target('D101') })
    const pages = after(inTray(3), first.ok ? first.value : [])
    const then = decidePages(pages, { action: 'FILE', pageIds: ['p1', 'p0'], target: target('D101') })
    expect(then.ok && then.value.map(({ pageId, standing }) => [pageId, standing.state === 'FILED' && standing.place])).toEqual([
      ['p1', 2],
      ['p0', 3],
    ])
  })
  it('leaves the pages of an accepted paper alone', () => {
    const settled = inTray(1).map((page) => ({ ...page, settled: true }))
    expect(decidePages(settled, { action: 'RETURN', pageIds: ['p0'] })).toMatchObject({ error: { code: 'PAGE_SETTLED' } })
  })
  it('is not taken back over a later one', () => {
    const filed = decidePages(inTray(1), { action: 'FILE', pageIds: ['p0'], target: target('D101') })
    const moved = decidePages(inTray(1), { action: 'FILE', pageIds: ['p0'], target: target('D102') })
    if (!filed.ok || !moved.ok) throw new Error('both can be filed')
    expect(undoPages(moved.value, inTray(1), filed.value)).toMatchObject({ error: { code: 'PAGE_CHANGED_SINCE' } })
  })
  it('orders an item only when every page of it is named', () => {
    const filed = decidePages(inTray(2), { action: 'FILE', pageIds: ['p0', 'p1'], target: target('D101') })
    expect(decidePages(filed.ok ? filed.value : [], { action: 'REORDER', pageIds: ['p1'], target: target('D101') })).toMatchObject({
      error: { code: 'PAGE_ORDER_INCOMPLETE', details: { pages: 2 } },
    })
  })
})

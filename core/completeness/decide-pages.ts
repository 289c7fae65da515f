import { ok, type Result, refuse } from '../kernel/result.ts'
import type { DeskPage, DiscardReason, PageTarget, Rotation, Standing } from './scan-page.ts'
import { sameTarget } from './scan-page.ts'

/** What a person may do with pages. */
export type PageAction =
  | { readonly action: 'FILE'; readonly pageIds: readonly string[]; readonly target: PageTarget }
  | { readonly action: 'RETURN'; readonly pageIds: readonly string[] }
  | { readonly action: 'DISCARD'; readonly pageIds: readonly string[]; readonly reason: DiscardReason }
  | { readonly action: 'ROTATE'; readonly pageIds: readonly string[]; readonly rotation: Rotation }
  /** Every page of one item in its new order. */
  | { readonly action: 'REORDER'; readonly pageIds: readonly string[]; readonly target: PageTarget }

const filedAt = (target: PageTarget) => (page: DeskPage) => page.standing.state === 'FILED' && sameTarget(page.standing.target, target)
const placeOf = ({ standing }: DeskPage): number => (standing.state === 'FILED' ? standing.place : 0)

function reorder(pages: readonly DeskPage[], pageIds: readonly string[], target: PageTarget): Result<DeskPage[]> {
  const open = pages.filter((page) => filedAt(target)(page) && !page.settled)
  const same = open.length === pageIds.length && open.every(({ pageId }) => pageIds.includes(pageId))
  if (!same) return refuse('PAGE_ORDER_INCOMPLETE', { itemId: target.itemId, pages: open.length })
  const places = open.map(placeOf).toSorted((a, b) => a - b)
  return ok(open.map((page) => ({ ...page, standing: { state: 'FILED', target, place: places[pageIds.indexOf(page.pageId)] ?? 0 } })))
}

function moved(action: Exclude<PageAction, { action: 'REORDER' }>, page: DeskPage, next: () => number): DeskPage {
  switch (action.action) {
    case 'ROTATE':
      return { ...page, rotation: action.rotation }
    case 'RETURN':
      return { ...page, standing: { state: 'TRAY' } }
    case 'DISCARD':
      return { ...page, standing: { state: 'DISCARDED', reason: action.reason } }
    case 'FILE':
      return filedAt(action.target)(page) ? page : { ...page, standing: { state: 'FILED', target: action.target, place: next() } }
  }
}

/**
 * What a decision makes of pages. Pages keep the order in which they are named; pages of one item follow those already there.
 * @param pages the pages named, and every page of the item they go to
 * @returns the pages that changed. Refuses PAGE_NOT_FOUND, PAGE_SETTLED (part of a paper accepted or superseded) with `pageId`,
 * PAGE_ORDER_INCOMPLETE with how many `pages` the item has.
 * @example decidePages(pages, { action: 'DISCARD', pageIds: [id], reason: 'BLANK' })
 */
export function decidePages(pages: readonly DeskPage[], action: PageAction): Result<DeskPage[]> {
  const named: DeskPage[] = []
  for (const pageId of new Set(action.pageIds)) {
    const page = pages.find((one) => one.pageId === pageId)
    if (!page) return refuse('PAGE_NOT_FOUND', { pageId })
    if (page.settled) return refuse('PAGE_SETTLED', { pageId })
    named.push(page)
  }
  const changed = action.action === 'REORDER' ? reorder(pages, action.pageIds, action.target) : ok(moveEach(pages, named, action))
  return changed.ok ? ok(changed.value.filter((after) => !same(after, pages))) : changed
}

function moveEach(pages: readonly DeskPage[], named: readonly DeskPage[], action: Exclude<PageAction, { action: 'REORDER' }>): DeskPage[] {
  let place = action.action === 'FILE' ? Math.max(0, ...pages.filter(filedAt(action.target)).map(placeOf)) : 0
  return named.map((page) => moved(action, page, () => ++place))
}

const same = (after: DeskPage, pages: readonly DeskPage[]): boolean => {
  const before = pages.find(({ pageId }) => pageId === after.pageId)
  return before !== undefined && before.rotation === after.rotation && sameStanding(before.standing, after.standing)
}

/** @example sameStanding({ state: 'TRAY' }, { state: 'TRAY' }) // true */
export function sameStanding(a: Standing, b: Standing): boolean {
  if (a.state === 'FILED') return b.state === 'FILED' && a.place === b.place && sameTarget(a.target, b.target)
  return a.state === 'DISCARDED' ? b.state === 'DISCARDED' && a.reason === b.reason : b.state === 'TRAY'
}

/** Items whose paper changes when pages go from one standing to another, each once. */
export function itemsTouched(before: readonly DeskPage[], after: readonly DeskPage[]): PageTarget[] {
  const targets = [...before, ...after].flatMap(({ standing }) => (standing.state === 'FILED' ? [standing.target] : []))
  return targets.filter((target, index) => targets.findIndex((other) => sameTarget(other, target)) === index)
}

/** The books of a pile: whatever was put in is in the tray, filed, or set aside with a reason. */
export interface Ledger {
  readonly pagesIn: number
  readonly filed: number
  readonly tray: number
  readonly discarded: number
  /** Pages in = filed + tray + set aside, every page once. */
  readonly balanced: boolean
}

/** @param pagesIn pages counted when they came in @example ledgerOf(100, pages).balanced // always */
export function ledgerOf(pagesIn: number, pages: readonly Pick<DeskPage, 'pageId' | 'standing'>[]): Ledger {
  const count = (state: Standing['state']) => pages.filter(({ standing }) => standing.state === state).length
  const [filed, tray, discarded] = [count('FILED'), count('TRAY'), count('DISCARDED')]
  const once = new Set(pages.map(({ pageId }) => pageId)).size === pages.length
  return { pagesIn, filed, tray, discarded, balanced: once && pagesIn === filed + tray + discarded }
}

/**
 * The way back of a decision: each page to where it stood before.
 * @returns the pages as they shall stand; PAGE_CHANGED_SINCE when one stands elsewhere by now, PAGE_SETTLED when its paper was accepted
 */
export function undoPages(now: readonly DeskPage[], before: readonly DeskPage[], after: readonly DeskPage[]): Result<DeskPage[]> {
  for (const expected of after) {
    const page = now.find(({ pageId }) => pageId === expected.pageId)
    if (!page || page.rotation !== expected.rotation || !sameStanding(page.standing, expected.standing)) {
      return refuse('PAGE_CHANGED_SINCE', { pageId: expected.pageId })
    }
    if (page.settled) return refuse('PAGE_SETTLED', { pageId: expected.pageId })
  }
  return ok(before.map((page) => ({ ...page, settled: false })))
}

import { type PageCode, SEPARATOR_KIND } from '../kernel/page-code.ts'
import type { PageTarget, Standing, TrayHint } from './scan-page.ts'

/** A code seen on a page that has the shape of ours; `genuine` when its MAC is the branch's. */
export interface SeenCode {
  readonly code: PageCode
  readonly genuine: boolean
}

/** What reading found on one page, in the order of the pile. Codes of other makers are left out before. */
export interface ReadPage {
  /** False for a page that could not be read: it may have been anything, a separator too. */
  readonly readable: boolean
  readonly blank: boolean
  readonly codes: readonly SeenCode[]
  /** The last page of a file of several pages: a pile inside the pile ends here. */
  readonly endsPile: boolean
}

/** Where a page code leads: an item, or why it leads nowhere. */
export type Lead = { readonly target: PageTarget } | { readonly hint: TrayHint }

/** Where a page goes, and why when that is the tray. */
export interface Sorted {
  readonly standing: Exclude<Standing, { state: 'FILED' }> | { readonly state: 'FILED'; readonly target: PageTarget }
  readonly hint: TrayHint | null
  readonly code: PageCode | null
}

/** What is remembered between pages: the item of the last separator sheet. Null: pages without a code go to the tray. */
export type Run = PageTarget | null

const tray = (hint: TrayHint, code: PageCode | null = null): Sorted => ({ standing: { state: 'TRAY' }, hint, code })

/** One code on the page, however often it is printed there; or why not. */
function codeOf(codes: readonly SeenCode[]): { readonly code: PageCode } | { readonly hint: TrayHint } | null {
  const [first] = codes
  if (!first) return null
  if (codes.some(({ genuine }) => !genuine)) return { hint: 'CODE_NOT_OURS' }
  return codes.every(({ code }) => code.mac === first.code.mac) ? { code: first.code } : { hint: 'CODES_DIFFER' }
}

/**
 * Files one page: by its own code, else by the separator sheet before it, else to the tray. Nothing is guessed: a page that
 * cannot be read and a code that is not genuine end the run, for either may have been a separator; a blank page waits for an eye.
 * @returns where the page goes, and the run for the next one
 * @example sortPage(page, null, leadOf) // { sorted: { standing: { state: 'TRAY' }, hint: 'NO_CODE' … }, run: null }
 */
export function sortPage(page: ReadPage, run: Run, leadOf: (code: PageCode) => Lead): { readonly sorted: Sorted; readonly run: Run } {
  const ends = (next: Run): Run => (page.endsPile ? null : next)
  if (!page.readable) return { sorted: tray('UNREADABLE'), run: null }
  const seen = codeOf(page.codes)
  if (seen === null) {
    if (page.blank) return { sorted: tray('BLANK'), run: ends(run) }
    const sorted: Sorted = run ? { standing: { state: 'FILED', target: run }, hint: null, code: null } : tray('NO_CODE')
    return { sorted, run: ends(run) }
  }
  if ('hint' in seen) return { sorted: tray(seen.hint), run: null }
  const lead = leadOf(seen.code)
  if ('hint' in lead) return { sorted: tray(lead.hint, seen.code), run: null }
  if (seen.code.kind === SEPARATOR_KIND) {
    return { sorted: { standing: { state: 'DISCARDED', reason: 'SEPARATOR' }, hint: null, code: seen.code }, run: ends(lead.target) }
  }
  return { sorted: { standing: { state: 'FILED', target: lead.target }, hint: null, code: seen.code }, run: null }
}

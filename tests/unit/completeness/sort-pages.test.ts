import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PageTarget } from '../../../core/completeness/scan-page.ts'
import { separatorIdentity, separatorTarget } from '../../../core/completeness/separator.ts'
import { type ReadPage, type Run, type Sorted, sortPage } from '../../../core/completeness/sort-pages.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { type PageCode, SEPARATOR_KIND } from '../../../core/kernel/page-code.ts'

const code = (kind: string, detail: string): PageCode => ({
  kind,
  number: 'SQ1101992026112300018',
  version: 1,
  page: 1,
  pages: 1,
  detail,
  mac: detail.padEnd(12, '0'),
})
const separator = (itemId: string): ReadPage => page([{ code: code(SEPARATOR_KIND, `${itemId}-B`), genuine: true }])
const page = (codes: ReadPage['codes'] = [], more: Partial<ReadPage> = {}): ReadPage => ({ readable: true, blank: false, codes, endsPile: false, ...more })
const targetOf = (itemId: string): PageTarget => ({ caseId: 'a' as CaseId, itemId, party: 'B' })
const leadOf = ({ detail }: PageCode) => ({ target: targetOf(detail.slice(0, 4)) })

function sortAll(pages: readonly ReadPage[]): Sorted[] {
  let run: Run = null
  return pages.map((one) => {
    const step = sortPage(one, run, leadOf)
    run = step.run
    return step.sorted
  })
}
const where = (pages: readonly ReadPage[]): string[] =>
  sortAll(pages).map(({ standing, hint }) =>
    standing.state === 'FILED' ? standing.target.itemId : standing.state === 'TRAY' ? `tray ${hint}` : standing.reason,
  )

describe('a pile of pages', () => {
  it('is filed by its separators', () => {
    expect(where([page(), separator('D101'), page(), page(), separator('D102'), page()])).toEqual([
      'tray NO_CODE',
      'SEPARATOR',
      'D101',
      'D101',
      'SEPARATOR',
      'D102',
    ])
  })
  it('goes to the tray after a page that cannot be read, which may have been a separator', () => {
    expect(where([separator('D101'), page(), page([], { readable: false }), page()])).toEqual(['SEPARATOR', 'D101', 'tray UNREADABLE', 'tray NO_CODE'])
  })
  it('heeds no forged code, and none that contradicts another on the same page', () => {
    const forged = page([{ code: code(SEPARATOR_KIND, 'D101-B'), genuine: false }])
    const both = page([
      { code: code(SEPARATOR_KIND, 'D101-B'), genuine: true },
      { code: code(SEPARATOR_KIND, 'D102-B'), genuine: true },
    ])
    expect(where([separator('D104'), forged, page()])).toEqual(['SEPARATOR', 'tray CODE_NOT_OURS', 'tray NO_CODE'])
    expect(where([both, page()])).toEqual(['tray CODES_DIFFER', 'tray NO_CODE'])
  })
  it('files a page with a code of its own by that, and nothing after it', () => {
    expect(where([separator('D101'), page([{ code: code('JK', 'D706XXXX'), genuine: true }]), page()])).toEqual(['SEPARATOR', 'D706', 'tray NO_CODE'])
  })
  it('ends with the file of several pages it lies in, and keeps blank pages for the eye', () => {
    expect(where([separator('D101'), page([], { blank: true }), page([], { endsPile: true }), page()])).toEqual([
      'SEPARATOR',
      'tray BLANK',
      'D101',
      'tray NO_CODE',
    ])
  })
  it('is never filed to an item whose genuine code is not in it', () => {
    const anyPage = fc.record({
      readable: fc.boolean(),
      blank: fc.boolean(),
      endsPile: fc.boolean(),
      codes: fc.array(fc.record({ code: fc.constantFrom('D101', 'D102', 'D104').map((item) => code(SEPARATOR_KIND, `${item}-B`)), genuine: fc.boolean() }), {
        maxLength: 2,
      }),
    })
    fc.assert(
      fc.property(fc.array(anyPage, { maxLength: 20 }), (pages) => {
        const genuine = new Set(pages.flatMap(({ codes }) => codes.filter((seen) => seen.genuine).map((seen) => seen.code.detail.slice(0, 4))))
        const sorted = sortAll(pages)
        expect(sorted).toHaveLength(pages.length)
        for (const { standing } of sorted) if (standing.state === 'FILED') expect(genuine.has(standing.target.itemId)).toBe(true)
      }),
    )
  })
})

describe('a separator', () => {
  it('says its item and person, and nothing else does', () => {
    expect(separatorTarget(separatorIdentity('SQ1101992026112300018', 'D102', 'CO12').detail)).toEqual({ itemId: 'D102', party: 'CO12' })
    expect([separatorTarget('1A2B3C4D'), separatorTarget('D102-XX'), separatorTarget('D102-B-1')]).toEqual([null, null, null])
  })
})

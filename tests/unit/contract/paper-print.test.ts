import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAPER_KINDS } from '../../../core/contract/paper-kinds.ts'
import { checkPrint, checkRemaking, copiesOffered, PLAIN_PROFILE, sheetsOf } from '../../../core/contract/paper-print.ts'
import { SIGNED_KINDS } from '../../../core/contract/signed-set.ts'

describe('copies of a paper', () => {
  it.each(PAPER_KINDS)('of %s are those its contract promises, else those the printer is set to, else two', (kind) => {
    const set = { ...PLAIN_PROFILE, copies: 5 }
    const contract = SIGNED_KINDS.includes(kind)
    expect(copiesOffered(kind, 3, PLAIN_PROFILE)).toBe(contract ? 3 : 2)
    expect(copiesOffered(kind, 3, set)).toBe(contract ? 3 : 5)
    expect(copiesOffered(kind, null, set)).toBe(5)
  })

  it('take a sheet a page, or half as many on both sides, and never share one', () => {
    expect(sheetsOf(9, 3, 'SIMPLEX')).toBe(27)
    expect(sheetsOf(9, 3, 'LONG_EDGE')).toBe(15)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 12 }), (pages, copies) => {
        const both = sheetsOf(pages, copies, 'SHORT_EDGE')
        expect(both * 2).toBeGreaterThanOrEqual(pages * copies)
        expect(both % copies).toBe(0)
      }),
    )
  })
})

describe('a paper goes to the printer', () => {
  it('whole or not at all', () => {
    for (const drawn of [0, 8, 10]) {
      const refused = { ok: false, error: { code: 'PRINT_PAGES_DIFFER', details: { drawn, pages: 9 } } }
      expect(checkPrint({ drawn, pages: 9, earlier: 0, reason: '卡纸' })).toEqual(refused)
    }
    expect(checkPrint({ drawn: 9, pages: 9, earlier: 0, reason: '' }).ok).toBe(true)
  })

  it('for a reason where it was there before', () => {
    expect(checkPrint({ drawn: 9, pages: 9, earlier: 1, reason: '' })).toMatchObject({ error: { code: 'REASON_MISSING' } })
    expect(checkPrint({ drawn: 9, pages: 9, earlier: 1, reason: '卡纸' }).ok).toBe(true)
  })
})

it('a paper is made again for a reason somebody gives, or by a rule of the program', () => {
  expect(checkRemaking(1, {}).ok).toBe(true)
  for (const reason of [undefined, '', ' \t']) expect(checkRemaking(2, { reason })).toMatchObject({ error: { code: 'REASON_MISSING' } })
  expect(checkRemaking(2, { reason: '日期变了' }).ok).toBe(true)
  expect(checkRemaking(2, { rule: 'STEP_TAKEN' }).ok).toBe(true)
})

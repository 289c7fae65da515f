import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAGE_CODE_LIMIT, type PageCode, pageCodeText, pageIdentityText, parsePageCode, SEPARATOR_KIND } from '../../../core/kernel/page-code.ts'
import { expectOk } from '../../../core/kernel/result.ts'

const code: PageCode = { kind: 'JK', number: 'JK1101992026112600015', version: 3, page: 2, pages: 10, detail: '1A2B3C4D', mac: '0123456789AB' }
const upper = (characters: string, length: number) =>
  fc.array(fc.constantFrom(...characters), { minLength: length, maxLength: length }).map((list) => list.join(''))

describe('the code on a printed page', () => {
  it('says paper, number, printing, page of pages, seal and MAC', () =>
    expect(pageCodeText(code)).toBe('F1:JK:JK1101992026112600015:3:2/10:1A2B3C4D:0123456789AB'))

  it('comes back as it was printed, whatever it says', () =>
    fc.assert(
      fc.property(
        upper('ABJKXYZ', 2),
        upper('0123456789', 19),
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 300 }),
        fc.nat({ max: 299 }),
        upper('0123456789ABCDEF-', 8),
        upper('0123456789ABCDEF', 12),
        (kind, digits, version, pages, at, detail, mac) => {
          const printed = { kind, number: `JK${digits}`, version, pages, page: (at % pages) + 1, detail, mac }
          const text = pageCodeText(printed)
          expect(text.length).toBeLessThanOrEqual(PAGE_CODE_LIMIT)
          expect(expectOk(parsePageCode(text))).toEqual(printed)
        },
      ),
    ))

  it('serves the separator sheets of the scanner too', () => {
    const sheet = { kind: SEPARATOR_KIND, number: 'SQ1101992026112300018', version: 1, page: 1, pages: 1, detail: 'D102-CO2', mac: '0123456789AB' }
    expect(expectOk(parsePageCode(pageCodeText(sheet)))).toEqual(sheet)
  })

  it.each([
    '',
    'F1:JK',
    'F2:JK:JK1101992026112600015:3:2/10:1A2B3C4D:0123456789AB',
    `${pageCodeText(code)}0`,
    pageCodeText(code).toLowerCase(),
    pageIdentityText(code),
  ])('is foreign when it reads %s', (text) => expect(parsePageCode(text)).toMatchObject({ ok: false, error: { code: 'PAGE_CODE_FOREIGN' } }))

  it('is foreign when a page stands beyond the last', () =>
    expect(parsePageCode(pageCodeText(code).replace('2/10', '11/10'))).toMatchObject({ ok: false, error: { code: 'PAGE_CODE_FOREIGN' } }))

  it('is never made for a page that does not exist', () => {
    expect(() => pageCodeText({ ...code, page: 11 })).toThrow(RangeError)
    expect(() => pageCodeText({ ...code, number: '合同1' })).toThrow(RangeError)
  })
})

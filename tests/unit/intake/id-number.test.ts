import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkForeignId, checkIdNumber, checkResidentId, idCheckCharacter, upgradeIdNumber } from '../../../core/intake/id-number.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { vectors } from '../../fixtures/vectors.ts'

const today = dateOnly('2026-11-23')

describe('a resident ID number or residence permit', () => {
  it.each(vectors.resident_valid)('takes %s', (text, { id18, was15, kind, birth, sex }) => {
    expect(checkResidentId(text, today)).toMatchObject({ ok: true, number: id18, was15, kind, birth, sex, region: text.slice(0, 6), nationality: null })
  })
  it.each(vectors.resident_invalid)('refuses %s with %s', (text, code) => expect(checkResidentId(text, today)).toEqual({ ok: false, code }))
  it.each(vectors.upgrade15)('makes %s of 15 digits %s', (id15, id18, expected) => {
    expect(upgradeIdNumber(id15)).toBe(id18)
    const check = checkResidentId(id15, today)
    if (expected.ok) expect(check).toMatchObject({ ok: true, number: id18, was15: true, birth: 'birth' in expected ? expected.birth : '' })
    else expect(check).toMatchObject(expected)
  })
  it.each(vectors.bad15)('refuses the old number %s with %s', (text, code) => expect(checkResidentId(text, today)).toEqual({ ok: false, code }))

  it('forgives blanks, a small x and full-width digits', () => {
    expect(checkResidentId(' 110105 19491231 002x', today)).toMatchObject({ ok: true, number: '11010519491231002X' })
    expect(checkResidentId('１１０１０５１９４９１２３１００２Ｘ', today)).toMatchObject({ ok: true, number: '11010519491231002X' })
  })
  it('takes a birth today and not tomorrow', () => {
    const numberOf = (birth: string): string => `110199${birth}001${idCheckCharacter(`110199${birth}001`)}`
    expect(checkResidentId(numberOf('20261123'), today).ok).toBe(true)
    expect(checkResidentId(numberOf('20261124'), today)).toEqual({ ok: false, code: 'FUTURE' })
  })
  it('notices any one digit mistyped and any two neighbours swapped', () => {
    const numbers = vectors.resident_valid.map(([text]) => text)
    fc.assert(
      fc.property(fc.constantFrom(...numbers), fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const wrong = number.slice(0, at) + ((Number(number[at]) + shift) % 10) + number.slice(at + 1)
        expect(checkResidentId(wrong, today).ok).toBe(false)
        const swapped = number.slice(0, at) + (number[at + 1] ?? '') + (number[at] ?? '') + number.slice(at + 2)
        if (swapped !== number) expect(checkResidentId(swapped, today).ok).toBe(false)
      }),
    )
  })
})

describe("a foreign permanent resident's number", () => {
  it.each(vectors.pr_valid)('takes %s', (text, { country, birth, sex }) => {
    const born = `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`
    expect(checkForeignId(text, today)).toMatchObject({ ok: true, kind: 'FOREIGN_PR', nationality: country, birth: born, sex, region: text.slice(1, 3) })
  })
  it.each(vectors.pr_invalid)('refuses %s with %s', (text, code) => expect(checkForeignId(text, today)).toEqual({ ok: false, code }))
  it('takes a card of 2017 by its shape only', () => {
    expect(checkForeignId('CAN110181080304', today)).toMatchObject({ ok: true, kind: 'FOREIGN_PR_2017', nationality: 'CAN', birth: null, sex: null })
    expect(checkForeignId('CAN11018108030', today)).toEqual({ ok: false, code: 'FORMAT' })
  })
})

describe('the number against the declared document', () => {
  it.each([
    ['RESIDENT', '810000188908151019', 'KIND'],
    ['HMT_PERMIT', '110199199003070017', 'KIND'],
    ['RESIDENT', '932682198501010017', 'KIND'],
    ['FOREIGN_PR', '110199199003070017', 'FORMAT'],
  ] as const)('refuses as %s the number %s with %s', (type, text, code) => expect(checkIdNumber(type, text, today)).toEqual({ ok: false, code }))
  it.each([
    ['RESIDENT', '110199199003070017'],
    ['HMT_PERMIT', '830000188306100170'],
    ['FOREIGN_PR', '911124198108030024'],
  ] as const)('takes as %s the number %s', (type, text) => expect(checkIdNumber(type, text, today).ok).toBe(true))
})

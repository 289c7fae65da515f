import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkForeignId, checkResidentId, idCheckCharacter, upgradeIdNumber } from '../../../core/intake/id-number.ts'
import { checkMobile } from '../../../core/intake/mobile.ts'
import { checkPlate } from '../../../core/intake/plate.ts'
import { checkTitleCertificate, checkUnitNumber } from '../../../core/intake/real-estate-number.ts'
import { checkVin } from '../../../core/intake/vin.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { vectors } from '../../fixtures/vectors.ts'

const today = dateOnly('2026-11-23')
const DIGITS = '0123456789'
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

describe('the numbers a borrower shows', () => {
  it.each(vectors.upgrade15)('of an old file, %s, tell the person that %s tells', (id15, id18, expected) => {
    expect(upgradeIdNumber(id15)).toBe(id18)
    expect(checkResidentId(id15, today)).toMatchObject(expected.ok && 'id18' in expected ? withoutNewNumber(expected) : expected)
  })
  it('may be those of a stateless resident', () => {
    const first17 = '93200019850101001'
    expect(checkForeignId(first17 + idCheckCharacter(first17), today)).toMatchObject({ ok: true, nationality: '000', sex: 'M' })
  })
  it('may be a telephone number with the country code and blanks', () => {
    expect(checkMobile('+86 159 0000 0003')).toEqual({ ok: true, mobile: '15900000003' })
    expect(checkMobile('86-159-0000-0003')).toEqual({ ok: true, mobile: '15900000003' })
  })
  it('begin, when of a telephone, with a segment in use and no other', () => {
    const within = (first: string, last: string): string[] => [...last].map((digit) => first + digit)
    const inUse = [
      ...within('13', DIGITS),
      ...within('14', '56789'),
      ...within('15', '012356789'),
      ...within('16', '2567'),
      ...within('17', '012345678'),
      ...within('18', DIGITS),
      ...within('19', '012356789'),
    ]
    const all = [...Array(1000).keys()].map((n) => String(n).padStart(3, '0'))
    expect(all.filter((segment) => checkMobile(`${segment}00000000`).ok)).toEqual(inUse)
  })
})

/** The vector gives the 18-character number under its own name; the product calls it `number`. */
function withoutNewNumber({ id18, ...rest }: { readonly id18: string }): object {
  return { ...rest, number: id18 }
}

describe('the vehicle of a mortgage', () => {
  const values = Object.fromEntries(
    [...'A1 B2 C3 D4 E5 F6 G7 H8 J1 K2 L3 M4 N5 P7 R9 S2 T3 U4 V5 W6 X7 Y8 Z9'.matchAll(/([A-Z])(\d)/g)].map(([, letter, value]) => [letter, Number(value)]),
  )
  const weights = '8 7 6 5 4 3 2 10 0 9 8 7 6 5 4 3 2'.split(' ').map(Number)
  const figure = (character: string): number => values[character] ?? Number(character)
  const oneOf = (characters: string, length: number) => fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length })
  const all = Object.keys(values).join('') + DIGITS
  const anyBody = fc.tuple(oneOf(all, 8), oneOf(all.replace(/[UZ0]/g, ''), 1), oneOf(all, 3), oneOf(DIGITS, 4))

  it('has exactly the check character that the letter values and weights of the rules give', () => {
    fc.assert(
      fc.property(anyBody, ([head, year, plant, serial]) => {
        const vinWith = (check: string): string => head + check + year + plant + serial
        const sum = weights.reduce((total, weight, index) => total + weight * figure(vinWith('0').charAt(index)), 0)
        expect([...`${DIGITS}X`].filter((check) => checkVin(vinWith(check)).ok)).toEqual(['0123456789X'.charAt(sum % 11)])
      }),
    )
  })
  it.each(['U', 'Z', '0'])('has no model year %s', (year) => expect(checkVin(`LTESTA102${year}0000001`)).toEqual({ ok: false, code: 'YEAR' }))
  it.each(['I', 'O', 'Q'])('has no letter %s', (letter) => expect(checkVin(`LTESTA102${letter}0000001`)).toEqual({ ok: false, code: 'FORMAT' }))

  it('may be registered in each of the 31 provinces and in no other place', () => {
    for (const province of '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼')
      expect([province, checkPlate(`${province}A00000`)]).toMatchObject([province, { ok: true }])
    expect(['台', '港', '使'].filter((place) => checkPlate(`${place}A00000`).ok)).toEqual([])
  })
  it('shows its kind of drive by ten letters, and a trailer or a school by the last character', () => {
    expect([...LETTERS].filter((letter) => checkPlate(`沪A${letter}00000`).ok).join('')).toBe('ABCDEFGHJK')
    expect([...LETTERS].filter((letter) => checkPlate(`沪A00000${letter}`).ok).join('')).toBe('ABCDEFGHJK')
    expect([...'挂学警港澳领试'].filter((last) => checkPlate(`沪A0000${last}`).ok).join('')).toBe('挂学警港澳')
  })
})

describe('the house of a mortgage', () => {
  it('keeps its title number in one form, however it was typed', () => {
    expect(checkTitleCertificate('粤(2023)测试市不动产权第1234567号')).toEqual({ ok: true, number: '粤（2023）测试市不动产权第1234567号', year: 2023 })
  })
  it('keeps its unit number without blanks', () => {
    expect(checkUnitNumber('330199 001 002 JC00007 F00020003')).toMatchObject({ ok: true, number: '330199001002JC00007F00020003' })
  })
})

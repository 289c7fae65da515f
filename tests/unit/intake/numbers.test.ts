import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkBankCard, looksLikeCard } from '../../../core/intake/bank-card.ts'
import { comparisonKey } from '../../../core/intake/duplicate.ts'
import { checkMobile } from '../../../core/intake/mobile.ts'
import { checkUscc, usccCheckCharacter } from '../../../core/intake/uscc.ts'
import { luhnCheckDigit, luhnHolds } from '../../../core/kernel/luhn.ts'
import { vectors } from '../../fixtures/vectors.ts'

const REGISTRANTS: Readonly<Record<string, string>> = { 企业: 'ENTERPRISE', 个体工商户: 'SOLE_TRADER', 农民专业合作社: 'COOPERATIVE' }

describe('a unified social credit code', () => {
  it.each(vectors.uscc_valid)('takes %s', (text, { type }) => expect(checkUscc(text)).toMatchObject({ ok: true, uscc: text, registrant: REGISTRANTS[type] }))
  it.each(vectors.uscc_invalid)('refuses %s with %s', (text, code) => expect(checkUscc(text)).toEqual({ ok: false, code }))
  it('forgives blanks and small letters', () => expect(checkUscc('92330199 ma2abcd3xf')).toMatchObject({ ok: true, uscc: '92330199MA2ABCD3XF' }))
  it('takes a company of the national register and tells other bodies apart', () => {
    const body = '9110000010000396'
    expect(checkUscc(`${body}2${usccCheckCharacter(`${body}2`)}`)).toMatchObject({ ok: true, registrant: 'ENTERPRISE', region: '100000' })
  })
  it('notices any one character mistyped', () => {
    const codes = vectors.uscc_valid.map(([text]) => text)
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.nat({ max: 17 }), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (code, at, character) => {
        fc.pre(code[at] !== character)
        expect(checkUscc(code.slice(0, at) + character + code.slice(at + 1)).ok).toBe(false)
      }),
    )
  })
})

describe('a bank card', () => {
  it.each(vectors.luhn_valid)('takes %s', (card) => expect(checkBankCard(card)).toEqual({ ok: true, card }))
  it.each(vectors.luhn_invalid)('refuses %s', (card) => expect(checkBankCard(card).ok).toBe(false))
  it('tells a wrong shape from a wrong digit, and forgives blanks', () => {
    expect(checkBankCard('620000000000')).toEqual({ ok: false, code: 'FORMAT' })
    expect(checkBankCard('6200000000000006')).toEqual({ ok: false, code: 'CHECK' })
    expect(checkBankCard('6200 0000 0000 0005')).toMatchObject({ ok: true })
  })
  it('is recognised by 62 and 16 to 19 digits', () => {
    expect(['6200000000000006', '620000000000000', '1234567890123456'].map(looksLikeCard)).toEqual([true, false, false])
  })
  it('has one right check digit of ten', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12,18}$/), (digits) => {
        expect([...'0123456789'].filter((figure) => luhnHolds(digits + figure))).toEqual([luhnCheckDigit(digits)])
      }),
    )
  })
})

describe('a mobile number', () => {
  it.each(vectors.mobile.mV)('takes %s', (text) => expect(checkMobile(text)).toEqual({ ok: true, mobile: text.replace('+86', '') }))
  it.each(vectors.mobile.mI)('refuses %s', (text) => expect(checkMobile(text).ok).toBe(false))
  it('tells an unknown segment from a wrong shape', () => {
    expect(checkMobile('15400000000')).toEqual({ ok: false, code: 'SEGMENT' })
    expect(checkMobile('1380013800')).toEqual({ ok: false, code: 'FORMAT' })
    expect(checkMobile('15400000000', /^154/).ok).toBe(true)
  })
})

describe('the key by which a duplicate applicant is found', () => {
  it.each([
    ['ID', '11010519491231002x', '11010519491231002X'],
    ['ID', '110199 900307 001', '110199199003070017'],
    ['PHONE', '+86 138-0013-8000', '13800138000'],
    ['PHONE', '008613800138000', '13800138000'],
    ['PHONE', '8613800138000', '13800138000'],
    ['USCC', '92330199-ma2abcd3xf', '92330199MA2ABCD3XF'],
  ] as const)('of %s %s is %s', (field, text, key) => {
    expect(comparisonKey(field, text)).toBe(key)
    expect(comparisonKey(field, key)).toBe(key)
  })
})

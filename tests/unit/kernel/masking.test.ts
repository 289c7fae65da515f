import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskCard, maskIdNumber, maskPhone } from '../../../core/kernel/masking.ts'

describe('covered numbers', () => {
  it('keeps three and four of an ID number', () => {
    expect(maskIdNumber('110199199003070017')).toBe('110***********0017')
    expect(maskIdNumber('110199900307001')).toBe('110********7001')
  })
  it('keeps three and four of a phone number within the country', () => {
    expect(maskPhone('13800138000')).toBe('138****8000')
    expect(maskPhone('+86 138-0013-8000')).toBe('138****8000')
  })
  it('keeps six and four of a card and only four of a shorter account', () => {
    expect(maskCard('6200000000000005')).toBe('620000******0005')
    expect(maskCard('6205 5000 0000 0000 004')).toBe('620550*********0004')
    expect(maskCard('123456789012')).toBe('********9012')
  })
  it('covers whole what is too short to cover in part', () => {
    expect(maskIdNumber('1234567')).toBe('*******')
    expect(maskPhone('12345')).toBe('*****')
    expect(maskCard('1234567')).toBe('*******')
  })
  it('never shows more than ten characters and always covers at least four of a longer value', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9X]{4,30}$/), fc.constantFrom(maskIdNumber, maskPhone, maskCard), (value, mask) => {
        const stars = mask(value).replace(/[^*]/g, '').length
        expect(stars).toBeGreaterThanOrEqual(4)
        expect(mask(value).length - stars).toBeLessThanOrEqual(10)
      }),
    )
  })
})

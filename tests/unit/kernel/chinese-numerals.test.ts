import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { parseUppercaseAmount, uppercaseAmount, uppercaseDate } from '../../../core/kernel/chinese-numerals.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { vectors } from '../../fixtures/vectors.ts'

describe('an amount in uppercase characters', () => {
  it.each(vectors.upper)('writes %s fen as %s', (amount, text) => {
    expect(uppercaseAmount(BigInt(amount), { prefix: true })).toBe(text)
    expect(parseUppercaseAmount(text)).toBe(BigInt(amount))
  })
  // the table of domain 3.10, where it goes beyond the vectors
  it.each([
    [10_001_000_00n, '壹仟万壹仟元整'],
    [10_050_000_00n, '壹仟零伍万元整'],
    [100_010_000_00n, '壹亿零壹万元整'],
    [1_409_50n, '壹仟肆佰零玖元伍角整'],
    [1_000_100_00n, '壹佰万零壹佰元整'],
    [9_999_999_999_999_999_99n, '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('writes %d fen of the table as %s', (amount, text) => expect(uppercaseAmount(amount)).toBe(text))

  it('takes the fen of a case as they are', () => expect(uppercaseAmount(fen(30000000))).toBe('叁拾万元整'))

  it('comes back to the same fen after reading, for any amount of 16 integer digits', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n - 1n), fc.boolean(), (amount, prefix) => {
        expect(parseUppercaseAmount(uppercaseAmount(amount, { prefix }))).toBe(amount)
      }),
      { numRuns: 2000 },
    )
  })
  it('comes back to the same fen for any amount a case may have, 0 to 10¹² fen, small ones and round ones too', () => {
    const most = 10n ** 12n
    const round = fc.tuple(fc.bigInt(0n, 9999n), fc.integer({ min: 0, max: 12 })).map(([digits, zeros]) => (digits * 10n ** BigInt(zeros)) % (most + 1n))
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(0n, most), fc.bigInt(0n, 100_000n), round, fc.constantFrom(0n, 1n, most - 1n, most)), (amount) => {
        expect(parseUppercaseAmount(uppercaseAmount(amount, { prefix: true }))).toBe(amount)
      }),
      { numRuns: 5000 },
    )
  })
  it('never writes two zeros in a row nor begins with ten alone', () => {
    const sparse = fc.array(fc.constantFrom('0', '0', '0', '1', '9'), { minLength: 1, maxLength: 18 }).map((digits) => BigInt(digits.join('')))
    fc.assert(
      fc.property(sparse, (amount) => {
        const text = uppercaseAmount(amount)
        expect(text).not.toMatch(/零零|^拾|零元[^整]|零[万亿]/)
        expect(parseUppercaseAmount(text)).toBe(amount)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([-1n, 10n ** 18n])('refuses %d fen', (amount) => expect(() => uppercaseAmount(amount)).toThrow(RangeError))
  it('refuses a part of a fen', () => expect(() => uppercaseAmount((fen(1) / 2) as ReturnType<typeof fen>)).toThrow(RangeError))
})

describe('reading an uppercase amount', () => {
  it.each([
    ['壹仟陆佰捌拾元叁角贰分', 1680_32n],
    ['壹拾万零柒仟元伍角叁分', 107000_53n],
    ['人民币壹拾万柒仟元零伍角叁分', 107000_53n],
    ['壹仟肆佰零玖元伍角', 1409_50n],
    ['壹仟万零壹仟元整', 10001000_00n],
    ['壹佰元伍角', 100_50n],
    ['叁拾万圆正', 300000_00n],
    ['壹拾亿零壹仟万元整', 1_010_000_000_00n],
  ])('accepts the writing %s', (text, amount) => expect(parseUppercaseAmount(text)).toBe(amount))

  it.each([
    '',
    '元整',
    '人民币',
    '拾元整',
    '壹拾元',
    '壹元壹分',
    '壹佰伍元整',
    '壹佰零零伍元整',
    '壹元零伍角整',
    '壹万亿亿元整',
    '壹仟壹仟元整',
    '壹分整',
    '贰伍元整',
    '壹角壹元',
    '零元零分',
    '三十万元整',
    '壹万零元整',
    '壹亿亿亿亿元整',
  ])('refuses the writing "%s"', (text) => expect(parseUppercaseAmount(text)).toBeNull())
})

describe('a voucher date in uppercase characters', () => {
  it.each(vectors.dateUpper)('writes %s as %s', (date, text) => expect(uppercaseDate(dateOnly(date))).toBe(text))
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addFen, divideHalfUp, fen, formatFen, MAX_CASE_FEN, scaleFen } from '../../../core/kernel/fen.ts'
import { formatRate, RATE_ONE, rate } from '../../../core/kernel/rate.ts'
import { CaseFenField } from '../../../core/kernel/schema.ts'

describe('money', () => {
  it.each([0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is never %d fen', (amount) => expect(() => fen(amount)).toThrow(RangeError))
  it('is rounded half up once, away from zero below it', () => {
    expect([divideHalfUp(5n, 10n), divideHalfUp(4n, 10n), divideHalfUp(-5n, 10n), divideHalfUp(15n, 10n), divideHalfUp(25n, 10n)]).toEqual([
      1n,
      0n,
      -1n,
      2n,
      3n,
    ])
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError)
  })
  it('is rounded to the nearest: never off by more than half', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 9n), (numerator, denominator) => {
        const error = 2n * (numerator - divideHalfUp(numerator, denominator) * denominator)
        expect(error <= denominator && error >= -denominator).toBe(true)
      }),
    )
  })
  it('is scaled exactly where a float would drift', () => {
    expect(scaleFen(MAX_CASE_FEN, 43_500n, RATE_ONE)).toBe(43_500_000_000)
    fc.assert(
      fc.property(fc.nat({ max: MAX_CASE_FEN }), fc.integer({ min: 1, max: 9000 }), (amount, part) => {
        expect(scaleFen(scaleFen(fen(amount), BigInt(part), 1n), 1n, BigInt(part))).toBe(amount)
      }),
    )
  })
  it('is printed with thousands grouped and two decimals', () => {
    expect([0, 5, 100, 30000000, -123456].map((amount) => formatFen(fen(amount)))).toEqual(['0.00', '0.05', '1.00', '300,000.00', '-1,234.56'])
    expect(addFen(fen(1), fen(2), fen(3))).toBe(6)
  })
  it('of a case goes to 10^12 fen and not one fen further', () => {
    expect(CaseFenField.parse(10 ** 12)).toBe(10 ** 12)
    expect(CaseFenField.safeParse(10 ** 12 + 1).error?.issues[0]?.message).toBe('AMOUNT_ABOVE_LIMIT')
    expect(CaseFenField.safeParse(0).success).toBe(false)
    expect(CaseFenField.safeParse(1.5).success).toBe(false)
  })
})

describe('a rate', () => {
  it.each([
    [43500, '4.35'],
    [30000, '3.00'],
    [43550, '4.355'],
    [43555, '4.3555'],
    [1, '0.0001'],
    [0, '0.00'],
    [240000, '24.00'],
  ])('of %d units is printed as %s %%', (units, text) => expect(formatRate(rate(units))).toBe(text))
  it.each([-1, 0.5, Number.NaN])('is never %d', (units) => expect(() => rate(units)).toThrow(RangeError))
})

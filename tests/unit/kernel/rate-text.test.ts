import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatRate, rate } from '../../../core/kernel/rate.ts'
import { parseRateText } from '../../../core/kernel/rate-text.ts'

it.each([
  ['4.35', 43500],
  ['4.35%', 43500],
  ['４．３５％', 43500],
  [' 3 ', 30000],
  ['0.0001', 1],
])('reads the rate %j as typed by a banker', (text, units) => expect(parseRateText(text)).toBe(units))

it.each(['', '4,35', '-1', '4.35.1', '1000', '4.35001', 'x', '%'])('refuses %j, which is no rate', (text) => expect(parseRateText(text)).toBeNull())

it('reads back every rate it shows', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999 }), (units) => parseRateText(formatRate(rate(units))) === units))
})

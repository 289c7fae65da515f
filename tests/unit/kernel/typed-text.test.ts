import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAmountText } from '../../../core/kernel/amount-text.ts'
import { parseDateText } from '../../../core/kernel/date-text.ts'
import { fen, formatFen } from '../../../core/kernel/fen.ts'

describe('an amount as typed at the counter', () => {
  it.each([
    ['300000', 30000000],
    ['300,000', 30000000],
    ['300,000.00', 30000000],
    ['30万', 30000000],
    ['30 万元', 30000000],
    ['3.5w', 3500000],
    ['3.5W', 3500000],
    ['３００，０００．５０', 30000050],
    ['¥300,000', 30000000],
    ['￥３００', 30000],
    ['1.2亿', 12000000000],
    ['0.29', 29],
    ['1.1', 110],
    ['1.234567万', 1234567],
    ['0', 0],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('reads %s as %d fen', (text, amount) => expect(parseAmountText(text)).toBe(amount))
  it.each(['', '-1', '1.001', '1.2345678w', '1,23', '1,2345', '3.', '.5', '1e5', '3万5', 'abc', '30万w', '90071992547409.92', '0x10', '１２三'])(
    'does not read "%s"',
    (text) => expect(parseAmountText(text)).toBeNull(),
  )
  it('reads back what is printed, for every amount', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (amount) => {
        expect(parseAmountText(formatFen(fen(amount)))).toBe(amount)
      }),
    )
  })
})

describe('a date as typed at the counter', () => {
  it.each(['20261123', '2026-11-23', '2026/11/23', '2026.11.23', '２０２６１１２３', '2026年11月23日', ' 2026 11 23 '])('reads %s', (text) =>
    expect(parseDateText(text)).toBe('2026-11-23'),
  )
  it('reads single figures between marks', () => expect(parseDateText('2026/1/5')).toBe('2026-01-05'))
  it.each(['', '261123', '20260230', '2026-13-01', '20261', '2026-1123', '2026/1-5', '99999999'])('does not read "%s"', (text) =>
    expect(parseDateText(text)).toBeNull(),
  )
})

import { describe, expect, it } from 'vitest'
import { type PrepaymentRequest, prepay } from '../../../core/contract/prepayment.ts'
import { makeSchedule, type ScheduleRequest } from '../../../core/contract/schedule.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { type Fen, fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'

const terms: ScheduleRequest = {
  principalFen: fen(10_000_000),
  annualRate: rate(43500),
  tenorMonths: 12,
  valueDate: dateOnly('2026-01-15'),
  method: 'EPI',
  dueMode: { kind: 'ALIGNED' },
  interestBasis: 'ACT_360',
}
const request = (change: Partial<PrepaymentRequest> = {}, loan = terms): PrepaymentRequest => ({
  terms: loan,
  schedule: makeSchedule(loan),
  prepaidOn: dateOnly('2026-07-01'),
  principalFen: fen(2_000_000),
  mode: 'REDUCE',
  feeRate: rate(0),
  ...change,
})
const principalOf = (rows: readonly { principalFen: Fen }[]) => rows.reduce((sum, row) => sum + row.principalFen, 0)

describe('prepayment after five instalments', () => {
  it('asks interest of 16 days on the whole balance, 113.80', () => {
    const settled = expectOk(prepay(request({ principalFen: fen(5_886_037) })))
    expect(settled).toEqual({ balanceBeforeFen: 5_886_037, interestFen: 11380, feeFen: 0, payableFen: 5_897_417, balanceAfterFen: 0, remaining: null })
  })
  it('keeps the number of instalments and lowers them', () => {
    const remaining = expectOk(prepay(request())).remaining
    expect(remaining?.instalments.map(({ index }) => index)).toEqual([6, 7, 8, 9, 10, 11, 12])
    expect(remaining?.maturityOn).toBe('2027-01-15')
    expect(remaining?.instalments[0]).toMatchObject({ dueOn: '2026-07-15', days: 14 })
    expect(remaining?.instalments[1]?.totalFen).toBeLessThan(853099)
    expect(principalOf(remaining?.instalments ?? [])).toBe(3_886_037)
  })
  it('keeps the instalment and ends earlier', () => {
    const remaining = expectOk(prepay(request({ mode: 'SHORTEN' }))).remaining
    expect(remaining?.maturityOn).toBe('2026-11-15')
    expect(remaining?.instalments[1]?.totalFen).toBe(853099)
    expect(remaining?.instalments.at(-1)?.totalFen).toBeLessThanOrEqual(853099)
    expect(principalOf(remaining?.instalments ?? [])).toBe(3_886_037)
  })
  it('keeps the equal share of principal when an equal-principal loan is shortened', () => {
    const remaining = expectOk(prepay(request({ mode: 'SHORTEN' }, { ...terms, method: 'EP' }))).remaining
    expect(remaining?.instalments.map(({ principalFen }) => principalFen)).toEqual([833333, 833333, 833333, 833333, 500003])
  })
  it('charges one permille of what is prepaid when the contract says so', () => {
    expect(expectOk(prepay(request({ feeRate: rate(1000) }))).feeFen).toBe(2000)
  })
  it('asks no interest on a due day, and 1/12 year for the full month of 31 days after it', () => {
    const prepaid = expectOk(prepay(request({ prepaidOn: dateOnly('2026-07-15') })))
    // Balance after row 6 is 50,542.75; less 20,000.00 it bears 30,542.75 x 4.35 % / 12 = 110.72, by days it would be 114.41.
    expect([prepaid.interestFen, prepaid.balanceAfterFen]).toEqual([0, 3_054_275])
    expect(prepaid.remaining?.instalments[0]).toMatchObject({ dueOn: '2026-08-15', days: 31, interestFen: 11072 })
  })
})

describe('prepayment refused', () => {
  it('refuses a day before release or at maturity', () => {
    expect(prepay(request({ prepaidOn: dateOnly('2026-01-14') }))).toMatchObject({ error: { code: 'PREPAYMENT_DATE' } })
    expect(prepay(request({ prepaidOn: dateOnly('2027-01-15') }))).toMatchObject({ error: { code: 'PREPAYMENT_DATE' } })
  })
  it('refuses one fen more than the balance, naming the balance', () => {
    expect(prepay(request({ principalFen: fen(5_886_038) }))).toMatchObject({ error: { code: 'PREPAYMENT_AMOUNT', details: { balanceFen: 5_886_037 } } })
  })
  it('refuses to shorten a loan whose principal falls due at the end', () => {
    expect(prepay(request({ mode: 'SHORTEN' }, { ...terms, method: 'IO' }))).toMatchObject({ error: { code: 'PREPAYMENT_MODE' } })
    expect(expectOk(prepay(request({}, { ...terms, method: 'IO' }))).remaining?.instalments.at(-1)?.principalFen).toBe(8_000_000)
  })
})

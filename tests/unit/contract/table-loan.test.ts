import { describe, expect, it } from 'vitest'
import { makeSchedule, type Schedule, type ScheduleRequest } from '../../../core/contract/schedule.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'

/** The columns of the verified tables (domain 4.3) that `schedule-tables.test.ts` leaves out: dates, days, totals and whole years. */
const terms = (change: Partial<ScheduleRequest> = {}): Schedule =>
  makeSchedule({
    principalFen: fen(10_000_000),
    annualRate: rate(43500),
    tenorMonths: 12,
    valueDate: dateOnly('2026-01-15'),
    method: 'EPI',
    dueMode: { kind: 'ALIGNED' },
    interestBasis: 'ACT_360',
    ...change,
  })
const repaidFen = ({ instalments }: Schedule): number => instalments.reduce((sum, { totalFen }) => sum + totalFen, 0)
const row = ({ instalments }: Schedule, index: number) => instalments[index - 1]

describe('the table loan', () => {
  it('costs the borrower 102,371.90 in equal instalments, eleven of them equal', () => {
    const schedule = terms()
    expect(repaidFen(schedule)).toBe(10_237_190)
    expect(schedule.instalments.map(({ totalFen }) => totalFen)).toEqual([...Array<number>(11).fill(853_099), 853_101])
  })
  it('costs 102,356.26 in equal principal, the last instalment after a month of 31 days', () => {
    const schedule = terms({ method: 'EP' })
    expect(repaidFen(schedule)).toBe(10_235_626)
    expect(schedule.instalments.map(({ principalFen }) => principalFen)).toEqual([...Array<number>(11).fill(833_333), 833_337])
    expect(row(schedule, 12)).toMatchObject({ dueOn: '2027-01-15', days: 31, interestFen: 3021 })
  })
  it('returns no principal before maturity when only interest is paid, on either count of days', () => {
    for (const interestBasis of ['ACT_360', '30_360'] as const) {
      const principals = terms({ method: 'IO', interestBasis }).instalments.map(({ principalFen }) => principalFen)
      expect(principals).toEqual([...Array<number>(11).fill(0), 10_000_000])
    }
  })
  it('falls due on the 20th of eleven months and at maturity', () => {
    const due = terms({ dueMode: { kind: 'FIXED_DAY', day: 20 } }).instalments.map(({ dueOn }) => dueOn)
    expect(due.slice(0, 11).every((day) => day.endsWith('-20'))).toBe(true)
    expect([due[0], due[10], due[11]]).toEqual(['2026-02-20', '2026-12-20', '2027-01-15'])
  })
  it('falls due at the end of each month when it was released on the 31st', () => {
    const due = terms({ valueDate: dateOnly('2026-01-31') }).instalments.map(({ dueOn }) => dueOn.slice(5))
    expect(due).toEqual(['02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31', '01-31'])
  })
})

describe('the other loans of the tables', () => {
  it('of 36 months have 35 equal instalments of 8,843.86', () => {
    const schedule = terms({ principalFen: fen(30_000_000), annualRate: rate(39000), tenorMonths: 36, valueDate: dateOnly('2026-03-20') })
    expect(new Set(schedule.instalments.slice(0, 35).map(({ totalFen }) => totalFen))).toEqual(new Set([884_386]))
    expect(repaidFen(schedule)).toBe(30_000_000 + 1_837_883)
  })
  it('of half a leap year falls due on 15 July', () => {
    const half = { method: 'BUL' as const, principalFen: fen(20_000_000), annualRate: rate(38500), valueDate: dateOnly('2028-01-15'), tenorMonths: 6 }
    expect(terms(half).instalments).toEqual([expect.objectContaining({ dueOn: '2028-07-15', days: 182, interestFen: 389_278, totalFen: 20_389_278 })])
  })
  it('paid by the quarter returns its principal with the fifth payment', () => {
    const schedule = terms({ method: 'QIO', principalFen: fen(50_000_000), annualRate: rate(36000), valueDate: dateOnly('2026-02-10') })
    expect(schedule.instalments.map(({ principalFen }) => principalFen)).toEqual([0, 0, 0, 0, 50_000_000])
  })
})

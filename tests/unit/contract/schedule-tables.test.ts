import { describe, expect, it } from 'vitest'
import { makeSchedule, type Schedule, type ScheduleRequest } from '../../../core/contract/schedule.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'

/** 100,000.00 at 4.35 % for 12 months from 2026-01-15: the loan of the verified tables (domain 4.3). */
const terms = (change: Partial<ScheduleRequest> = {}): ScheduleRequest => ({
  principalFen: fen(10_000_000),
  annualRate: rate(43500),
  tenorMonths: 12,
  valueDate: dateOnly('2026-01-15'),
  method: 'EPI',
  dueMode: { kind: 'ALIGNED' },
  interestBasis: 'ACT_360',
  ...change,
})
const row = (schedule: Schedule, index: number) => {
  const found = schedule.instalments[index - 1]
  if (!found) throw new Error(`no row ${index}`)
  return [found.dueOn, found.days, found.principalFen, found.interestFen, found.totalFen, found.balanceFen]
}

describe('equal instalments', () => {
  it('repays the table loan by 8,530.99 a month and 8,531.01 at the end', () => {
    const schedule = makeSchedule(terms())
    expect(row(schedule, 1)).toEqual(['2026-02-15', 31, 816849, 36250, 853099, 9183151])
    expect(row(schedule, 2)).toEqual(['2026-03-15', 28, 819810, 33289, 853099, 8363341])
    expect(row(schedule, 11)).toEqual(['2026-12-15', 30, 846947, 6152, 853099, 850020])
    expect(row(schedule, 12)).toEqual(['2027-01-15', 31, 850020, 3081, 853101, 0])
    expect(schedule.totalInterestFen).toBe(237190)
    expect(schedule.maturityOn).toBe('2027-01-15')
  })
  it('counts 36 days first and 26 days last when instalments fall due on the 20th', () => {
    const schedule = makeSchedule(terms({ dueMode: { kind: 'FIXED_DAY', day: 20 } }))
    expect(row(schedule, 1)).toEqual(['2026-02-20', 36, 816849, 43500, 860349, 9183151])
    expect(row(schedule, 12)).toEqual(['2027-01-15', 26, 850020, 2670, 852690, 0])
    expect(schedule.totalInterestFen).toBe(244029)
  })
  it('counts broken periods over 360 days whatever basis is agreed for interest-only loans', () => {
    const fixed = { dueMode: { kind: 'FIXED_DAY' as const, day: 20 } }
    expect(makeSchedule(terms({ ...fixed, interestBasis: 'ACT_365' }))).toEqual(makeSchedule(terms(fixed)))
  })
  it('repays 300,000.00 at 3.90 % over 36 months by 8,843.86', () => {
    const schedule = makeSchedule(terms({ principalFen: fen(30_000_000), annualRate: rate(39000), tenorMonths: 36, valueDate: dateOnly('2026-03-20') }))
    expect(row(schedule, 1).slice(2, 5)).toEqual([786886, 97500, 884386])
    expect(row(schedule, 36).slice(2, 5)).toEqual([881508, 2865, 884373])
    expect(schedule.totalInterestFen).toBe(1837883)
  })
  it('splits an interest-free 1,000.00 into three with the odd fen last', () => {
    const schedule = makeSchedule(terms({ principalFen: fen(100_000), annualRate: rate(0), tenorMonths: 3 }))
    expect(schedule.instalments.map(({ totalFen }) => totalFen)).toEqual([33333, 33333, 33334])
    expect(schedule.totalInterestFen).toBe(0)
  })
  it('asks 50,152.08 after one month for 50,000.00 at 3.65 %', () => {
    expect(row(makeSchedule(terms({ principalFen: fen(5_000_000), annualRate: rate(36500), tenorMonths: 1 })), 1)[4]).toBe(5_015_208)
  })
  it('gives full-month interest when the fixed day is the value date itself', () => {
    expect(makeSchedule(terms({ dueMode: { kind: 'FIXED_DAY', day: 15 } }))).toEqual(makeSchedule(terms()))
  })
  it('falls due on the last day of a month that lacks the value date', () => {
    const dates = makeSchedule(terms({ valueDate: dateOnly('2026-01-31') })).instalments.map(({ dueOn }) => dueOn)
    expect(dates.slice(0, 3)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
    expect(dates.at(-1)).toBe('2027-01-31')
  })
  it('falls due on the last day of a month that lacks the fixed day', () => {
    const dates = makeSchedule(terms({ dueMode: { kind: 'FIXED_DAY', day: 31 } })).instalments.map(({ dueOn }) => dueOn)
    expect(dates.slice(0, 3)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
  })
  it('computes the largest case over 360 months without losing a fen', () => {
    const schedule = makeSchedule(terms({ principalFen: fen(1_000_000_000_000), tenorMonths: 360 }))
    // A = 10^12 x i x (1+i)^360 / ((1+i)^360 - 1) = 4,978,117,927.16 fen, checked with Python's Decimal at 60 digits.
    expect(row(schedule, 1)[4]).toBe(4_978_117_927)
    expect(schedule.instalments.reduce((sum, { principalFen }) => sum + principalFen, 0)).toBe(1_000_000_000_000)
  })
})

describe('equal principal', () => {
  it('repays the table loan with interest of 2,356.26', () => {
    const schedule = makeSchedule(terms({ method: 'EP' }))
    expect(row(schedule, 1)).toEqual(['2026-02-15', 31, 833333, 36250, 869583, 9166667])
    expect(row(schedule, 12).slice(2)).toEqual([833337, 3021, 836358, 0])
    expect(schedule.totalInterestFen).toBe(235626)
  })
  it('counts broken periods by days when instalments fall due on the 20th', () => {
    const schedule = makeSchedule(terms({ method: 'EP', dueMode: { kind: 'FIXED_DAY', day: 20 } }))
    expect(row(schedule, 1).slice(0, 4)).toEqual(['2026-02-20', 36, 833333, 43500])
    expect(row(schedule, 12).slice(0, 4)).toEqual(['2027-01-15', 26, 833337, 2618])
    expect(schedule.totalInterestFen).toBe(242473)
  })
})

describe('interest first, principal at maturity', () => {
  it('counts actual days over 360 unless agreed otherwise', () => {
    const schedule = makeSchedule(terms({ method: 'IO' }))
    expect([1, 2, 12].map((index) => row(schedule, index).slice(0, 4))).toEqual([
      ['2026-02-15', 31, 0, 37458],
      ['2026-03-15', 28, 0, 33833],
      ['2027-01-15', 31, 10_000_000, 37458],
    ])
    expect(schedule.totalInterestFen).toBe(441039)
  })
  it('asks 362.50 each month on a 30/360 basis', () => {
    const schedule = makeSchedule(terms({ method: 'IO', interestBasis: '30_360' }))
    expect(new Set(schedule.instalments.map(({ interestFen }) => interestFen))).toEqual(new Set([36250]))
    expect(schedule.totalInterestFen).toBe(435000)
  })
  it('settles each quarter on the 20th and is paid on the 21st', () => {
    const schedule = makeSchedule(terms({ method: 'QIO', principalFen: fen(50_000_000), annualRate: rate(36000), valueDate: dateOnly('2026-02-10') }))
    expect(schedule.instalments.map(({ dueOn, days, interestFen }) => [dueOn, days, interestFen])).toEqual([
      ['2026-03-21', 39, 195000],
      ['2026-06-21', 92, 460000],
      ['2026-09-21', 92, 460000],
      ['2026-12-21', 91, 455000],
      ['2027-02-10', 51, 255000],
    ])
    expect(schedule.totalInterestFen).toBe(1_825_000)
    expect(schedule.instalments.reduce((sum, { days }) => sum + days, 0)).toBe(365)
  })
  it('does not pay a quarter twice when the loan matures on a settlement day', () => {
    const schedule = makeSchedule(terms({ method: 'QIO', valueDate: dateOnly('2026-03-21'), tenorMonths: 6 }))
    expect(schedule.instalments.map(({ dueOn }) => dueOn)).toEqual(['2026-06-21', '2026-09-21'])
  })
})

describe('everything at maturity', () => {
  const bullet = (change: Partial<ScheduleRequest>) => makeSchedule(terms({ method: 'BUL', principalFen: fen(20_000_000), annualRate: rate(38500), ...change }))
  it('asks 7,806.94 for a year of 365 days over 360', () => expect(row(bullet({}), 1)).toEqual(['2027-01-15', 365, 20_000_000, 780694, 20_780_694, 0]))
  it('asks 7,700.00 on an act/365 basis', () => expect(bullet({ interestBasis: 'ACT_365' }).totalInterestFen).toBe(770000))
  it('asks 7,700.00 on a 30/360 basis', () => expect(bullet({ interestBasis: '30_360' }).totalInterestFen).toBe(770000))
  it('counts 182 days in the first half of a leap year', () => {
    expect(row(bullet({ valueDate: dateOnly('2028-01-15'), tenorMonths: 6 }), 1).slice(1, 4)).toEqual([182, 20_000_000, 389278])
  })
})

it.each([
  { principalFen: fen(0) },
  { principalFen: fen(1_000_000_000_001) },
  { tenorMonths: 0 },
  { tenorMonths: 361 },
  { dueMode: { kind: 'FIXED_DAY' as const, day: 32 } },
])('refuses to lay a schedule of impossible terms %o', (change) => {
  expect(() => makeSchedule(terms(change))).toThrow(RangeError)
})

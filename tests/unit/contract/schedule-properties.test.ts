import fc from 'fast-check'
import { it } from 'vitest'
import { makeSchedule, type ScheduleRequest } from '../../../core/contract/schedule.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { REPAYMENT_METHODS } from '../../../core/product/vocabulary.ts'

const anyTerms: fc.Arbitrary<ScheduleRequest> = fc.record({
  principalFen: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 1_000_000_000_000 })).map(fen),
  annualRate: fc.integer({ min: 0, max: 360_000 }).map(rate),
  tenorMonths: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 360 })),
  valueDate: fc.integer({ min: 0, max: 4000 }).map((days) => addDays(dateOnly('2024-01-01'), days)),
  method: fc.constantFrom(...REPAYMENT_METHODS),
  dueMode: fc.oneof(
    fc.constant({ kind: 'ALIGNED' as const }),
    fc.integer({ min: 1, max: 31 }).map((day) => ({ kind: 'FIXED_DAY' as const, day })),
  ),
  interestBasis: fc.constantFrom('ACT_360' as const, '30_360' as const, 'ACT_365' as const),
})
const holds = (check: (request: ScheduleRequest) => boolean) => fc.assert(fc.property(anyTerms, check), { numRuns: 400 })

it('repays the principal exactly and ends at a balance of zero', () => {
  holds((request) => {
    const { instalments } = makeSchedule(request)
    return instalments.reduce((sum, { principalFen }) => sum + principalFen, 0) === request.principalFen && instalments.at(-1)?.balanceFen === 0
  })
})

it('never asks a negative amount, and each total is principal plus interest', () => {
  holds((request) =>
    makeSchedule(request).instalments.every(
      (row) => row.principalFen >= 0 && row.interestFen >= 0 && row.balanceFen >= 0 && row.totalFen === row.principalFen + row.interestFen,
    ),
  )
})

it('falls due on strictly later days, the last at maturity, and counts every day once', () => {
  holds((request) => {
    const { instalments, maturityOn } = makeSchedule(request)
    const days = [request.valueDate, ...instalments.map(({ dueOn }) => dueOn)]
    const total = instalments.reduce((sum, row) => sum + row.days, 0)
    return (
      days.every((day, index) => index === 0 || day > (days[index - 1] ?? day)) &&
      days.at(-1) === maturityOn &&
      addDays(request.valueDate, total) === maturityOn
    )
  })
})

import { expect, it } from 'vitest'
import { type Arrears, accruePenalty, penaltyRate } from '../../../core/contract/penalty.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'

const RATIOS = { overduePercent: 50, misusePercent: 100 }
const arrears = (change: Partial<Arrears> = {}): Arrears => ({
  principalFen: fen(816_849),
  interestFen: fen(36_250),
  dueOn: dateOnly('2026-02-15'),
  until: dateOnly('2026-03-04'),
  penaltyRate: rate(65_250),
  graceDays: 0,
  settlementsOn: [],
  ...change,
})

it('raises 4.35 % to 6.525 % when overdue and 8.70 % when misused', () => {
  expect(penaltyRate(rate(43500), RATIOS, ['OVERDUE'])).toBe(65250)
  expect(penaltyRate(rate(43500), RATIOS, ['MISUSE'])).toBe(87000)
})
it('takes the heavier of two breaches and never adds them', () => {
  expect(penaltyRate(rate(43500), RATIOS, ['OVERDUE', 'MISUSE'])).toBe(87000)
  expect(penaltyRate(rate(43500), RATIOS, [])).toBe(43500)
})
it('charges 25.17 on 8,168.49 and 1.12 on 362.50 of interest for 17 days', () => {
  expect(accruePenalty(arrears())).toEqual({ days: 17, penaltyFen: 2517, compoundFen: 112 })
})
it('charges 362.50 on 50,000.00 misused for 30 days', () => {
  const misused = arrears({ principalFen: fen(5_000_000), interestFen: fen(0), until: addDays(dateOnly('2026-02-15'), 30), penaltyRate: rate(87000) })
  expect(accruePenalty(misused)).toEqual({ days: 30, penaltyFen: 36250, compoundFen: 0 })
})
it('charges nothing on the due day', () => {
  expect(accruePenalty(arrears({ until: dateOnly('2026-02-15') }))).toEqual({ days: 0, penaltyFen: 0, compoundFen: 0 })
})
it('charges nothing within the grace days, and from the due day once they are over', () => {
  expect(accruePenalty(arrears({ graceDays: 17 })).penaltyFen).toBe(0)
  expect(accruePenalty(arrears({ graceDays: 16 })).penaltyFen).toBe(2517)
})
it('bears compound interest on penalty that a settlement left unpaid', () => {
  const large = arrears({ principalFen: fen(10_000_000), interestFen: fen(0), until: dateOnly('2026-06-21') })
  expect(accruePenalty(large).compoundFen).toBe(0)
  // 34 days to 03-21 make 616.25 of penalty; 92 further days of 6.525 % on it make 10.28.
  expect(accruePenalty({ ...large, settlementsOn: [dateOnly('2026-03-21')] })).toEqual({ days: 126, penaltyFen: 61625 + 166750, compoundFen: 1028 })
})
it('bears compound interest on compound interest that a settlement left unpaid', () => {
  const interestOnly = arrears({ principalFen: fen(0), interestFen: fen(1_000_000), until: dateOnly('2026-06-21'), settlementsOn: [dateOnly('2026-03-21')] })
  // 34 days on 10,000.00 make 61.63; 92 days on 10,061.63 make 167.78, where 10,000.00 alone would make 166.75.
  expect(accruePenalty(interestOnly).compoundFen).toBe(6163 + 16778)
})

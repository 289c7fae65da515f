import { describe, expect, it } from 'vitest'
import { overdueFrom } from '../../../core/contract/arrears.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

const terms = mortgageTerms()
const [first, second] = terms.schedule
const dueOn = (row: typeof first) => dateOnly(row?.dueOn ?? '')

describe('what a dunning letter asks for', () => {
  it('is principal and interest of the missed instalment, with penalty and compound interest from the day after it fell due', () => {
    const overdue = overdueFrom(terms, 1, addDays(dueOn(first), 17), 0)
    expect(overdue).toMatchObject({ days: 17, principalFen: first?.principalFen, interestFen: first?.interestFen })
    // 7.275 % a year over 360 days, each rounded half up once: penalty on the principal, compound interest on the interest
    const [penalty, compound] = [first?.principalFen, first?.interestFen].map((base) => Math.round(((base ?? 0) * 0.07275 * 17) / 360))
    expect(overdue?.penaltyFen).toBe((penalty ?? 0) + (compound ?? 0))
    expect(overdue?.totalFen).toBe((first?.totalFen ?? 0) + (overdue?.penaltyFen ?? 0))
  })
  it('adds every later instalment that is due, and none that is not', () => {
    expect(overdueFrom(terms, 1, addDays(dueOn(second), 1), 0)?.principalFen).toBe((first?.principalFen ?? 0) + (second?.principalFen ?? 0))
    expect(overdueFrom(terms, 1, dueOn(second), 0)?.principalFen).toBe(first?.principalFen)
  })
  it('is nothing on the due day itself, before it, or for an instalment that does not exist', () => {
    expect(overdueFrom(terms, 1, dueOn(first), 0)).toBeNull()
    expect(overdueFrom(terms, 2, addDays(dueOn(first), 3), 0)).toBeNull()
    expect(overdueFrom(terms, 999, addDays(dueOn(first), 999), 0)).toBeNull()
  })
  it('bears no penalty within the days of grace', () => {
    expect(overdueFrom(terms, 1, addDays(dueOn(first), 3), 3)?.penaltyFen).toBe(0)
    expect(overdueFrom(terms, 1, addDays(dueOn(first), 4), 3)?.penaltyFen).toBeGreaterThan(0)
  })
})

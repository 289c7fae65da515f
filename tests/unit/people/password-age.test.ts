import { describe, expect, it } from 'vitest'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { PASSWORD_STANDS, passwordDate, passwordStanding, passwordTermOn } from '../../../core/people/password-age.ts'
import { PASSWORD_TERM } from '../../../core/product/password-term.ts'

const made = dateOnly('2026-03-01')
const after = (days: number, given = false) => passwordStanding({ given, since: made }, addDays(made, days), PASSWORD_TERM)

describe('a password that its owner chose', () => {
  it.each([0, 1, 82])('opens the counter without a word on day %i', (day) => {
    expect(after(day)).toEqual(PASSWORD_STANDS)
  })
  it.each([
    [83, 7],
    [88, 2],
    [89, 1],
  ])('says on day %i that it serves %i more days', (day, daysLeft) => {
    expect(after(day)).toEqual({ due: null, daysLeft })
  })
  it.each([90, 91, 4000])('has run out on day %i', (day) => {
    expect(after(day)).toEqual({ due: 'EXPIRED', daysLeft: null })
  })
  it('has run out where it was made after today: the clock was set back, and its age is not known', () => {
    expect(after(-1)).toEqual({ due: 'EXPIRED', daysLeft: null })
  })
})

it('a password that another person gave serves for choosing another, however young it is', () => {
  expect([after(0, true), after(200, true)]).toEqual(Array(2).fill({ due: 'GIVEN', daysLeft: null }))
})

it('a clock set back makes no password younger than the days the branch has worked', () => {
  const [before, worked] = [dateOnly('2026-03-02'), dateOnly('2026-05-30')]
  expect(passwordDate(before, worked)).toBe(worked)
  expect(passwordStanding({ given: false, since: made }, passwordDate(before, worked), PASSWORD_TERM).due).toBe('EXPIRED')
  expect(passwordDate(worked, before)).toBe(worked)
  expect(passwordDate(before, null)).toBe(before)
})

describe("the term is the bank's", () => {
  const settings = (version: string, validFrom: string, maxAgeDays: number) => ({
    version,
    validFrom: dateOnly(validFrom),
    password: { maxAgeDays, warnDays: 3 },
  })
  const known = [settings('PARAM@9', '2026-01-01', 60), settings('PARAM@10', '2026-01-01', 45), settings('PARAM@11', '2026-06-01', 30)]

  it('by the newest settings already valid', () => {
    expect(passwordTermOn(known, dateOnly('2026-05-31')).maxAgeDays).toBe(45)
    expect(passwordTermOn(known, dateOnly('2026-06-01')).maxAgeDays).toBe(30)
  })
  it('and that of the program before any is', () => {
    expect(passwordTermOn(known, dateOnly('2025-12-31'))).toEqual(PASSWORD_TERM)
  })
})

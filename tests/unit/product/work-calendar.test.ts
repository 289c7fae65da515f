import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isWorkday } from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addDays, dateOnly, daysBetween } from '../../../core/kernel/calendar.ts'
import { covers, knownUntil, WorkCalendar, workingDaysAfter, worksOn } from '../../../core/product/work-calendar.ts'

const calendar = WorkCalendar.parse(parse(readFileSync(join(import.meta.dirname, '../../../templates/calendars/china.yaml'), 'utf8')))
const first = dateOnly('2025-01-01')
const days = daysBetween(first, dateOnly('2027-01-01'))

describe('the working calendar', () => {
  it('agrees with the announced holidays on every day it covers', () => {
    const all = Array.from({ length: days }, (_, at) => addDays(first, at))
    expect(all.filter((day) => worksOn(calendar, day) !== isWorkday(day))).toEqual([])
  })

  it('says that a deadline in a year not yet announced is an estimate, where the library says Friday', () => {
    expect([covers(calendar, dateOnly('2027-01-01')), knownUntil(calendar)]).toEqual([false, '2026-12-31'])
    expect(isWorkday('2027-01-01')).toBe(true)
    expect(workingDaysAfter(calendar, dateOnly('2026-12-30'), 1)).toEqual({ on: '2026-12-31', estimated: false })
    expect(workingDaysAfter(calendar, dateOnly('2026-12-30'), 2)).toEqual({ on: '2027-01-01', estimated: true })
  })

  it('skips the national holidays and works the Saturday that pays for them', () => {
    expect(workingDaysAfter(calendar, dateOnly('2026-09-30'), 1).on).toBe('2026-10-08')
    expect(worksOn(calendar, dateOnly('2026-10-10'))).toBe(true)
    expect(workingDaysAfter(calendar, dateOnly('2026-10-09'), 1).on).toBe('2026-10-10')
  })

  it('lands on a working day and counts exactly as many as were given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: days - 1 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const from = addDays(first, offset)
        const { on } = workingDaysAfter(calendar, from, count)
        const worked = Array.from({ length: daysBetween(from, on) }, (_, at) => addDays(from, at + 1)).filter((day) => worksOn(calendar, day))
        expect([worksOn(calendar, on), worked.length]).toEqual([true, count])
      }),
    )
  })

  it('refuses a file with a gap between years, or a day both off and worked', () => {
    const year = (number: number, off: string[] = [], worked: string[] = []) => ({ year: number, off, worked })
    const refused = (years: unknown[]) => WorkCalendar.safeParse({ version: 'X@1', years }).error?.issues.map(({ message }) => message)
    expect(refused([year(2025), year(2027)])).toEqual(['years follow each other'])
    expect(refused([year(2026, ['2026-01-01'], ['2026-01-01'])])).toEqual(['2026-01-01 is both off and worked'])
    expect(refused([year(2026, ['2025-12-31'])])).toEqual(['2025-12-31 is of another year'])
  })
})

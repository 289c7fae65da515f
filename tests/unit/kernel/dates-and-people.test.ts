import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, chinaDate, dateOnly, daysBetween, fullYears, instant, parseDate } from '../../../core/kernel/calendar.ts'
import { asId, type StaffId, sha256 } from '../../../core/kernel/ids.ts'
import { hasRole, ROLES, rolesAllowed, type Session } from '../../../core/kernel/people.ts'

const anyDate = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays(dateOnly('1900-01-01'), days))

describe('dates', () => {
  it.each(['2026-02-30', '1900-02-29', '2026-13-01', '0999-01-01', '2026-1-1', '2026-11-23T00:00', ''])('do not accept "%s"', (text) => {
    expect(parseDate(text)).toBeNull()
    expect(() => dateOnly(text)).toThrow(RangeError)
  })
  it('count actual days: adding the days between two dates leads from one to the other', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (start, end) => {
        expect(addDays(start, daysBetween(start, end))).toBe(end)
        expect(daysBetween(start, end) + daysBetween(end, start)).toBe(0)
      }),
    )
    expect(daysBetween(dateOnly('2026-01-15'), dateOnly('2026-02-15'))).toBe(31)
  })
  it('fall on the same day months later, or on the last day of a shorter month', () => {
    expect(addMonths(dateOnly('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(dateOnly('2024-02-29'), 12)).toBe('2025-02-28')
    expect(addMonths(dateOnly('2026-03-31'), -13)).toBe('2025-02-28')
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 360 }), (start, months) => {
        const end = addMonths(start, months)
        const sameDay = end.slice(8) === start.slice(8)
        expect(sameDay || addDays(end, 1).endsWith('-01')).toBe(true)
        expect(Number(end.slice(0, 4)) * 12 + Number(end.slice(5, 7))).toBe(Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) + months)
      }),
    )
  })
  it('make a person a year older on the birthday, not before', () => {
    const birth = dateOnly('1990-03-07')
    expect(fullYears(birth, dateOnly('2008-03-06'))).toBe(17)
    expect(fullYears(birth, dateOnly('2008-03-07'))).toBe(18)
    expect(fullYears(dateOnly('2004-02-29'), dateOnly('2022-02-28'))).toBe(17)
  })
  it('are those of China, eight hours ahead of UTC', () => {
    expect(['2026-11-23T15:59:59.999Z', '2026-11-23T16:00:00.000Z', '2026-12-31T16:00:00.000Z'].map(chinaDate)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2027-01-01',
    ])
  })
  it('take instants in UTC only', () => {
    expect(instant('2026-11-23T08:00:00Z')).toBe('2026-11-23T08:00:00.000Z')
    expect(() => instant('2026-11-23T08:00:00+08:00')).toThrow(RangeError)
    expect(() => instant('Z')).toThrow(RangeError)
  })
})

describe('roles', () => {
  const session = (...roles: Session['roles']): Session => ({
    staffId: asId<StaffId>('00000000-0000-4000-8000-000000000001'),
    staffNo: '001',
    staffName: '测试',
    roles,
    terminal: 'T1',
  })
  it('let a person act who has any one of those asked for', () => {
    expect(hasRole(session('TELLER', 'REVIEWER'), 'BRANCH_MANAGER', 'REVIEWER')).toBe(true)
    expect(hasRole(session('TELLER'), 'BRANCH_MANAGER')).toBe(false)
  })
  it('keep administrator and auditor alone, whatever the other roles are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 }), (roles) => {
        const lonely = roles.includes('ADMINISTRATOR') || roles.includes('AUDITOR')
        expect(rolesAllowed(roles)).toBe(!lonely || roles.length === 1)
      }),
    )
  })
  it('are at least one and none twice', () => {
    expect(rolesAllowed([])).toBe(false)
    expect(rolesAllowed(['TELLER', 'TELLER'])).toBe(false)
  })
})

describe('ids', () => {
  it('are lower-case UUIDs', () => {
    expect(() => asId<StaffId>('00000000-0000-4000-8000-00000000000A')).toThrow(RangeError)
    expect(() => asId<StaffId>('1; DROP TABLE staff')).toThrow(RangeError)
  })
  it('and fingerprints are 64 lower-case hex digits', () => {
    expect(sha256('0'.repeat(64))).toHaveLength(64)
    expect(() => sha256('F'.repeat(64))).toThrow(RangeError)
  })
})

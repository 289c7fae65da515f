import { describe, expect, it } from 'vitest'
import { idValidityProblems, validityYears } from '../../../core/intake/id-validity.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

const term = (
  issuedOn: string,
  expiresOn: string | null,
  birth: string | null = '1990-03-07',
  idType: 'RESIDENT' | 'HMT_PERMIT' | 'FOREIGN_PR' = 'RESIDENT',
) => ({
  idType,
  birth: birth === null ? null : dateOnly(birth),
  issuedOn: dateOnly(issuedOn),
  expiresOn: expiresOn === null ? null : dateOnly(expiresOn),
  today: dateOnly('2026-11-23'),
})

describe('the validity of an ID card', () => {
  it.each([
    [15, 5],
    [16, 10],
    [25, 10],
    [26, 20],
    [45, 20],
    [46, null],
  ])('of a resident aged %d at issue is %s years', (age, years) => expect(validityYears('RESIDENT', age)).toBe(years))
  it('of other documents is five years, or ten for grown foreign residents', () => {
    expect([validityYears('HMT_PERMIT', 40), validityYears('FOREIGN_PR', 17), validityYears('FOREIGN_PR', 18)]).toEqual([5, 5, 10])
  })
  it('refuses a 20-year card issued at 24', () => expect(idValidityProblems(term('2014-03-08', '2034-03-08'))).toEqual(['ID_VALIDITY_LENGTH']))
  it('takes the card issued on the 26th birthday for 20 years, and not the day before', () => {
    expect(idValidityProblems(term('2016-03-07', '2036-03-07'))).toEqual([])
    expect(idValidityProblems(term('2016-03-06', '2036-03-06'))).toEqual(['ID_VALIDITY_LENGTH'])
  })
  it('takes a card without expiry from 46 on only', () => {
    expect(idValidityProblems(term('2020-01-01', null, '1974-01-01'))).toEqual([])
    expect(idValidityProblems(term('2020-01-01', null, '1974-01-02'))).toEqual(['ID_VALIDITY_LENGTH'])
    expect(idValidityProblems(term('2020-01-01', '2040-01-01', '1974-01-01'))).toEqual(['ID_VALIDITY_LENGTH'])
  })
  it('takes either end of a card issued on a leap day', () => {
    expect(idValidityProblems(term('2020-02-29', '2030-02-28', '2000-01-01'))).toEqual([])
    expect(idValidityProblems(term('2020-02-29', '2030-03-01', '2000-01-01'))).toEqual([])
    expect(idValidityProblems(term('2020-02-28', '2030-03-01', '2000-01-01'))).toEqual(['ID_VALIDITY_LENGTH'])
  })
  it('lets a card pass on its last day and not the day after', () => {
    expect(idValidityProblems(term('2006-11-23', '2026-11-23', '1975-01-01'))).toEqual([])
    expect(idValidityProblems(term('2006-11-22', '2026-11-22', '1975-01-01'))).toEqual(['ID_EXPIRED'])
  })
  it('refuses a card issued in the future or before birth', () => {
    expect(idValidityProblems(term('2026-11-24', '2046-11-24'))).toEqual(['ID_ISSUED_IN_FUTURE'])
    expect(idValidityProblems(term('1989-01-01', '2030-01-01'))).toEqual(['ID_ISSUED_BEFORE_BIRTH'])
  })
  it('checks no length where the number tells no birth', () => expect(idValidityProblems(term('2018-01-01', '2028-01-01', null, 'FOREIGN_PR'))).toEqual([]))
})

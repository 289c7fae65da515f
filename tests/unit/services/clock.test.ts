import { describe, expect, it } from 'vitest'
import { dateOnly, instant } from '../../../core/kernel/calendar.ts'
import { backupDue, lastScheduled } from '../../../electron/services/backup-schedule.ts'
import { chinaStamp, makeClock, steppingTime } from '../../../electron/services/clock.ts'
import { terminalName } from '../../../electron/services/terminal.ts'

describe('the clock', () => {
  it('takes the date in China, whatever zone the PC is set to', () => {
    const at = (time: string) =>
      makeClock(
        () => null,
        () => Date.parse(time),
      ).calendarDate()
    expect(at('2026-11-23T15:59:59.999Z')).toBe('2026-11-23')
    expect(at('2026-11-23T16:00:00.000Z')).toBe('2026-11-24')
    expect(chinaStamp(instant('2026-12-31T16:00:01.000Z'))).toBe('20270101-000001')
  })

  it('keeps the business date apart from the calendar', () => {
    const clock = makeClock(
      () => dateOnly('2026-11-20'),
      () => Date.parse('2026-11-23T01:00:00.000Z'),
    )
    expect([clock.businessDate(), clock.calendarDate(), clock.now()]).toEqual(['2026-11-20', '2026-11-23', '2026-11-23T01:00:00.000Z'])
  })

  it('steps evenly where runs must repeat exactly', () => {
    const clock = makeClock(() => null, steppingTime(instant('2026-11-23T01:00:00.000Z'), 1500))
    expect([clock.now(), clock.now()]).toEqual(['2026-11-23T01:00:00.000Z', '2026-11-23T01:00:01.500Z'])
  })
})

describe('the nightly backup', () => {
  it.each([
    ['never made', null, '2026-11-23T12:00:00.000Z', true],
    ['made this evening', '2026-11-23T12:00:00.000Z', '2026-11-23T15:00:00.000Z', false],
    ['made this morning, before 20:00', '2026-11-23T01:00:00.000Z', '2026-11-23T11:59:59.999Z', false],
    ['made this morning, at 20:00', '2026-11-23T01:00:00.000Z', '2026-11-23T12:00:00.000Z', true],
    ['made last evening, next morning', '2026-11-22T12:30:00.000Z', '2026-11-23T00:30:00.000Z', false],
    ['missed last night, next morning', '2026-11-22T09:00:00.000Z', '2026-11-23T00:30:00.000Z', true],
    ['dated in the future by a wrong clock', '2030-01-01T00:00:00.000Z', '2026-11-23T00:30:00.000Z', true],
  ])('is due or not when it was %s', (_when, last, now, due) => {
    expect(backupDue(last === null ? null : instant(last), instant(now))).toBe(due)
  })

  it('is scheduled at 20:00 in China', () => {
    expect(lastScheduled(instant('2026-11-23T13:00:00.000Z'))).toBe('2026-11-23T12:00:00.000Z')
    expect(lastScheduled(instant('2026-11-23T11:00:00.000Z'))).toBe('2026-11-22T12:00:00.000Z')
  })
})

describe('the name of the terminal', () => {
  it.each([
    ['counter-03.branch.local', 'COUNTER-03'],
    ['PC-ABCDEFGHIJKLMNOP', 'PC-ABCDEFGHIJKL'],
  ])('of %s is %s', (host, name) => expect(terminalName(host)).toBe(name))

  it('is made of a hash where the host name is Chinese, the same each time and different for another', () => {
    expect(terminalName('柜台三号')).toMatch(/^PC-[0-9A-F]{8}$/)
    expect(terminalName('柜台三号')).toBe(terminalName('柜台三号'))
    expect(terminalName('柜台三号')).not.toBe(terminalName('柜台四号'))
    expect(terminalName('')).toMatch(/^PC-/)
    expect(terminalName()).toMatch(/^[A-Z0-9-]{1,15}$/)
  })
})

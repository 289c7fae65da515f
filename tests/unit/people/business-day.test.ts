import { describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { type BusinessDay, closeDay, closingBlockers, type DayCounts, nextDayOffered, openDay } from '../../../core/people/business-day.ts'

const monday = dateOnly('2026-11-23')
const clear: DayCounts = { unpostedDisbursements: 0, uncheckedMakerItems: 0, vaultItemsOut: 0, sealedUnsentBatches: 0, backupsMissing: 0 }
const day = (state: BusinessDay['state']): BusinessDay => ({ businessDate: monday, state })
const facts = { sealPresent: true, calendarDate: monday }
const codeOf = (result: ReturnType<typeof openDay> | ReturnType<typeof closeDay>) => (result.ok ? 'OK' : result.error.code)

describe('closing the business day', () => {
  it('closes a day on which nothing is left', () => {
    expect(closeDay(day('OPEN'), clear)).toEqual({ ok: true, value: { day: day('CLOSED'), warnings: [] } })
  })

  it.each(['unpostedDisbursements', 'uncheckedMakerItems', 'vaultItemsOut'] as const)('stays open while there are %s', (what) => {
    expect(codeOf(closeDay(day('OPEN'), { ...clear, [what]: 1 }))).toBe('DAY_CLOSE_BLOCKED')
  })

  it('lists every blocker with its count in one refusal', () => {
    const closed = closeDay(day('OPEN'), { ...clear, unpostedDisbursements: 2, vaultItemsOut: 1, sealedUnsentBatches: 3 })
    expect(closed.ok ? null : closed.error.details.blockers).toEqual(['UNPOSTED_DISBURSEMENT:2', 'VAULT_ITEM_OUT:1'])
  })

  it('warns of unsent batches and of a missing backup, and closes', () => {
    const closed = closeDay(day('OPEN'), { ...clear, sealedUnsentBatches: 3, backupsMissing: 1 })
    expect(closed.ok && closed.value.warnings.map((one) => [one.code, one.count, one.blocking])).toEqual([
      ['UNSENT_BATCH', 3, false],
      ['BACKUP_MISSING', 1, false],
    ])
  })

  it('shows nothing to do when nothing is left', () => expect(closingBlockers(clear)).toEqual([]))
  it('refuses to close a closed day', () => expect(codeOf(closeDay(day('CLOSED'), clear))).toBe('DAY_NOT_OPEN'))
})

describe('opening the business day', () => {
  it.each([
    ['the first day of a branch', null, '2026-11-23', {}, 'OK'],
    ['the next day', day('CLOSED'), '2026-11-24', {}, 'OK'],
    ['a day after a long holiday', day('CLOSED'), '2026-12-20', {}, 'OK'],
    ['a date behind the calendar', day('CLOSED'), '2026-11-24', { calendarDate: dateOnly('2027-01-05') }, 'OK'],
    ['a second day while one is open', day('OPEN'), '2026-11-24', {}, 'DAY_ALREADY_OPEN'],
    ['the same date again', day('CLOSED'), '2026-11-23', {}, 'DAY_NOT_FORWARD'],
    ['an earlier date', day('CLOSED'), '2026-11-20', {}, 'DAY_NOT_FORWARD'],
    ['a day when the last one has no seal', day('CLOSED'), '2026-11-24', { sealPresent: false }, 'DAY_SEAL_MISSING'],
    ['the last date that is not too far ahead', day('CLOSED'), '2026-12-24', {}, 'OK'],
    ['a mistyped year', day('CLOSED'), '2062-11-24', {}, 'DAY_TOO_FAR_AHEAD'],
    ['a mistyped first date', null, '2026-12-25', {}, 'DAY_TOO_FAR_AHEAD'],
  ])('answers to %s', (_what, last, next, changed, expected) => {
    expect(codeOf(openDay(last, dateOnly(next), { ...facts, ...changed }))).toBe(expected)
  })
})

it.each([
  ['the same evening', '2026-11-26', '2026-11-26', '2026-11-27'],
  ['the next morning', '2026-11-26', '2026-11-27', '2026-11-27'],
  ['after the weekend', '2026-11-27', '2026-11-30', '2026-11-30'],
  ['a branch that is a day ahead of the clock', '2026-11-27', '2026-11-26', '2026-11-28'],
])('offers a date the next day can be opened with: %s', (_, last, today, offered) => {
  const closed = { businessDate: dateOnly(last), state: 'CLOSED' } as const
  expect(nextDayOffered(dateOnly(last), dateOnly(today))).toBe(offered)
  expect(openDay(closed, dateOnly(offered), { sealPresent: true, calendarDate: dateOnly(today) }).ok).toBe(true)
})

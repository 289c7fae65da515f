import { addDays, type DateOnly, daysBetween } from '../kernel/calendar.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/** The branch's day. Its date is opened by people and is not the calendar's (rulings 6). */
export interface BusinessDay {
  readonly businessDate: DateOnly
  readonly state: 'OPEN' | 'CLOSED'
}

/** Plain counts the database gives for the day that is about to close (domain 10.4). */
export interface DayCounts {
  /** Approved or released for payment but not posted. */
  readonly unpostedDisbursements: number
  /** Entered by a maker, not yet checked, and not rolled over by the branch manager. */
  readonly uncheckedMakerItems: number
  /** Papers or certificates out of the vault without a slip. */
  readonly vaultItemsOut: number
  /** Batches sealed but not yet sent to head office: a warning, they roll over. */
  readonly sealedUnsentBatches: number
  /** 0 when today's backup exists: a warning, made at closing. */
  readonly backupsMissing: number
}

export const DAY_BLOCKER_CODES = ['UNPOSTED_DISBURSEMENT', 'UNCHECKED_MAKER_ITEM', 'VAULT_ITEM_OUT', 'UNSENT_BATCH', 'BACKUP_MISSING'] as const
export interface DayBlocker {
  readonly code: (typeof DAY_BLOCKER_CODES)[number]
  readonly count: number
  /** False for a warning, which is shown and does not hold the day open. */
  readonly blocking: boolean
}

/** A business date further ahead of the calendar than this is a slip of the finger: the date can never go back. */
export const MAX_DAYS_AHEAD = 31

/**
 * Everything that stands in the way of closing, and the warnings, in a fixed order; empty when nothing does.
 * @example closingBlockers(counts) // [{ code: 'UNPOSTED_DISBURSEMENT', count: 2, blocking: true }]
 */
export function closingBlockers(counts: DayCounts): DayBlocker[] {
  const all: DayBlocker[] = [
    { code: 'UNPOSTED_DISBURSEMENT', count: counts.unpostedDisbursements, blocking: true },
    { code: 'UNCHECKED_MAKER_ITEM', count: counts.uncheckedMakerItems, blocking: true },
    { code: 'VAULT_ITEM_OUT', count: counts.vaultItemsOut, blocking: true },
    { code: 'UNSENT_BATCH', count: counts.sealedUnsentBatches, blocking: false },
    { code: 'BACKUP_MISSING', count: counts.backupsMissing, blocking: false },
  ]
  return all.filter((one) => one.count > 0)
}

/**
 * Closes the day in thought: the closed day with its warnings, or a refusal.
 * @returns DAY_NOT_OPEN, or DAY_CLOSE_BLOCKED with `blockers`, each 'CODE:count'
 * @example closeDay({ businessDate, state: 'OPEN' }, counts)
 */
export function closeDay(day: BusinessDay, counts: DayCounts): Result<{ readonly day: BusinessDay; readonly warnings: readonly DayBlocker[] }> {
  if (day.state !== 'OPEN') return refuse('DAY_NOT_OPEN', { businessDate: day.businessDate })
  const blockers = closingBlockers(counts)
  const blocking = blockers.filter((one) => one.blocking)
  if (blocking.length > 0) return refuse('DAY_CLOSE_BLOCKED', { businessDate: day.businessDate, blockers: blocking.map((one) => `${one.code}:${one.count}`) })
  return ok({ day: { ...day, state: 'CLOSED' }, warnings: blockers })
}

/**
 * Opens the next day in thought (domain 10.4: "next-day open checks yesterday's seal").
 * The date only moves forward; it may lag behind the calendar, and leads it by {@link MAX_DAYS_AHEAD} days at most.
 * @param last the latest day of the branch, null on the very first
 * @param facts `sealPresent`: the last day's hash seal stands and verifies; `calendarDate`: today by the clock
 * @returns DAY_ALREADY_OPEN, DAY_NOT_FORWARD, DAY_SEAL_MISSING or DAY_TOO_FAR_AHEAD
 * @example openDay(friday, dateOnly('2026-11-30'), { sealPresent: true, calendarDate })
 */
export function openDay(
  last: BusinessDay | null,
  next: DateOnly,
  facts: { readonly sealPresent: boolean; readonly calendarDate: DateOnly },
): Result<BusinessDay> {
  if (last?.state === 'OPEN') return refuse('DAY_ALREADY_OPEN', { businessDate: last.businessDate })
  if (last && next <= last.businessDate) return refuse('DAY_NOT_FORWARD', { businessDate: next, last: last.businessDate })
  if (daysBetween(facts.calendarDate, next) > MAX_DAYS_AHEAD) {
    return refuse('DAY_TOO_FAR_AHEAD', { businessDate: next, calendarDate: facts.calendarDate, maxDays: MAX_DAYS_AHEAD })
  }
  if (last && !facts.sealPresent) return refuse('DAY_SEAL_MISSING', { businessDate: last.businessDate })
  return ok({ businessDate: next, state: 'OPEN' })
}

/**
 * The date a counter offers for the next day: today by the clock, or the day after the last one where the branch is ahead of the clock.
 * @example nextDayOffered(dateOnly('2026-11-26'), dateOnly('2026-11-26')) // 2026-11-27: the day is closed, the evening goes on
 */
export const nextDayOffered = (last: DateOnly, calendarDate: DateOnly): DateOnly => (calendarDate > last ? calendarDate : addDays(last, 1))

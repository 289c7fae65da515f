import type { DateOnly } from '../kernel/calendar.ts'

/** The dates at which validity is looked at (domain 2.2.7, and approval for D309, D605, D701). */
export const CHECKPOINTS = ['ACCEPTANCE', 'APPROVAL', 'SIGNING', 'DISBURSEMENT'] as const
export type Checkpoint = (typeof CHECKPOINTS)[number]

/** Dates of the checkpoints the case has passed; `today` is the business date. */
export interface CheckDates {
  readonly acceptedOn?: DateOnly
  readonly approvedOn?: DateOnly
  readonly signingOn?: DateOnly
  readonly disbursementOn?: DateOnly
  readonly today: DateOnly
}

/**
 * The date on which each checkpoint is judged: its own when passed (or that of the next passed one when it was not
 * recorded), today for the one the case is heading to, null for those further off.
 * @example checkpointDates({ today }) // { ACCEPTANCE: today, APPROVAL: null, SIGNING: null, DISBURSEMENT: null }
 */
export function checkpointDates(dates: CheckDates): Readonly<Record<Checkpoint, DateOnly | null>> {
  const given = [dates.acceptedOn, dates.approvedOn, dates.signingOn, dates.disbursementOn]
  const heading = given.findLastIndex((date) => date !== undefined) + 1
  const at = (index: number): DateOnly | null => given.slice(index).find((date) => date !== undefined) ?? (index === heading ? dates.today : null)
  return { ACCEPTANCE: at(0), APPROVAL: at(1), SIGNING: at(2), DISBURSEMENT: at(3) }
}

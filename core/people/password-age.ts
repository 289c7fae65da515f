import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import { PASSWORD_TERM, type PasswordTerm } from '../product/password-term.ts'

/** GIVEN: another person knows it; EXPIRED: it has served its time. Either way nothing opens before its owner chose another. */
export const PASSWORD_DUES = ['GIVEN', 'EXPIRED'] as const
export type PasswordDue = (typeof PASSWORD_DUES)[number]

export interface PasswordStanding {
  readonly due: PasswordDue | null
  /** Days it still serves, once that is to be said; null before. */
  readonly daysLeft: number | null
}
/** A password its owner chose a while ago, and keeps for a while. */
export const PASSWORD_STANDS: PasswordStanding = { due: null, daysLeft: null }

/**
 * The date passwords are counted by: the calendar's, or the branch's where that is ahead. The business date never goes back, so that
 * a clock set back makes no password younger than the days the branch has worked since.
 * @example passwordDate(calendarDate, businessDate)
 */
export const passwordDate = (calendarDate: DateOnly, businessDate: DateOnly | null): DateOnly =>
  businessDate !== null && businessDate > calendarDate ? businessDate : calendarDate

/**
 * Where a password stands on a day. One that was made after that day says that the clock was set back, or had been ahead: its age is
 * not known, and it is asked anew rather than served longer.
 * @param since the {@link passwordDate} it was made on
 * @example passwordStanding({ given: false, since: dateOnly('2026-01-01') }, dateOnly('2026-03-26'), PASSWORD_TERM) // { due: null, daysLeft: 6 }
 */
export function passwordStanding(password: { readonly given: boolean; readonly since: DateOnly }, today: DateOnly, term: PasswordTerm): PasswordStanding {
  if (password.given) return { due: 'GIVEN', daysLeft: null }
  const age = daysBetween(password.since, today)
  if (age < 0 || age >= term.maxAgeDays) return { due: 'EXPIRED', daysLeft: null }
  const daysLeft = term.maxAgeDays - age
  return { due: null, daysLeft: daysLeft <= term.warnDays ? daysLeft : null }
}

/**
 * The term in force on a day: that of the newest of the bank's settings already valid, by validity and then by version.
 * @example passwordTermOn(packs.parameters.values(), today)
 */
export function passwordTermOn(
  settings: Iterable<{ readonly version: string; readonly validFrom: DateOnly; readonly password: PasswordTerm }>,
  day: DateOnly,
): PasswordTerm {
  const rank = ({ version }: { version: string }): number => Number(version.split('@')[1] ?? 0)
  const [newest] = [...settings]
    .filter(({ validFrom }) => validFrom <= day)
    .sort((a, b) => (a.validFrom === b.validFrom ? rank(b) - rank(a) : a.validFrom < b.validFrom ? 1 : -1))
  return newest?.password ?? PASSWORD_TERM
}

import { type Instant, instant } from '../kernel/calendar.ts'

/** So many hours a one-time code of head office is good: told to a branch by telephone, or read off head office's terminal. */
export const CODE_HOURS = { ENROLMENT: 7 * 24, RECOVERY: 24 } as const
export type CodeKind = keyof typeof CODE_HOURS

/** The instant from which a code is good no more. @example codeUntil('RECOVERY', instant('2026-11-23T08:00:00Z')) // '2026-11-24T08:00:00.000Z' */
export const codeUntil = (kind: CodeKind, madeAt: Instant): Instant => instant(new Date(Date.parse(madeAt) + CODE_HOURS[kind] * 3_600_000).toISOString())

/** Whether a code is still good. One made after `now` says that the clock was ahead: nobody knows how old it is. */
export const codeHolds = (kind: CodeKind, madeAt: Instant, now: Instant): boolean => now >= madeAt && now < codeUntil(kind, madeAt)

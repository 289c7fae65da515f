import { type DateOnly, daysBetween } from '../kernel/calendar.ts'

/** Whose certificate of the line: this PC's own, which it shows where head office asks for one, or head office's. */
export const CERTIFICATE_OF = ['BRANCH', 'OFFICE'] as const
export type CertificateOf = (typeof CERTIFICATE_OF)[number]

/** A new one takes its time from the bank's authority: it is asked for this many days before. */
export const CERTIFICATE_NOTICE_DAYS = 30

export interface EndingCertificate {
  readonly whose: CertificateOf
  readonly endsOn: DateOnly
  /** Negative once it is over. */
  readonly daysLeft: number
}

/**
 * The certificates of the line that end within the days of notice, or are over. With either the line is gone.
 * @param ends the last day of each; null where there is none or it is not known yet
 * @example certificatesEnding({ BRANCH: '2026-12-01', OFFICE: null }, '2026-11-26') // [{ whose: 'BRANCH', endsOn: '2026-12-01', daysLeft: 5 }]
 */
export const certificatesEnding = (ends: Readonly<Record<CertificateOf, DateOnly | null>>, today: DateOnly): EndingCertificate[] =>
  CERTIFICATE_OF.flatMap((whose) => {
    const endsOn = ends[whose]
    const daysLeft = endsOn === null ? null : daysBetween(today, endsOn)
    return endsOn === null || daysLeft === null || daysLeft > CERTIFICATE_NOTICE_DAYS ? [] : [{ whose, endsOn, daysLeft }]
  })

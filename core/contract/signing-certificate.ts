import type { DateOnly } from '../kernel/calendar.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/** The certificate that signs a branch's PDFs: of the bank, not of a person. */
export interface SigningCertificate {
  /** Whose it is, by its common name. */
  readonly holder: string
  /** Hex digits, as its issuer counts. */
  readonly serial: string
  readonly validFrom: DateOnly
  readonly validTo: DateOnly
}

/**
 * Whether the certificate is good on a day. Refuses CERTIFICATE_NOT_YET_VALID and CERTIFICATE_EXPIRED with the dates it is good for.
 * @example checkCertificate(certificate, dateOnly('2026-11-26'))
 */
export function checkCertificate({ validFrom, validTo, holder }: SigningCertificate, on: DateOnly): Result<null> {
  if (on < validFrom) return refuse('CERTIFICATE_NOT_YET_VALID', { holder, validFrom })
  return on > validTo ? refuse('CERTIFICATE_EXPIRED', { holder, validTo }) : ok(null)
}

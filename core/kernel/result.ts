import type { ErrorCode } from '../errors.ts'

/** What a refusal is about: the field or file it names, and figures for the message. Never personal data. */
export type Details = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** A business refusal: a value, never an exception (architecture, "Results and exceptions"). */
export interface Refusal {
  readonly code: ErrorCode
  readonly details: Details
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal }

/** @example ok(42) */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** @example refuse('ID_CHECK_DIGIT', { field: 'borrower.idNumber' }) */
export const refuse = (code: ErrorCode, details: Details = {}): Result<never> => ({ ok: false, error: { code, details } })

/** Unwraps a result where a refusal would be our own bug. Throws naming the code. */
export function expectOk<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`expected success, got ${result.error.code} ${JSON.stringify(result.error.details)}`)
}

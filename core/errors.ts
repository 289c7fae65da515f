/**
 * The error-code catalogue. Each code has words in every locale (`renderer/locales/<locale>/errors.ts`,
 * `satisfies Record<ErrorCode, string>`): what is wrong and what to do next.
 * Keep each room's codes in its own group, in alphabetical order.
 */
export const ERROR_CODES = [
  // general
  'CASE_NOT_FOUND',
  'FIELD_INVALID',
  'INTERNAL',
  'NOT_SIGNED_IN',
  'ROLE_MISSING',
  'STALE_VERSION',
  // people
  'DIFFERENT_PERSON_NEEDED',
  // lifecycle
  'TRANSITION_NOT_ALLOWED',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

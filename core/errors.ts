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
  'PASSWORD_WEAK',
  'PASSWORD_WRONG',
  'SIGN_IN_LOCKED',
  // business day
  'DAY_ALREADY_OPEN',
  'DAY_CLOSE_BLOCKED',
  'DAY_NOT_FORWARD',
  'DAY_NOT_OPEN',
  'DAY_SEAL_MISSING',
  'DAY_TOO_FAR_AHEAD',
  // keys
  'KEY_SLOT_DAMAGED',
  'KEY_STORE_UNAVAILABLE',
  'RECOVERY_CODE_LENGTH',
  'RECOVERY_CODE_TYPO',
  'RECOVERY_CODE_WRONG',
  // files and scans
  'DISK_FULL',
  'FILE_DAMAGED',
  'FILE_MISSING',
  'SCAN_DAMAGED',
  'SCAN_EMPTY',
  'SCAN_ENCRYPTED',
  'SCAN_NOT_A_SCAN',
  'SCAN_TOO_LARGE',
  'SCAN_TOO_MANY_PAGES',
  'SCAN_TOO_MANY_PIXELS',
  // backup
  'BACKUP_AUDIT_BROKEN',
  'BACKUP_COUNTS_DIFFER',
  'BACKUP_DAMAGED',
  'BACKUP_DATABASE_DAMAGED',
  'BACKUP_KEY_WRONG',
  'BACKUP_NEWER_FORMAT',
  'BACKUP_NOT_FOUND',
  'BACKUP_PAPER_MISSING',
  'RESTORE_SWAP_FAILED',
  // lifecycle
  'TRANSITION_NOT_ALLOWED',
  // shell
  'CHANNEL_UNKNOWN',
  'SENDER_NOT_TRUSTED',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

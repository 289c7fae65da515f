import type { issues as zhIssues } from '../zh-CN/issues.ts'

/** What is wrong with one field of a form: short, shown under it. Codes of the schemas, and of the intake checks. */
export const issues = {
  REQUIRED: 'needed',
  TOO_LONG: 'too long',
  DATE_INVALID: 'no such date; type it as 20261123',
  AMOUNT_ABOVE_LIMIT: 'above the limit',
  AMOUNT_NEGATIVE: 'must not be negative',
  AMOUNT_NOT_INTEGER: 'two decimals at most',
  AMOUNT_ZERO: 'must be above zero',
  TENOR_INVALID: 'must be 1 to 360 months',
  REGION_INVALID: 'must be 4 digits',
  BRANCH_CODE_INVALID: 'must be 6 digits',
  STAFF_NO_INVALID: 'must be 3 to 12 digits or capital letters',
  INVALID_TYPE: 'incomplete or of the wrong kind',
  INVALID_FORMAT: 'not well formed',
  INVALID_VALUE: 'not one of the choices',
  TOO_BIG: 'above the limit',
  TOO_SMALL: 'below the limit',
  UNRECOGNIZED_KEYS: 'has something that does not belong there',
  CUSTOM: 'does not fit',
} satisfies Record<keyof typeof zhIssues, string>

/** How long a password serves, and from how many days before its end that is said (domain 8.3); the bank may set others. */
export interface PasswordTerm {
  readonly maxAgeDays: number
  readonly warnDays: number
}
export const PASSWORD_TERM: PasswordTerm = { maxAgeDays: 90, warnDays: 7 }

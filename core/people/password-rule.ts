import { ok, type Result, refuse } from '../kernel/result.ts'

export const PASSWORD_MIN_LENGTH = 10
export const PASSWORD_MAX_LENGTH = 200

/** So many of a person's latest passwords do not come back, the one in force among them. */
export const PASSWORDS_KEPT = 5

/** What a password lacks; the window shows all of them at once. */
export const PASSWORD_PROBLEMS = [
  'TOO_SHORT',
  'TOO_LONG',
  'TOO_FEW_CLASSES',
  'TOO_FEW_CHARACTERS',
  'CONTAINS_STAFF_NO',
  'CONTAINS_NAME',
  'SAME_AS_BEFORE',
  'USED_BEFORE',
] as const
export type PasswordProblem = (typeof PASSWORD_PROBLEMS)[number]

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/**
 * The form in which a password is checked and turned into a key: NFKC, so that a full-width letter typed
 * with an input method left on opens the same slot as the plain one. Spaces are kept.
 * @example normalisePassword('Ａb1') // 'Ab1'
 */
export const normalisePassword = (password: string): string => password.normalize('NFKC')

/** Characters of `text` as people count them: code points, not UTF-16 units. */
const lengthOf = (text: string): number => [...text].length

/**
 * Whether a new password may be used (domain 8.3): 10 to 200 characters, three of the four classes
 * (lower case, upper case, digit, other), at least five different characters, not holding the staff number
 * or name, not the one it replaces, none of the last {@link PASSWORDS_KEPT}. Its age is `password-age.ts`'s.
 * @param who the person's staff number and name, the password being replaced where there is one, and whether it is one of the last
 * @returns ok, or PASSWORD_WEAK with `problems`, every {@link PasswordProblem} found
 * @example checkNewPassword('T0101xxxx', { staffNo: 'T0101', staffName: 'Li' })
 */
export function checkNewPassword(
  password: string,
  who: { readonly staffNo: string; readonly staffName: string; readonly current?: string; readonly usedBefore?: boolean },
): Result<void> {
  const text = normalisePassword(password)
  const folded = text.toLowerCase()
  const name = normalisePassword(who.staffName).toLowerCase()
  const staffNo = normalisePassword(who.staffNo).toLowerCase()
  const found: Record<PasswordProblem, boolean> = {
    TOO_SHORT: lengthOf(text) < PASSWORD_MIN_LENGTH,
    TOO_LONG: lengthOf(text) > PASSWORD_MAX_LENGTH,
    TOO_FEW_CLASSES: CLASSES.filter((one) => one.test(text)).length < 3,
    TOO_FEW_CHARACTERS: new Set(folded).size < 5,
    CONTAINS_STAFF_NO: staffNo !== '' && folded.includes(staffNo),
    CONTAINS_NAME: lengthOf(name) >= 2 && folded.includes(name),
    SAME_AS_BEFORE: who.current !== undefined && normalisePassword(who.current) === text,
    USED_BEFORE: who.usedBefore ?? false,
  }
  const problems = Object.entries(found).flatMap(([problem, isFound]) => (isFound ? [problem] : []))
  return problems.length === 0 ? ok(undefined) : refuse('PASSWORD_WEAK', { problems, minLength: PASSWORD_MIN_LENGTH })
}

import type { ErrorCode } from '../../../../core/errors.ts'

/** General, people, business day, keys, shell. */
export const people = {
  CASE_NOT_FOUND: 'The case cannot be found. Refresh the list and open it again.',
  DATA_VERSION_MISSING: 'The product version {version} this case was decided under is not here. Install a program that has it.',
  FIELD_INVALID: '{field} is wrong: {reason}. Correct it and go on.',
  INTERNAL:
    'The program failed. Refresh and see whether the change is there before you try again; if it stays, give the number {incident} to the administrator.',
  NOT_SIGNED_IN: 'Nobody is signed in, or the counter is locked. Enter a password to go on.',
  ROLE_MISSING: 'This role may not do that. Have a person with the right role sign in.',
  STALE_VERSION: '{changedBy} ({changedByNo}) saved this case before you, at {changedAt}. Refresh, look at the change and do it again.',
  TRAINING_MIXED: 'Training data and live data are never opened in one place. Start again by the entrance that fits.',
  TRAINING_NO_OFFICE: 'A training branch has nothing to do with head office; its data stay in the training folder of this computer. Leave training to report.',
  DIFFERENT_PERSON_NEEDED: 'Another person must do this: maker and checker are never the same. Have that person sign in.',
  BRANCH_ALREADY_SET_UP: 'This PC already has a branch. Sign in.',
  BRANCH_NOT_SET_UP: 'This PC has no branch yet. Set it up first.',
  PASSWORD_WEAK:
    'The password is too weak. Use at least {minLength} characters of three kinds (upper case, lower case, digits, signs), without your staff number or name, and not the old one.',
  PASSWORD_WRONG: 'The staff number or password is wrong. Check Caps Lock and the input method and type it again.',
  ROLES_NOT_ALLOWED: 'These roles cannot be held together: administrator and auditor stand alone. Choose again.',
  RESET_NOT_FOUND: 'That reset was done or dropped. Refresh the page.',
  STAFF_DISABLED: 'Staff number {staffNo} is disabled. Enable the person first, then ask for the reset.',
  STAFF_NO_TAKEN: 'Staff number {staffNo} is taken. Use another.',
  STAFF_NOT_FOUND: 'The person cannot be found. Refresh and choose again.',
  SIGN_IN_LOCKED: 'Too many wrong passwords: locked for {minutes} more minutes. Wait, or have the administrator unlock.',
  DAY_ALREADY_OPEN: 'The business day {businessDate} is still open. Close it first.',
  DAY_CLOSE_BLOCKED: 'The business day {businessDate} cannot be closed yet: {blockers}. Finish these or have the branch manager roll them over.',
  DAY_NOT_FORWARD: 'The business date only moves forward: the last was {last}. Choose a later date.',
  DAY_NOT_OPEN: 'The business day is not open. Open it first.',
  DAY_SEAL_MISSING: 'The seal of {businessDate} is missing or does not verify. Have the administrator find out why before opening the day.',
  DAY_TOO_FAR_AHEAD: '{businessDate} is more than {maxDays} days after today ({calendarDate}). Check the date and the clock of the PC.',
  KEY_SLOT_DAMAGED: 'A key entry is damaged. Restore it from a backup, or have another person reset the password.',
  KEY_STORE_LOCKED:
    'The key ring of the system is locked or does not answer. No password was checked or counted. Unlock the ring and sign in again; failing that, start this program again, or have the password reset.',
  KEY_STORE_UNAVAILABLE: 'This password is bound to another system user or another PC. Sign in there, or have the password reset.',
  RECOVERY_CODE_LENGTH: 'The recovery code has {expected} characters; you typed {characters}. Compare it with the printed sheet.',
  RECOVERY_CODE_TYPO: 'Group {groups} of the recovery code is mistyped. Compare it with the printed sheet.',
  RECOVERY_CODE_WRONG: "This recovery code is not this branch's. Use the sheet printed last.",
  CHANNEL_UNKNOWN: 'The window and the program are of different versions. Quit and start again.',
  SENDER_NOT_TRUSTED: 'That page is not part of this program and was refused. Quit and start again.',
} satisfies Partial<Record<ErrorCode, string>>

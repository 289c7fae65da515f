import type { refusalsZhCN } from './refusals-zh-cn.ts'

/** What the console says in place of, or beside, the counter's words for a refusal. */
export const refusalsEn: typeof refusalsZhCN = {
  local: {
    SET_UP_CODE_WRONG: 'The set-up code is wrong. Type the one shown where the service was started; it changes with every start.',
    RECOVERY_CODE_OF_TERMINAL_WRONG: 'The one-time code is wrong, used or older than 24 hours. Stop the service and run the command recover for a new one.',
    NOT_THE_SAME: 'The new password was not typed the same twice. Type it again.',
    OFFLINE: 'The service cannot be reached. Check the network and try again.',
    MESSAGE_INVALID: '{what}. Correct it and try again.',
    BATCH_TOO_LARGE: 'This is more than the service takes. The files of a pack may be 16 MB together; make them smaller and upload them again.',
    PASSWORD_WRONG: 'User name or password is wrong. Check caps lock and input method and type it again.',
    PASSWORD_WEAK: 'Not fit to be a password: {problems}. Choose another.',
    NOT_SIGNED_IN: 'Your sign-in had expired and this was not done. Sign in again and do it once more.',
    UNKNOWN: 'The service refused this ({code}).',
  },
  invalid: {
    userId: 'A user name has 2 to 40 lower-case letters, digits, dots, hyphens or underscores, and begins with a letter or digit',
    name: 'A name has 1 to 60 characters',
    password: 'A password is not empty and has at most 400 characters',
    current: 'The present password is not empty and has at most 400 characters',
    next: 'The new password is not empty and has at most 400 characters',
    branch: 'This is no branch code',
    text: 'A search takes 2 to 100 characters',
    note: 'The note is empty or too long',
    reason: 'The reason is empty or has more than 500 characters',
    title: 'A title has 1 to 200 characters',
    version: 'A version is a whole number from 1 to 1000000',
    effectiveFrom: 'The day it is effective from is no date',
    files: 'A pack has 1 to 100 files',
    files_name: 'A file name has lower-case letters, digits, dots and hyphens, and ends in .yaml, .json or .ndjson',
    files_text: 'A file is empty or has more than 4000000 characters',
    proposal_reason: 'The reason is too long',
    proposal_conditions: 'There are too many conditions, or one is too long',
    proposal_reasonCodes: 'There are too many reasons',
    other: 'What was entered cannot be taken ({field})',
  },
}

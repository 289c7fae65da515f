/** Refusals of the head-office service and its console. */
export const officeErrors = {
  ACT_ON_RECORD:
    'What you did is on record at head office, but its tables could not take it yet. Do not do it again: load the page again later. If it still does not show, tell whoever looks after the service.',
  DEVICE_CHANGED: 'This device has changed meanwhile: the branch enrolled another, it is closed, or somebody proposed or withdrew. Load the page again.',
  AUDIT_LOG_CHANGED:
    'The audit log of this branch has changed: a newer seal has come, it was accepted, or somebody proposed or withdrew it. Load the page again.',
  CHALLENGE_UNKNOWN: 'The challenge is unknown or too old. Ask for a new one and greet again.',
  CSRF_WRONG: 'This page is out of date. Load it again.',
  ENROLMENT_CODE_WRONG: 'The enrolment code is wrong, used, older than seven days or made for another branch. Ask head office for a new one.',
  ESCALATION_CHANGED:
    'This case has changed meanwhile: the branch sent a newer version, or something else is proposed. It was loaded again: decide on what it says now.',
  ESCALATION_NOT_OPEN: 'This case is not open for this step: it was decided, or no proposal stands. Load it again.',
  HEAD_OFFICE_DATABASE_OTHER: 'The database belongs to another head office. Give DATABASE_URL of an empty database, or of this one.',
  MESSAGE_INVALID: 'The message is not as agreed ({field}). Check that both ends run releases that fit.',
  OFFICE_KEYS_FULL: 'Head office has changed its keys {limit} times and cannot change them again. Ask the maker of this program.',
  OFFICE_USER_NOT_FOUND: 'There is no such user. Load the list again.',
  ACCOUNT_FROM_THE_OTHER:
    'The account of {made} comes from {maker}, who made it, reset it or gave it its roles, or made the administrator who did: the two cannot check each other. Have somebody else do it.',
  ACCOUNTS_FROM_ONE_HAND:
    'Both accounts were made or changed by the administrator {by} within a day and cannot check each other yet. Have somebody else do it, or do it in {hours} hours.',
  OFFICE_USER_TAKEN: 'This user name is taken. Choose another.',
  PACK_CHANGED: 'This draft was changed since you opened it. It was loaded again: look at what it says now.',
  PACK_DRAFT_STANDS: '{who} has saved a draft of this version. Have it published or discarded first, or take the next number.',
  PACK_INVALID: 'The file {file} cannot be used: {reason}. Correct it and upload it again.',
  PACK_NOT_FOUND: 'There is no such draft. Load the list again.',
  PACK_NOT_NEWER: 'Version {version} or a newer one is published. Take the next number.',
  PART_NOT_ANNOUNCED: 'No registered envelope names this part. Register the envelope again, then send the part.',
  QUARANTINE_NOT_FOUND: 'This entry is settled or gone. Load the list again.',
  TOKEN_UNKNOWN: 'The session of this device has ended. Greet again.',
  TOO_MANY_REQUESTS: 'Too many requests. Wait a minute and try again.',
} as const

import type { ErrorCode } from '../../../../core/errors.ts'

/** The line to head office: exchange, decisions, reference data, witness. */
export const sync = {
  BATCH_FOR_OTHER_BRANCH: 'This batch is for another branch and cannot be opened here. Give it back and ask head office for your own.',
  BATCH_OLD_KEY: 'The batch is signed with the old key of epoch {keyEpoch}, yet belongs to epoch {epoch}. Make it again on the device in use.',
  BATCH_KEY_TOO_EARLY: 'Batch {seq} is signed with the new key, which holds only from batch {fromSeq} on. Make it again with the key in use.',
  BATCH_KEY_REPLACED:
    'Batch {seq} is signed with the old key, which held only up to batch {untilSeq}. Make it again with the key in use; if the branch did not make it, look at that PC.',
  KEYS_NOT_TURNED: 'The keys were not changed: head office has not enrolled this branch, or it waits to be enrolled again. Finish enrolment first.',
  OFFICE_KEY_TOO_EARLY:
    'Batch {seq} from head office is signed with its new key, which holds only from batch {fromSeq} on. It is not taken; ask head office for the batches before it.',
  OFFICE_KEY_REPLACED:
    'Batch {seq} is signed with a key head office gave up after batch {untilSeq}: an old key somebody plays back. It is not taken; report it to head office.',
  OFFICE_KEYS_NOT_PROVEN: 'New keys of head office did not prove themselves; nothing of them was taken. Report it to head office.',
  ENROLMENT_KEY_REPLACED:
    'The enrolment is signed with a key head office has given up, perhaps by somebody who has the old key. It was not taken. Tell head office, and compare the fingerprint that holds now.',
  ENROLMENT_OTHER_OFFICE:
    'The enrolment is signed with a key this branch does not know as head office’s (fingerprint {fingerprint}). Its decisions and data would hold from then on, so two persons let it in. Ask head office on a number you know; then a second manager or administrator enters number and password below, and it is done once more.',
  BATCH_OTHER_BRANCH: 'The batch says it is from {branch}, but {signer} signed it. It is not taken; report it to head office.',
  BRANCH_BEHIND: 'Head office has batch {seq} of this device, which knows only {sealed}: this machine was restored or copied. Stop sending and enrol it again.',
  CUSTODY_INVALID: 'The custody receipt of batch {seq} is not signed by head office and was not believed. Try again later; if it stays so, report it.',
  LINE_ADDRESS_INVALID: 'The head-office address is not valid: it must be an https address. Correct it from head office’s notice.',
  LINE_AUTHORITY_INVALID:
    'The bank’s certificate file {file} in the data folder is damaged at certificate {place}; nothing was sent. Lay the whole PEM file in again.',
  LINE_CERTIFICATE_INVALID:
    'The file {file} of this PC’s own line certificate is missing, damaged, locked by a password or does not belong to the other; nothing was sent. Lay branch-line.pem and branch-line.key in again.',
  LINE_CUT: 'The line to head office was cut. Nothing is lost; sending goes on by itself later, or carry the batch on a stick.',
  LINE_NOT_SET: 'No head-office address is set. The administrator or branch manager sets it, or carry the batch on a stick.',
  LINE_NOT_TRUSTED:
    'This PC does not trust head office’s certificate ({reason}); nothing was sent. Lay the bank’s authority in as head-office-ca.pem; check address and date.',
  LINE_REFUSED: 'Head office refused this contact ({status} {reason}). Try again later; if it stays so, report it.',
  OFFICE_DECISION_MISSING: 'Head office has not sent a decision on this case yet. Exchange batches with head office first.',
  OFFICE_DECISION_STALE:
    'Head office decided on version {seen} with the papers of then; the case is at version {now} now, its papers have changed, or another question was answered. Settle it on the conflict card of the batch page.',
  OFFICE_DECISION_FITS: 'Head office decided on the case as it is now: take the decision; it can be neither set aside nor asked again.',
  OFFICE_NOT_ASKED: 'Head office was never asked about version {version} of this case; set aside, nothing would move it on. Ask head office again instead.',
  OFFICE_ALREADY_ASKED: 'Head office has been asked about version {version} already: wait for its answer; this earlier decision can be set aside.',
  PACK_FILE_MISSING: 'The reference pack {kind} version {version} lacks the file {file} and was not taken. Ask head office to send it again.',
  PACK_MOVE_TOO_LATE: 'The case has been scored and cannot move to newer versions. Return it to investigation first.',
  PACK_MOVE_UNFIT:
    'The form no longer fits the product under the newer versions ({field}: {reason}). The case goes on under the versions it has; for the new ones a new application is made.',
  PACK_NOTHING_NEWER: 'The case already stands under the versions in force. Nothing to move.',
  STANDING_INVALID:
    'What head office says of the batches it has is not signed by head office and was not believed; no batch was changed. Try again later; if it stays so, report it.',
  SYNC_BUSY: 'Batches are being exchanged with head office. Wait until it is done, or cancel it.',
  SYNC_CANCELLED: 'Cancelled. What was delivered is not sent again; go on whenever you like.',
  WITNESS_INVALID: 'Head office’s witness disagrees with this audit log ({size} rows). Stop work and report it to head office.',
} satisfies Partial<Record<ErrorCode, string>>

import type { ErrorCode } from '../../../../core/errors.ts'

/** Batches, head office, archive volumes. */
export const batch = {
  BATCH_CHAIN_BROKEN: 'The batch does not follow the hash of the one before; it is kept as evidence. Stop sending and have head office look into it.',
  BATCH_CONTENT_BAD: 'The content of the batch is not well formed: {reason}. Have the sender make it again.',
  BATCH_ENVELOPE_INVALID: 'The envelope of the batch is not well formed: {reason}. Copy the whole batch folder again.',
  BATCH_EPOCH_CLOSED: 'The batch belongs to a closed epoch of the device. Have the branch make it again on the device in use.',
  BATCH_EPOCH_UNKNOWN: 'Head office does not know this epoch of the device. Import the enrolment first.',
  BATCH_FILES_WHOLE: 'The files of batch {seq} stand whole on this PC. Send it again instead.',
  BATCH_FORK: 'Two different batches have the same number; both are kept as evidence. Stop sending and have head office look into it.',
  BATCH_FILES_LOST:
    'Files of sealed batch {seq} are missing or damaged in this PC’s outbound folder; what was sealed before it has gone. Have IT put them back (quarantine of the virus scanner, a stick that was written, a copy), then send again. Where none is left, choose “Give up and enrol anew” at the batch.',
  BATCH_FOR_OTHER_HEAD_OFFICE: 'The batch is for another head office and cannot be opened here. Take it to the right one.',
  BATCH_KIND_UNEXPECTED: 'A batch of kind {kind} cannot be imported here. Choose the right folder.',
  BAG_NOT_COMPLETE: 'Files of volume {archiveNo} are still on their way from its branch. Write it out once they came.',
  BAG_NOT_FOUND: 'Head office has no volume {archiveNo} of branch {branch}. Check both numbers.',
  BATCH_NOT_COMPLETE: 'Batch {seq} stays: head office has not yet said that it has all of it. What it has wholly leaves by itself after a week.',
  BATCH_NOT_FOUND: 'There is no batch in this folder. Choose the folder it was sent in.',
  BATCH_NOT_OFFERED: 'Batch {seq} is sealed but could not be written to the outbound folder. Free its disk; then opening this page offers the batch again.',
  BATCH_NOT_READY: 'The batch is not finished, or was copied in part. Wait until it is, and copy the whole folder again.',
  BATCH_NOT_SEALED: 'Batch {seq} is not sealed. Have the branch manager check and seal it.',
  BATCH_PAPER_DAMAGED:
    'Nothing is left to send but files that cannot be read on this PC, first {paper} of application {applicationNo}. Have IT put them back as the list on this page says; a batch of nothing else is dropped.',
  BATCH_PART_DAMAGED: 'Part {part} of the batch is damaged. Nothing was changed. Copy the whole batch folder again.',
  BATCH_PART_MISSING: 'Part {part} of the batch is missing. Nothing was changed. Copy the whole batch folder again.',
  BATCH_SENDER_UNKNOWN: "The sending device is not enrolled at head office. Import the branch's enrolment first.",
  BATCH_SEQUENCE_GAP: 'An earlier batch has not arrived; this one is kept until then. Send the missing batch.',
  BATCH_SIGNATURE_BAD: 'The signature of the batch does not verify ({file}). Nothing was changed. Copy it again; if it stays, tell head office.',
  BATCH_TOO_FAR_AHEAD:
    'Batch {nextSeq} has not reached head office, and as many after it wait there as it keeps; batch {seq} was not taken. Send batch {nextSeq} first, then this one again.',
  BATCH_TOO_LARGE: 'The batch is above a limit ({what}, {limit}). Split it.',
  BLOB_DIFFERS: 'A paper does not match its hash; the batch was not made. Scan the paper again, or restore it from a backup.',
  BRANCH_RESTORED_NEEDS_ENROLMENT:
    'This branch was restored, or head office lacks a batch whose files are gone here: it must be enrolled anew. Bring its key file to head office and install the new enrolment.',
  ENROLMENT_INVALID: 'The enrolment file is not valid, or not signed by head office. Ask head office for it again.',
  ENROLMENT_NOT_OURS: "This enrolment file is another device's. Ask head office for the one of this PC.",
  HEAD_OFFICE_BUSY: 'Another program, perhaps on another machine, is using the head-office store. See that it has ended and try again.',
  BRANCH_STANDS_STILL:
    'Head office stands still for this branch: something kept of it is missing or damaged. The other branches go on. Run verify to see which object it is, put it back and import this batch again.',
  HEAD_OFFICE_IN_DOUBT:
    'Head office could not write its journal and takes nothing until it is started again. What was confirmed is safe; the rest is sent again later.',
  HEAD_OFFICE_MISSING: 'There is no head-office store in this folder. Initialise one, or choose another folder.',
  HEADOFFICE_NOT_ENROLLED: 'This branch is not enrolled at head office. Import the enrolment head office signed.',
  NOTHING_TO_SEND: 'There is nothing to send. Propose a batch when there is.',
  KEY_REQUEST_INVALID: 'The key request file is not valid. Have the branch export it again.',
  RECEIPT_FOR_OTHER_BATCH: 'The receipt is for another batch with number {seq}; nothing was taken. Stop sending and have head office look into it.',
  SPOOL_DAMAGED: "A file in head office's spool is damaged. Stop importing and restore head office's backup.",
  VOLUME_DAMAGED: 'The volume does not verify and was not used. Use another copy, or make it again.',
  VOLUME_EXISTS: 'Volume {archiveNo} exists already and is not overwritten. Check the archive number.',
  VOLUME_KEY_WRONG: "The keys here do not open this volume. Use the branch's archive key or head office's escrow key.",
  VOLUME_NAME_INVALID: 'This file name cannot stand in a volume: {name}. Use letters, digits, dashes and dots.',
  VOLUME_NOT_PREPARED: 'The volume is not prepared. Have another person prepare it.',
} satisfies Partial<Record<ErrorCode, string>>

import type { ErrorCode } from '../../../../core/errors.ts'

/** Files and scans, backup, database, data packs. */
export const files = {
  DISK_FULL: 'The disk is full. Nothing was changed. Make room on it and try again.',
  FILE_DAMAGED: 'The stored file {ref} is damaged. Scan the paper again, or restore it from a backup.',
  FILE_MISSING: 'The file cannot be found. If it is on a USB stick, put it in again and choose the file once more.',
  SCAN_DAMAGED: 'This {kind} file is cut off or damaged. Scan or copy it again.',
  SCAN_EMPTY: 'The file is empty. Scan or copy it again.',
  SCAN_ENCRYPTED: 'This {kind} file is protected by a password or permissions. Save an unprotected copy and add that.',
  SCAN_NOT_A_SCAN: 'This is not a scan: it looks like {looksLike}. Add a PDF, JPEG or PNG file.',
  SCAN_TOO_LARGE: 'The file has {bytes} bytes; at most {limit} are allowed. Scan at 200 dpi or split it.',
  SCAN_TOO_MANY_PAGES: 'The file has {pages} pages; at most {limit} are allowed. Split it.',
  SCAN_TOO_MANY_PIXELS: 'The picture has {width} × {height} pixels, too many to keep. Scan at 200 dpi.',
  BACKUP_AUDIT_BROKEN: 'The audit log is broken or ends elsewhere. Nothing was changed. Stop, and call the administrator and head office.',
  BACKUP_COUNTS_DIFFER: 'Table {table} has {found} rows, the backup says {expected}. Nothing was changed. Use another backup.',
  BACKUP_DAMAGED: 'The backup is damaged: {file}. Nothing was changed. Use another backup.',
  BACKUP_DATABASE_DAMAGED: 'The database in the copy does not pass its check. Nothing was changed. Use another backup.',
  BACKUP_KEY_WRONG: 'The keys beside this backup belong to another one. Copy the whole folder again.',
  BACKUP_NEWER_FORMAT: 'This backup was made by a newer program ({format}, known: {known}). Update the program first.',
  BACKUP_NOT_FOUND: 'This folder is not a backup. Choose one named backup-….',
  BACKUP_PAPER_MISSING: 'The backup lacks the paper {ref}. Nothing was changed. Use another backup.',
  RESTORE_SWAP_FAILED: 'The data folder is held by another program ({reason}). The old data is back in place. Close other programs and try again.',
  DATABASE_CHANGED: 'The database was changed by something else than this program ({migration}) and was not opened. Restore a backup.',
  DATABASE_DAMAGED: 'The database {problem}; it was not opened and stays as it is. Restore the latest backup.',
  DATABASE_NEWER: 'The database was written by a newer program ({version}, known: {known}). Update the program first.',
  NUMBERS_USED_UP: "Today's numbers of this kind are used up. Go on with the next business day and tell the administrator.",
  DATA_FILE_INVALID: 'Data file {file}, line {line}, column {column} ({path}) is wrong: {reason}. Correct it and start again.',
} satisfies Partial<Record<ErrorCode, string>>

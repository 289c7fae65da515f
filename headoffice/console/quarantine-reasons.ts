/** Why a batch did not open, as its reader puts it and head office stores it, and the code by which the page has words for it. */
const CODES: Readonly<Record<string, string>> = {
  'not encrypted to us': 'NOT_FOR_US',
  'encryption damaged': 'ENCRYPTION_DAMAGED',
  'compression damaged or above the limit': 'COMPRESSION_BAD',
  'not whole blocks': 'ARCHIVE_MALFORMED',
  'header not strict': 'ARCHIVE_MALFORMED',
  'truncated or dirty padding': 'ARCHIVE_MALFORMED',
  'no clean end': 'ARCHIVE_MALFORMED',
  'too many entries': 'TOO_MANY_FILES',
  'name not allowed': 'NAME_UNKNOWN',
  'unknown name': 'NAME_UNKNOWN',
  'name twice': 'NAME_TWICE',
  'names not ascending': 'NAMES_UNSORTED',
  'no lane 0': 'NO_RECORDS_PART',
  'tag manifest differs from the envelope': 'TAGS_DIFFER',
  'tag files': 'TAGS_DIFFER',
  'bagit.txt': 'TAGS_DIFFER',
  'bag-info differs from the envelope': 'TAGS_DIFFER',
  seal: 'INNER_SEAL_BAD',
  'payload manifest': 'MANIFEST_DIFFERS',
  'records not lines, not those of the manifest, or more than the envelope counts': 'RECORDS_DIFFER',
  'counts differ from the envelope': 'COUNTS_DIFFER',
  'batch too large': 'ABOVE_LIMIT',
  'not sealed by two persons': 'NOT_TWO_PERSONS',
  'slice out of order': 'SLICES_UNSORTED',
  'blob too large': 'PAPER_TOO_LARGE',
  'blob differs from its hash': 'PAPER_DIFFERS',
}

/** The code of a reason; one that is stored as a code is its own. @example reasonCode('no lane 0') // 'NO_RECORDS_PART' */
export const reasonCode = (reason: string): string => CODES[reason] ?? reason

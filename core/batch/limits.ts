/** The limits of HOB/1 (sync.md §3), in bytes unless said otherwise. Checked before and while reading. */
export const BATCH_LIMITS = {
  envelopeBytes: 256 * 1024,
  records: 500,
  /** Papers of a batch. */
  blobs: 1_000_000,
  /** Numbers that are counted up stand in 32-bit columns: versions, places in the stream. */
  counted: 1_000_000_000,
  /** Types, names of fields. */
  nameText: 60,
  lineBytes: 256 * 1024,
  parts: 4096,
  partCipherBytes: 8 * 1024 * 1024,
  /** What a writer goes down to on a bad line. */
  partLeastBytes: 256 * 1024,
  partPlainBytes: 64 * 1024 * 1024,
  /** A part may inflate to at most this many times its own size. */
  inflation: 20,
  blobBytes: 64 * 1024 * 1024,
  /** What a writer aims at; a reader refuses twice as much. */
  batchTargetBytes: 64 * 1024 * 1024,
  batchPlainBytes: 128 * 1024 * 1024,
  /** Parts of one batch together: what a reader takes, and as much again for what wraps it. */
  batchPartsBytes: 256 * 1024 * 1024,
  /** What head office keeps of one branch behind a missing number: batches, and bytes of their parts. */
  aheadBatches: 64,
  aheadBytes: 4 * 1024 * 1024 * 1024,
  /** Blobs above this travel in slices, so that a slice fits into one part. */
  sliceBytes: 7 * 1024 * 1024,
  jsonDepth: 16,
} as const

/** `prev` of the first batch of the first epoch. */
export const NO_PREVIOUS = '0'.repeat(64)

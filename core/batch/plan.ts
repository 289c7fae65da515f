import { BATCH_LIMITS } from './limits.ts'

/** Bytes a record refers to, by their hash. */
export interface PlannedBlob {
  readonly sha256: string
  readonly bytes: number
}

export interface PlannedRecord<R> {
  readonly record: R
  readonly lineBytes: number
  readonly blobs: readonly PlannedBlob[]
}

export interface Waiting<R> {
  /** Blobs of records that went before without them, oldest first. */
  readonly carried: readonly PlannedBlob[]
  readonly records: readonly PlannedRecord<R>[]
  /** Hashes that went, or go, in another batch. */
  readonly sent: ReadonlySet<string>
}

export interface PlannedBatch<R> {
  readonly records: readonly R[]
  readonly blobs: readonly string[]
}

/**
 * The next batch of what waits: at most 500 records and about 64 MiB. What was carried over goes first, then records in
 * the order given, each with all of its blobs; one that does not fit whole waits for the next batch. Only a record larger
 * than a whole batch starts in an empty one without all of its blobs: the caller gives the rest as `carried` next time,
 * and head office calls the record complete when the last has come (rulings 15). A blob is sent once.
 * @returns null when nothing waits
 * @example nextBatch({ carried: [], records: [{ record, lineBytes: 900, blobs: [{ sha256, bytes: 200_000 }] }], sent: new Set() })
 */
export function nextBatch<R>({ carried, records, sent }: Waiting<R>): PlannedBatch<R> | null {
  const taken: R[] = []
  const blobs = new Set<string>()
  let room: number = BATCH_LIMITS.batchTargetBytes
  const missing = (wanted: readonly PlannedBlob[]): PlannedBlob[] => [
    ...new Map(wanted.filter(({ sha256 }) => !sent.has(sha256) && !blobs.has(sha256)).map((blob) => [blob.sha256, blob])).values(),
  ]
  /** Takes blobs while there is room; false when some are left. */
  const fill = (wanted: readonly PlannedBlob[]): boolean => {
    for (const blob of wanted) {
      if (blob.bytes > room) return false
      blobs.add(blob.sha256)
      room -= blob.bytes
    }
    return true
  }
  const result = (): PlannedBatch<R> | null => (taken.length + blobs.size === 0 ? null : { records: taken, blobs: [...blobs] })
  if (!fill(missing(carried))) return result()
  for (const { record, lineBytes, blobs: own } of records) {
    if (taken.length >= BATCH_LIMITS.records) break
    const wanted = missing(own)
    const whole = wanted.reduce((sum, blob) => sum + blob.bytes, lineBytes)
    const empty = taken.length + blobs.size === 0
    if (whole > room && !empty) break
    taken.push(record)
    room -= lineBytes
    if (!fill(wanted)) break
  }
  return result()
}

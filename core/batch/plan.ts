import { BATCH_LIMITS } from './limits.ts'

/** Bytes a record refers to, by their hash. */
export interface PlannedBlob {
  readonly sha256: string
  readonly bytes: number
  /** 1 when head office waits for it to decide a case. */
  readonly lane: 1 | 2
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
 * The next batch of what waits: at most 500 records and about 64 MiB. Records never wait for papers (sync.md §4): they are taken first, in the order
 * given; papers fill what room is left, those of cases head office must decide before the rest, oldest first. What does not fit any more the caller
 * gives as `carried` next time, and head office calls a record complete when its last paper has come (rulings 15). A paper is sent once; one
 * as large as a batch goes beside the records it meets.
 * @returns null when nothing waits
 * @example nextBatch({ carried: [], records: [{ record, lineBytes: 900, blobs: [{ sha256, bytes: 200_000, lane: 2 }] }], sent: new Set() })
 */
export function nextBatch<R>({ carried, records, sent }: Waiting<R>): PlannedBatch<R> | null {
  const taken: R[] = []
  const wanted: PlannedBlob[] = [...carried]
  let lines = 0
  for (const { record, lineBytes, blobs } of records) {
    if (taken.length >= BATCH_LIMITS.records || (lines + lineBytes > BATCH_LIMITS.sliceBytes && taken.length > 0)) break
    taken.push(record)
    lines += lineBytes
    wanted.push(...blobs)
  }
  const papers = new Set<string>()
  let room = BATCH_LIMITS.batchTargetBytes - lines
  for (const { sha256, bytes } of [...wanted].sort((a, b) => a.lane - b.lane)) {
    if (sent.has(sha256) || papers.has(sha256)) continue
    if (bytes > room && papers.size > 0) break
    papers.add(sha256)
    room -= bytes
  }
  return taken.length + papers.size === 0 ? null : { records: taken, blobs: [...papers] }
}

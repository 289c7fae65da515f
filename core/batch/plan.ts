import { BATCH_LIMITS } from './limits.ts'

export interface PlannedRecord<R> {
  readonly record: R
  readonly lineBytes: number
  readonly blobs: readonly { readonly sha256: string; readonly bytes: number }[]
}

export interface PlannedBatch<R> {
  readonly records: readonly R[]
  readonly blobs: readonly string[]
}

/**
 * Cuts waiting records and their blobs into batches of at most 500 records and about 64 MiB. Records go first in the
 * order given; a case larger than a batch spans batches, and is complete when its last blob has arrived (rulings 15).
 * A blob wanted by two records is sent once. Nothing waiting gives no batch.
 * @example planBatches([{ record, lineBytes: 900, blobs: [{ sha256, bytes: 200_000 }] }]) // one batch
 */
export function planBatches<R>(waiting: readonly PlannedRecord<R>[]): PlannedBatch<R>[] {
  const batches: { records: R[]; blobs: string[]; bytes: number }[] = []
  const sent = new Set<string>()
  const room = (bytes: number, record: boolean): { records: R[]; blobs: string[]; bytes: number } => {
    const last = batches.at(-1)
    const full = !last || last.bytes + bytes > BATCH_LIMITS.batchTargetBytes || (record && last.records.length >= BATCH_LIMITS.records)
    if (last && !full) return last
    const fresh = { records: [], blobs: [], bytes: 0 }
    batches.push(fresh)
    return fresh
  }
  for (const item of waiting) {
    const home = room(item.lineBytes, true)
    home.records.push(item.record)
    home.bytes += item.lineBytes
    for (const blob of item.blobs) {
      if (sent.has(blob.sha256)) continue
      sent.add(blob.sha256)
      const batch = room(blob.bytes, false)
      batch.blobs.push(blob.sha256)
      batch.bytes += blob.bytes
    }
  }
  return batches.map(({ records, blobs }) => ({ records, blobs }))
}

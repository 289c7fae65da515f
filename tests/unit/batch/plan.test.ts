import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BATCH_LIMITS } from '../../../core/batch/limits.ts'
import { nextBatch, type PlannedBatch, type PlannedBlob, type PlannedRecord } from '../../../core/batch/plan.ts'

type Item = PlannedRecord<number>
const MIB = 1 << 20

/** Proposes as a branch does until nothing waits: what a record went without is carried over. */
function batchesOf(items: readonly Item[]): PlannedBatch<number>[] {
  const batches: PlannedBatch<number>[] = []
  const sent = new Set<string>()
  let records = items
  let gone: readonly PlannedBlob[] = []
  for (;;) {
    const batch = nextBatch({ carried: gone.filter((blob) => !sent.has(blob.sha256)), records, sent })
    if (!batch) return batches
    batches.push(batch)
    for (const hash of batch.blobs) sent.add(hash)
    gone = [...gone, ...records.slice(0, batch.records.length).flatMap((item) => item.blobs)]
    records = records.slice(batch.records.length)
    expect(batches.length).toBeLessThan(10_000)
  }
}
const sizeOf = (items: readonly Item[], batch: PlannedBatch<number>): number => {
  const bytes = new Map(items.flatMap((item) => item.blobs.map((blob) => [blob.sha256, blob.bytes] as const)))
  const lines = items.filter((item) => batch.records.includes(item.record)).reduce((sum, item) => sum + item.lineBytes, 0)
  return batch.blobs.reduce((sum, hash) => sum + (bytes.get(hash) ?? 0), lines)
}

/** A hash stands for the same bytes wherever it is named. */
const SIZES: Readonly<Record<string, number>> = { a: 1000, b: 1000, c: 4 * MIB, d: 4 * MIB, e: 20 * MIB, f: 30 * MIB, g: 30 * MIB, h: BATCH_LIMITS.blobBytes }
const blob = fc.constantFrom(...Object.keys(SIZES)).map((sha256) => ({ sha256, bytes: SIZES[sha256] ?? 0, lane: 2 as const }))
const waiting = fc
  .array(fc.record({ lineBytes: fc.integer({ min: 1, max: BATCH_LIMITS.lineBytes }), blobs: fc.array(blob, { maxLength: 6 }) }), { maxLength: 1200 })
  .map((items): Item[] => items.map((item, record) => ({ ...item, record })))

describe('batches proposed until nothing waits', () => {
  it('send every record and every one of its papers exactly once, within the limits', () => {
    fc.assert(
      fc.property(waiting, (items) => {
        const batches = batchesOf(items)
        expect(batches.flatMap((batch) => batch.records)).toEqual(items.map((item) => item.record))
        expect(batches.flatMap((batch) => batch.blobs).sort()).toEqual([...new Set(items.flatMap((item) => item.blobs.map((one) => one.sha256)))].sort())
        for (const batch of batches) {
          expect(batch.records.length).toBeLessThanOrEqual(BATCH_LIMITS.records)
          // A paper as large as a batch goes beside the records it meets.
          const target = batch.blobs.length > 1 ? BATCH_LIMITS.batchTargetBytes : BATCH_LIMITS.batchPlainBytes
          expect(sizeOf(items, batch)).toBeLessThanOrEqual(target)
        }
      }),
      { numRuns: 100 },
    )
  })

  const paper = (sha256: string, bytes: number, lane: 1 | 2 = 2): PlannedBlob => ({ sha256, bytes, lane })

  it('send every record at once, however many papers wait before and behind it', () => {
    const items = Array.from({ length: 40 }, (_, record) => ({
      record,
      lineBytes: 900,
      blobs: Array.from({ length: 4 }, (_unused, n) => paper(`${record}-${n}`, 4 * MIB)),
    }))
    const [first, ...rest] = batchesOf(items)
    expect([first?.records.length, first?.blobs.length]).toEqual([40, 15])
    expect(rest.map((batch) => batch.records.length)).toEqual(rest.map(() => 0))
    const carried = Array.from({ length: 30 }, (_, n) => paper(`old-${n}`, 4 * MIB))
    expect(nextBatch({ carried, records: items, sent: new Set() })?.records).toHaveLength(40)
  })

  it('send the papers of a case head office must decide before those of any other, the rest oldest first', () => {
    const records = [
      { record: 0, lineBytes: 900, blobs: [paper('a', 30 * MIB)] },
      { record: 1, lineBytes: 900, blobs: [paper('b', 30 * MIB), paper('c', MIB, 1)] },
    ]
    expect(nextBatch({ carried: [paper('old', 20 * MIB)], records, sent: new Set() })).toEqual({ records: [0, 1], blobs: ['c', 'old', 'a'] })
  })

  it('let a paper as large as a batch go, whatever records wait with it', () => {
    const record = { record: 0, lineBytes: 900, blobs: [paper('huge', BATCH_LIMITS.blobBytes), paper('next', MIB)] }
    expect(nextBatch({ carried: [], records: [record], sent: new Set() })).toEqual({ records: [0], blobs: ['huge'] })
  })

  it('leave lines to the next batch that would not fit into the part of the records', () => {
    const records = Array.from({ length: 40 }, (_, record) => ({ record, lineBytes: BATCH_LIMITS.lineBytes, blobs: [] }))
    expect(nextBatch({ carried: [], records, sent: new Set() })?.records).toHaveLength(28)
  })

  it('are none when nothing waits', () => expect(nextBatch({ carried: [], records: [], sent: new Set() })).toBeNull())
})

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
const blob = fc.constantFrom(...Object.keys(SIZES)).map((sha256) => ({ sha256, bytes: SIZES[sha256] ?? 0 }))
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
          expect(sizeOf(items, batch)).toBeLessThanOrEqual(BATCH_LIMITS.batchTargetBytes)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('send a case that fits into a batch whole: none of its papers comes later than it', () => {
    const items = Array.from({ length: 5 }, (_, record) => ({
      record,
      lineBytes: 900,
      blobs: Array.from({ length: 4 }, (_unused, n) => ({ sha256: `${record}-${n}`, bytes: 4 * MIB })),
    }))
    expect(batchesOf(items).map((batch) => [batch.records, batch.blobs.length])).toEqual([
      [[0, 1, 2], 12],
      [[3, 4], 8],
    ])
  })

  it('carry over only what is left of a case larger than a batch, and let the next cases follow it', () => {
    const big = { record: 1, lineBytes: 900, blobs: Array.from({ length: 17 }, (_, n) => ({ sha256: `1-${n}`, bytes: 4 * MIB })) }
    const small = (record: number) => ({ record, lineBytes: 900, blobs: [{ sha256: `${record}`, bytes: MIB }] })
    expect(batchesOf([small(0), big, small(2)])).toEqual([
      { records: [0], blobs: ['0'] },
      { records: [1], blobs: big.blobs.slice(0, 15).map((one) => one.sha256) },
      { records: [2], blobs: ['1-15', '1-16', '2'] },
    ])
  })

  it('are none when nothing waits', () => expect(nextBatch({ carried: [], records: [], sent: new Set() })).toBeNull())
})

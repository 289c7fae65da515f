import type { BatchState } from '../../core/batch/line-standing.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { Sha256, StaffId } from '../../core/kernel/ids.ts'
import type { Reader, Writer } from '../sql.ts'

/** A sealed batch whose files stand in the outbox, and what of it is still open at head office. */
export interface OutboundBatch {
  readonly epoch: number
  readonly seq: number
  readonly batchNo: string
  readonly state: BatchState
  readonly hash: Sha256
  readonly receiptAt: Instant | null
  readonly open: number
  readonly returned: number
}

const RETURNED = "coalesce(o.result, '') IN ('rejected', 'conflict')"
/** A record without papers is complete as soon as head office has it. */
const DONE = "(o.complete = 1 OR (o.result IN ('applied', 'duplicate') AND json_array_length(o.blobs) = 0))"
const OF_BATCH = 'FROM outbox o WHERE o.batch_epoch = b.epoch AND o.batch_seq = b.seq'
const OUTBOUND = `WITH wanted AS MATERIALIZED (SELECT DISTINCT e.value ->> 'sha256' AS sha256 FROM outbox o, json_each(o.blobs) e
    WHERE o.batch_seq IS NOT NULL AND o.complete = 0 AND NOT ${RETURNED})
  SELECT b.epoch, b.seq, b.batch_no AS batchNo, b.state, b.envelope_sha256 AS hash, b.receipt_at AS receiptAt,
    (SELECT count(*) ${OF_BATCH} AND NOT ${DONE} AND NOT ${RETURNED})
      + (SELECT count(*) FROM batch_blob bb WHERE bb.epoch = b.epoch AND bb.seq = b.seq AND bb.sha256 IN (SELECT sha256 FROM wanted)) AS open,
    (SELECT count(*) ${OF_BATCH} AND ${RETURNED}) AS returned
  FROM batch b WHERE b.epoch = ? AND b.sealed_at IS NOT NULL AND b.disposed_at IS NULL ORDER BY b.seq`

/** Sealed batches of an epoch that were not disposed of, oldest first. */
export const outboundBatches = (reader: Reader, epoch: number): Promise<OutboundBatch[]> => reader.all<OutboundBatch>(OUTBOUND, [epoch])

/** Hashes of the envelopes of an epoch whose files are to stay. */
export const keptEnvelopes = async (reader: Reader, epoch: number): Promise<Set<string>> => {
  const sql = 'SELECT envelope_sha256 AS hash FROM batch WHERE epoch = ? AND sealed_at IS NOT NULL AND disposed_at IS NULL'
  const rows = await reader.all<{ hash: string }>(sql, [epoch])
  return new Set(rows.map((row) => row.hash))
}

export interface Withdrawal {
  readonly epoch: number
  readonly seq: number
  readonly askedBy: StaffId
  readonly authorisedBy: StaffId
  readonly at: Instant
}

export const outbound = (tx: Writer) => ({
  /** Its files are about to go; what a crash leaves of them is swept. */
  disposed: async (epoch: number, seq: number, at: Instant): Promise<void> => {
    await tx.run('UPDATE batch SET disposed_at = ? WHERE epoch = ? AND seq = ?', [at, epoch, seq])
  },
  withdrawn: async ({ epoch, seq, askedBy, authorisedBy, at }: Withdrawal): Promise<void> => {
    await tx.run('INSERT INTO batch_withdrawal (epoch, seq, asked_by, authorised_by, at) VALUES (?, ?, ?, ?, ?)', [epoch, seq, askedBy, authorisedBy, at])
  },
})

import type { SentBatch } from '../../core/batch/up-standing.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { Reader, Writer } from '../sql.ts'
import { type BatchRecord, batchList } from './batches.ts'

/** Head office's signed custody receipt of a batch. */
export interface Custody {
  readonly epoch: number
  readonly seq: number
  readonly receipt: string
  readonly takenAt: Instant
}

/** Records head office lacks papers of: not those it returned, which never become complete. */
const LACKING = `o.complete = 0 AND coalesce(o.result, '') NOT IN ('rejected', 'conflict')`
/** Papers that a record in some batch still waits for; what has come with another record of its case, head office has. */
const WANTED = `SELECT e.value ->> 'sha256' AS sha256 FROM outbox o, json_each(o.blobs) e WHERE o.batch_seq IS NOT NULL AND ${LACKING}
  AND NOT EXISTS (SELECT 1 FROM outbox d, json_each(d.blobs) f WHERE d.case_id = o.case_id AND d.complete = 1 AND f.value ->> 'sha256' = e.value ->> 'sha256')`

/**
 * An answer may come before the custody receipt that the line lost: a record whose papers are still to come says that parts are lacking, be it of this
 * batch (one from before papers were listed by batch has no list) or of another that went without what went here.
 */
const UNDELIVERED = `epoch = ? AND sealed_at IS NOT NULL AND state <> 'REJECTED' AND disposed_at IS NULL
  AND (state IN ('SEALED', 'SENT') OR EXISTS (SELECT 1 FROM custody c WHERE c.epoch = batch.epoch AND c.seq = batch.seq)
    OR EXISTS (SELECT 1 FROM outbox o WHERE o.batch_epoch = batch.epoch AND o.batch_seq = batch.seq AND o.result = 'applied' AND o.complete = 0)
    OR EXISTS (SELECT 1 FROM batch_blob bb WHERE bb.epoch = batch.epoch AND bb.seq = batch.seq AND bb.sha256 IN (${WANTED})))
  AND NOT EXISTS (SELECT 1 FROM custody c WHERE c.epoch = batch.epoch AND c.seq = batch.seq AND c.delivered = 1)`

/** Sealed batches of which head office may still lack a part, oldest first. */
export const undeliveredBatches = (reader: Reader, epoch: number): Promise<BatchRecord[]> => batchList(reader, UNDELIVERED, [epoch])

/** Batches of an epoch behind a number that were ever sealed, and what head office said of them last; oldest first. */
export const sentAfter = async (reader: Reader, epoch: number, seq: number): Promise<SentBatch[]> => {
  const rows = await reader.all<{ seq: number; delivered: number; answeredBy: number | null }>(
    `SELECT b.seq, EXISTS (SELECT 1 FROM custody c WHERE c.epoch = b.epoch AND c.seq = b.seq AND c.delivered = 1) AS delivered,
        CASE WHEN b.receipt_at IS NOT NULL THEN (SELECT max(r.seq) FROM receipt_of_batch r WHERE r.epoch = b.epoch AND r.batch_epoch = b.epoch AND r.batch_seq = b.seq) END AS answeredBy
      FROM batch b WHERE b.epoch = ? AND b.seq > ? AND b.sealed_at IS NOT NULL ORDER BY b.seq`,
    [epoch, seq],
  )
  return rows.map((row) => ({ ...row, delivered: row.delivered === 1 }))
}

/** Whether records still wait for papers of a batch that head office confirmed whole: it may have lost them. */
export const anyWholeWanted = async (reader: Reader, epoch: number): Promise<boolean> =>
  (await reader.get(
    `SELECT 1 AS one FROM custody c JOIN batch_blob bb ON bb.epoch = c.epoch AND bb.seq = c.seq
      WHERE c.epoch = ? AND c.delivered = 1 AND bb.sha256 IN (${WANTED}) LIMIT 1`,
    [epoch],
  )) !== undefined

export const custodies = (tx: Writer) => ({
  /** The first receipt stands; the same again changes nothing. */
  keep: async ({ epoch, seq, receipt, takenAt }: Custody): Promise<void> => {
    await tx.run('INSERT INTO custody (epoch, seq, receipt, taken_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', [epoch, seq, receipt, takenAt])
  },
  /** Head office no longer has what it confirmed; its receipt stays as evidence. */
  lost: (epoch: number, seq: number): Promise<number> => tx.run('UPDATE custody SET delivered = 0 WHERE epoch = ? AND seq = ? AND delivered = 1', [epoch, seq]),
  delivered: (epoch: number, seq: number): Promise<number> => tx.run('UPDATE custody SET delivered = 1 WHERE epoch = ? AND seq = ?', [epoch, seq]),
})

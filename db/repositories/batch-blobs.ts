import type { BlobReference } from '../../core/batch/record-line.ts'
import { BAG_TYPE } from '../../core/batch/record-types.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'

/** A paper of a record that head office has not yet called complete. */
export interface OutboxBlob extends Pick<BlobReference, 'sha256' | 'bytes' | 'role'> {
  /** The case it belongs to; null for a record of none. */
  readonly applicationNo: string | null
  /** 1 when head office waits for it to decide a case. */
  readonly lane: 1 | 2
  /** The record that names it: a paper of the store, or a file of an archive bag. */
  readonly type: string
  readonly caseId: CaseId | null
  readonly rev: number
}

const COLUMNS = `e.value ->> 'sha256' AS sha256, e.value ->> 'bytes' AS bytes, e.value ->> 'role' AS role, c.application_no AS applicationNo, o.lane AS lane,
  o.type AS type, o.case_id AS caseId, o.rev AS rev`
const PAPERS = `FROM outbox o LEFT JOIN loan_case c ON c.id = o.case_id, json_each(o.blobs) e
  WHERE o.batch_seq IS NOT NULL AND o.complete = 0`
/**
 * Not counted: a batch head office skipped, whose papers go again with its records, one whose papers it could not use, one withdrawn before it was whole,
 * and what of a closed epoch's batch never came: nothing of that epoch is offered any more.
 */
const SENT = `FROM batch_blob bb JOIN batch b ON b.epoch = bb.epoch AND b.seq = bb.seq WHERE b.state <> 'REJECTED' AND b.papers_bad_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM batch_withdrawal w WHERE w.epoch = bb.epoch AND w.seq = bb.seq)
  AND (b.epoch = (SELECT epoch FROM branch) OR EXISTS (SELECT 1 FROM outbox d, json_each(d.blobs) f
    WHERE d.batch_epoch = bb.epoch AND d.batch_seq = bb.seq AND d.complete = 1 AND f.value ->> 'sha256' = bb.sha256))`

/** Those of the hashes that are in a batch, sent or about to be. */
export const sentBlobs = async (reader: Reader, hashes: readonly string[]): Promise<Set<string>> => {
  const rows = await reader.all<{ sha256: string }>(`SELECT bb.sha256 ${SENT} AND bb.sha256 IN (SELECT value FROM json_each(?))`, [jsonList(hashes)])
  return new Set(rows.map((row) => row.sha256))
}

const CARRIED = `${PAPERS} AND (o.result IS NULL OR o.result NOT IN ('rejected', 'conflict'))
  AND NOT EXISTS (SELECT 1 ${SENT} AND bb.sha256 = e.value ->> 'sha256')`

/** Papers of records in a batch that are in none themselves, oldest first: the next batch carries them. */
export const carriedBlobs = (reader: Reader): Promise<OutboxBlob[]> => reader.all<OutboxBlob>(`SELECT ${COLUMNS} ${CARRIED} ORDER BY o.serial, e.key`)

const OWED = "e.value ->> 'sha256' IN (SELECT sha256 FROM paper_unread)"

/** How many records went without papers that the next batch can carry. */
export const countCarried = async (reader: Reader): Promise<number> =>
  (await reader.get<{ n: number }>(`SELECT count(DISTINCT o.serial) AS n ${CARRIED} AND NOT ${OWED}`))?.n ?? 0

/** What head office is owed of a case since it cannot be read here: files of its archive volume, or papers. */
export interface OwedPapers {
  readonly caseId: CaseId | null
  readonly applicationNo: string | null
  /** The archive number of the volume; null of papers. */
  readonly volume: string | null
  readonly files: number
  /** What its records call them. */
  readonly papers: string[]
}

/** Papers of records in a batch that could not be read when the last was made, by case; the oldest first. */
export const owedPapers = async (reader: Reader, limit = 200): Promise<OwedPapers[]> => {
  const rows = await reader.all<Omit<OwedPapers, 'papers'> & { papers: string }>(
    `SELECT x.caseId, x.applicationNo, CASE WHEN x.bag THEN coalesce((SELECT max(v.archive_no) FROM archive_volume v WHERE v.case_id = x.caseId), '') END AS volume,
        count(*) AS files, json_group_array(x.role) AS papers
      FROM (SELECT o.case_id AS caseId, c.application_no AS applicationNo, o.type = '${BAG_TYPE}' AS bag, max(e.value ->> 'role') AS role, min(o.serial) AS serial
        ${CARRIED} AND ${OWED} GROUP BY o.case_id, o.type = '${BAG_TYPE}', e.value ->> 'sha256') x
      GROUP BY x.caseId, x.bag ORDER BY min(x.serial) LIMIT ?`,
    [limit],
  )
  return rows.map((row) => ({ ...row, papers: row.volume === null ? (JSON.parse(row.papers) as string[]).sort() : [] }))
}

/** Every file of an archive volume that was put into the outbox, each once; `open` while head office lacks it for some volume. */
export const bagBlobs = (reader: Reader): Promise<(Pick<OutboxBlob, 'sha256' | 'type' | 'caseId'> & { readonly open: number })[]> =>
  reader.all(
    `SELECT e.value ->> 'sha256' AS sha256, o.type, o.case_id AS caseId, max(o.complete = 0) AS open FROM outbox o, json_each(o.blobs) e
      WHERE o.type = '${BAG_TYPE}' GROUP BY e.value ->> 'sha256'`,
  )

/** The papers a batch carries, each once. */
export const blobsOfBatch = async (reader: Reader, epoch: number, seq: number): Promise<OutboxBlob[]> => {
  const rows = await reader.all<OutboxBlob>(
    `SELECT ${COLUMNS} ${PAPERS} AND e.value ->> 'sha256' IN (SELECT sha256 FROM batch_blob WHERE epoch = ? AND seq = ?) ORDER BY o.serial, e.key`,
    [epoch, seq],
  )
  const urgent = rows.filter((row) => row.lane === 1)
  return [...new Map([...rows, ...urgent].map((row) => [row.sha256, row])).values()]
}

export const batchBlobs = (tx: Writer) => ({
  insert: async (epoch: number, seq: number, hashes: readonly string[]): Promise<void> => {
    await tx.run('INSERT INTO batch_blob (epoch, seq, sha256) SELECT ?, ?, value FROM json_each(?)', [epoch, seq, jsonList(hashes)])
  },
  /** Of a draft that goes without them. */
  leaveOut: async (epoch: number, seq: number, hashes: readonly string[]): Promise<void> => {
    await tx.run('DELETE FROM batch_blob WHERE epoch = ? AND seq = ? AND sha256 IN (SELECT value FROM json_each(?))', [epoch, seq, jsonList(hashes)])
  },
  /** Of a draft that will never be sealed. */
  removeDraft: async (epoch: number, seq: number): Promise<void> => {
    await tx.run('DELETE FROM batch_blob WHERE epoch = ? AND seq = ?', [epoch, seq])
  },
})

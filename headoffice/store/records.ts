import type { RecordResult } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { Queries } from './database.ts'
import type { BatchPlace } from './streams.ts'
import type { Writing } from './write-together.ts'

export interface Place extends BatchPlace {
  readonly hash: string
  readonly at: string
}
/** A record as it is stored: `doc` without personal data, which is in `sealed`. */
export interface TakenRecord {
  readonly record: RecordLine
  readonly hash: string
  readonly line: number
  /** complete: applied, and nothing of it is still to come. */
  readonly state: 'applied' | 'complete' | 'parked'
  readonly doc: Readonly<Record<string, unknown>>
  readonly sealed: string
}
export type RecordKey = Pick<RecordLine, 'type' | 'id' | 'rev'>

/** 'type/id/rev', the key of a record within its branch. */
export const recordKey = (record: RecordKey): string => `${record.type}/${record.id}/${record.rev}`
const byKey = (a: TakenRecord, b: TakenRecord): number => (recordKey(a.record) < recordKey(b.record) ? -1 : 1)

/**
 * Lateral with a limit: one look into the key for each line. A join may be planned, while the table is small and without
 * statistics, as a reading of all the branch's records, and that plan is then kept.
 */
export const STORED_HASHES = `select k.type, k.id, k.rev, r.rec_hash from jsonb_to_recordset($2::jsonb) as k(type text, id uuid, rev int)
  cross join lateral (select rec_hash from record where branch_id = $1 and type = k.type and id = k.id and rev = k.rev limit 1) r`

/** Hashes of the records already stored under these keys. */
export async function storedHashes(tx: Queries, branch: string, records: readonly RecordLine[]): Promise<Map<string, string>> {
  if (records.length === 0) return new Map()
  const keys = JSON.stringify(records.map(({ type, id, rev }) => ({ type, id, rev })))
  const rows = await tx.query<{ type: string; id: string; rev: number; rec_hash: string }>(STORED_HASHES, [branch, keys])
  return new Map(rows.map((row) => [recordKey(row), row.rec_hash]))
}

/** Stores new records and their blob references; rows sorted by key, so that parallel imports cannot deadlock. */
export function recordRows(place: Place, taken: readonly TakenRecord[]): Writing[] {
  const sorted = [...taken].sort(byKey)
  const rows = sorted.map(({ record, hash, line, state, doc, sealed }) => ({
    branch_id: place.branch,
    type: record.type,
    id: record.id,
    rev: record.rev,
    rec_hash: hash,
    epoch: place.epoch,
    seq: place.seq,
    line_no: line,
    schema: record.schema,
    doc,
    sealed,
    raw_ref: `${place.hash}#${line}`,
    state,
  }))
  const blobs = sorted.flatMap(({ record }) =>
    record.blobs.map((blob) => ({ branch_id: place.branch, type: record.type, id: record.id, rev: record.rev, ...blob })),
  )
  return [
    {
      rows,
      sql: (json) => `insert into record select * from jsonb_populate_recordset(null::public.record, ${json})
     on conflict (branch_id, type, id, rev) do nothing`,
    },
    {
      rows: blobs,
      sql: (json) => `insert into record_blob select * from jsonb_populate_recordset(null::public.record_blob, ${json})
     on conflict (branch_id, type, id, rev, role, sha256) do nothing`,
    },
  ]
}

/** The answer to each line of a batch. */
export function receiptLines(place: BatchPlace, results: readonly RecordResult[]): Writing {
  const rows = results.map((result) => ({
    branch_id: place.branch,
    epoch: place.epoch,
    seq: place.seq,
    line_no: result.line,
    kind: result.outcome,
    rec_hash: result.recordHash,
    ...result.key,
    code: result.code,
    field: result.field,
  }))
  return {
    rows,
    sql: (json) => `insert into receipt select * from jsonb_populate_recordset(null::public.receipt, ${json})
     on conflict (branch_id, epoch, seq, line_no) do update set kind = excluded.kind, type = excluded.type, id = excluded.id, rev = excluded.rev,
       code = excluded.code, field = excluded.field`,
  }
}

type ReceiptRow = {
  line_no: number
  kind: string
  rec_hash: string
  type: string | null
  id: string | null
  rev: number | null
  code: string | null
  field: string | null
}
/** The receipt lines of a batch, as inserted. */
export async function receiptRows(tx: Queries, place: BatchPlace): Promise<ReceiptRow[]> {
  return await tx.query(
    `select line_no, kind, rec_hash, type, id::text as id, rev, code, field from receipt
      where branch_id = $1 and epoch = $2 and seq = $3 order by line_no`,
    [place.branch, place.epoch, place.seq],
  )
}

import type { RecordLine } from '../../core/batch/record-line.ts'
import type { Queries } from './database.ts'
import type { BatchPlace } from './streams.ts'

export interface Place extends BatchPlace {
  readonly hash: string
  readonly at: string
}
export type RecordKey = Pick<RecordLine, 'type' | 'id' | 'rev'>

/** 'type/id/rev', the key of a record within its branch. */
export const recordKey = (record: RecordKey): string => `${record.type}/${record.id}/${record.rev}`

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

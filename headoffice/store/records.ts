import { CaseSealedBody } from '../../core/batch/case-sealed.ts'
import type { RecordResult } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { Queries } from './database.ts'

export interface Place {
  readonly branch: string
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly at: string
}
export interface TakenRecord {
  readonly record: RecordLine
  readonly hash: string
  readonly line: number
  readonly state: 'applied' | 'parked'
}

/** 'type/id/rev', the key of a record within its branch. */
export const recordKey = (record: Pick<RecordLine, 'type' | 'id' | 'rev'>): string => `${record.type}/${record.id}/${record.rev}`
const byKey = (a: TakenRecord, b: TakenRecord): number => (recordKey(a.record) < recordKey(b.record) ? -1 : 1)

/** Hashes of the records already stored under these keys. */
export async function storedHashes(tx: Queries, branch: string, records: readonly RecordLine[]): Promise<Map<string, string>> {
  const keys = JSON.stringify(records.map(({ type, id, rev }) => ({ type, id, rev })))
  const rows = await tx.query<{ type: string; id: string; rev: number; rec_hash: string }>(
    `select r.type, r.id, r.rev, r.rec_hash from record r
       join jsonb_to_recordset($2::jsonb) as k(type text, id uuid, rev int) on r.type = k.type and r.id = k.id and r.rev = k.rev
      where r.branch_id = $1`,
    [branch, keys],
  )
  return new Map(rows.map((row) => [recordKey(row), row.rec_hash]))
}

/** Stores new records, their blob references and case heads; rows sorted by key, so that parallel imports cannot deadlock. */
export async function insertRecords(tx: Queries, place: Place, taken: readonly TakenRecord[]): Promise<void> {
  const sorted = [...taken].sort(byKey)
  const base = { branch_id: place.branch, epoch: place.epoch, seq: place.seq }
  const rows = sorted.map(({ record, hash, line, state }) => ({
    ...base,
    type: record.type,
    id: record.id,
    rev: record.rev,
    rec_hash: hash,
    line_no: line,
    schema: record.schema,
    doc: record.body,
    raw_ref: `${place.hash}#${line}`,
    state,
  }))
  await tx.query('insert into record select * from jsonb_populate_recordset(null::public.record, $1::jsonb)', [JSON.stringify(rows)])
  const blobs = sorted.flatMap(({ record }) =>
    record.blobs.map((blob) => ({ branch_id: place.branch, type: record.type, id: record.id, rev: record.rev, ...blob })),
  )
  await tx.query('insert into record_blob select * from jsonb_populate_recordset(null::public.record_blob, $1::jsonb)', [JSON.stringify(blobs)])
  for (const item of sorted) if (item.state === 'applied' && item.record.type === 'case.sealed') await raiseCaseHead(tx, place, item.record)
}

async function raiseCaseHead(tx: Queries, place: Place, record: RecordLine): Promise<void> {
  const body = CaseSealedBody.parse(record.body)
  await tx.query(
    `insert into case_head values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
     on conflict (branch_id, case_id) do update set rev = excluded.rev, product = excluded.product, status = excluded.status,
       amount_minor = excluded.amount_minor, sealed_at = excluded.sealed_at, doc = excluded.doc
     where case_head.rev < excluded.rev`,
    [place.branch, record.id, record.rev, body.productCode, body.state, body.amountFen, place.at, JSON.stringify(record.body)],
  )
}

export async function insertBlobs(tx: Queries, place: Place, blobs: readonly { sha256: string; bytes: number }[]): Promise<void> {
  const rows = blobs.map((blob) => ({ ...blob, branch_id: place.branch, env_hash: place.hash, verified_at: place.at }))
  await tx.query(
    `insert into blob select * from jsonb_populate_recordset(null::public.blob, $1::jsonb) order by sha256
     on conflict (branch_id, sha256) do nothing`,
    [JSON.stringify(rows)],
  )
}

/** Marks records complete whose last blob has arrived with this batch (rulings 15), and returns their keys. */
export async function completeRecords(tx: Queries, place: Place): Promise<{ type: string; id: string; rev: number }[]> {
  return await tx.query(
    `update record r set state = 'complete'
      where r.branch_id = $1 and r.state = 'applied'
        and ((r.epoch = $2 and r.seq = $3) or exists (
          select 1 from record_blob rb join blob b on b.branch_id = rb.branch_id and b.sha256 = rb.sha256
           where b.env_hash = $4 and rb.branch_id = r.branch_id and rb.type = r.type and rb.id = r.id and rb.rev = r.rev))
        and not exists (
          select 1 from record_blob rb where rb.branch_id = r.branch_id and rb.type = r.type and rb.id = r.id and rb.rev = r.rev
             and not exists (select 1 from blob b where b.branch_id = rb.branch_id and b.sha256 = rb.sha256 and b.bytes = rb.bytes))
     returning r.type, r.id::text as id, r.rev`,
    [place.branch, place.epoch, place.seq, place.hash],
  )
}

export async function insertReceipts(
  tx: Queries,
  place: Place,
  results: readonly RecordResult[],
  complete: readonly { type: string; id: string; rev: number }[],
): Promise<void> {
  const base = { branch_id: place.branch, epoch: place.epoch, seq: place.seq }
  const sorted = [...complete].sort((a, b) => (recordKey({ ...a }) < recordKey({ ...b }) ? -1 : 1))
  const rows = [
    ...results.map((result) => ({
      ...base,
      ...result.key,
      line_no: result.line,
      kind: result.outcome,
      rec_hash: result.recordHash,
      code: result.code,
      field: result.field,
    })),
    ...sorted.map((key, index) => ({ ...base, ...key, line_no: index + 1, kind: 'complete', rec_hash: '' })),
  ]
  await tx.query('insert into receipt select * from jsonb_populate_recordset(null::public.receipt, $1::jsonb)', [JSON.stringify(rows)])
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
export async function receiptRows(tx: Queries, branch: string, epoch: number, seq: number): Promise<ReceiptRow[]> {
  return await tx.query(
    `select line_no, kind, rec_hash, type, id::text as id, rev, code, field from receipt
      where branch_id = $1 and epoch = $2 and seq = $3 order by line_no, kind`,
    [branch, epoch, seq],
  )
}

import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { Queries } from './database.ts'
import { STILL_CALLED_PARKED } from './followups.ts'
import type { Place, RecordKey } from './records.ts'
import type { BatchPlace } from './streams.ts'

/** Blobs whose bytes were verified with this batch. */
export async function insertBlobs(tx: Queries, place: Place, blobs: readonly { sha256: string; bytes: number }[]): Promise<void> {
  if (blobs.length === 0) return
  const rows = [...blobs]
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
    .map(({ sha256, bytes }) => ({ branch_id: place.branch, sha256, bytes, env_hash: place.hash, verified_at: place.at }))
  await tx.query(
    `insert into blob select * from jsonb_populate_recordset(null::public.blob, $1::jsonb)
     on conflict (branch_id, sha256) do nothing`,
    [JSON.stringify(rows)],
  )
}

const NOTHING_MISSING = `not exists (
  select 1 from record_blob rb where rb.branch_id = r.branch_id and rb.type = r.type and rb.id = r.id and rb.rev = r.rev
     and not exists (select 1 from blob b where b.branch_id = rb.branch_id and b.sha256 = rb.sha256 and b.bytes = rb.bytes))`

/** Marks records complete whose last blob has arrived with this batch (rulings 15), and notes that it is still to be told. */
export async function completeRecords(tx: Queries, place: Place): Promise<void> {
  const own = await tx.query<RecordKey>(
    `update record r set state = 'complete' where r.branch_id = $1 and r.epoch = $2 and r.seq = $3 and r.state = 'applied' and ${NOTHING_MISSING}
     returning r.type, r.id::text as id, r.rev`,
    [place.branch, place.epoch, place.seq],
  )
  const others = await tx.query<RecordKey>(
    `update record r set state = 'complete' where r.branch_id = $1 and r.state = 'applied' and (r.type, r.id, r.rev) in (
       select rb.type, rb.id, rb.rev from blob b join record_blob rb on rb.branch_id = b.branch_id and rb.sha256 = b.sha256
        where b.branch_id = $1 and b.env_hash = $2) and ${NOTHING_MISSING}
     returning r.type, r.id::text as id, r.rev`,
    [place.branch, place.hash],
  )
  const rows = [...own, ...others].map(({ type, id, rev }) => ({ branch_id: place.branch, type, id, rev, told: 0 }))
  if (rows.length === 0) return
  await tx.query(
    `insert into completion select * from jsonb_populate_recordset(null::public.completion, $1::jsonb)
     on conflict (branch_id, type, id, rev) do nothing`,
    [JSON.stringify(rows)],
  )
}

/** So many complete records one receipt names beside its answers: as many as a batch has, so that its own always have room. */
export const MOST_COMPLETE = BATCH_LIMITS.records

/** What a receipt of a batch ($1 branch, $2 epoch, $3 number, $4 most) tells: its own records first, then those of batches that have their receipt. The others are told in their own; none of a line that was called parked and not yet otherwise. */
export const UNTOLD = `select c.type, c.id, c.rev from completion c
    join record r on r.branch_id = c.branch_id and r.type = c.type and r.id = c.id and r.rev = c.rev
    left join batch b on b.branch_id = r.branch_id and b.epoch = r.epoch and b.dir = 'up' and b.seq = r.seq
   where c.branch_id = $1 and c.told = 0 and ((r.epoch = $2 and r.seq = $3) or r.epoch <> $2 or b.answered_by is not null)
     and not ${STILL_CALLED_PARKED}
   order by case when r.epoch = $2 and r.seq = $3 then 0 else 1 end, c.type collate "C", c.id, c.rev limit $4`

/** Complete records the branch has not been told of and a receipt of this batch tells, in order. */
export async function untoldCompletions(tx: Queries, { branch, epoch, seq }: BatchPlace): Promise<RecordKey[]> {
  return await tx.query(`select u.type, u.id::text as id, u.rev from (${UNTOLD}) u`, [branch, epoch, seq, MOST_COMPLETE])
}

/** Those of `untoldCompletions` are told; `most` is what the receipt was made with. */
export async function markTold(tx: Queries, { branch, epoch, seq }: BatchPlace, most: number): Promise<void> {
  await tx.query(`update completion set told = 1 where branch_id = $1 and (type, id, rev) in (${UNTOLD})`, [branch, epoch, seq, most])
}

/** A record that comes a second time comes of a branch that was restored, or whose batch was skipped: that it is complete is told again. */
export async function tellAgain(tx: Queries, branch: string, keys: readonly RecordKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx.query(
    `update completion set told = 0 where branch_id = $1 and told = 1 and (type, id, rev) in (
       select k.type, k.id, k.rev from jsonb_to_recordset($2::jsonb) as k(type text, id uuid, rev int))`,
    [branch, JSON.stringify(keys.map(({ type, id, rev }) => ({ type, id, rev })))],
  )
}

/** As receipts of the first releases did, each of which told everything. */
export async function markAllTold(tx: Queries, branch: string): Promise<void> {
  await tx.query('update completion set told = 1 where branch_id = $1 and told = 0', [branch])
}

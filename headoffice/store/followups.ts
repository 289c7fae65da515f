import type { Queries } from './database.ts'

export type Followup = { readonly ref: string; readonly env_hash: string; readonly lines: number[] }

const PARKED = 'told:'
/** A followup of lines a receipt called parked, by the hash of the spool's object that says so. */
export const parkedRef = (object: string): string => `${PARKED}${object}`
/** What the receipt of a followup answers. */
export const laterRef = (ref: string): string => `later:${ref}`

/** Lines of a batch whose answer is to be told again once it is another one; none: what became of its papers. */
export async function insertFollowup(tx: Queries, branch: string, ref: string, hash: string, lines: readonly number[]): Promise<void> {
  await tx.query('insert into followup values ($1, $2, $3, $4::jsonb) on conflict (branch_id, ref) do nothing', [branch, ref, hash, JSON.stringify(lines)])
}

/** Whether a receipt called these lines of a batch parked. */
export async function calledParked(tx: Queries, branch: string, hash: string, lines: readonly number[]): Promise<boolean> {
  const rows = await tx.query(`select 1 as one from followup where branch_id = $1 and env_hash = $2 and ref like '${PARKED}%' and lines @> $3::jsonb limit 1`, [
    branch,
    hash,
    JSON.stringify(lines),
  ])
  return rows.length > 0
}

export async function hasFollowup(tx: Queries, branch: string, ref: string): Promise<boolean> {
  return (await tx.query('select 1 as one from followup where branch_id = $1 and ref = $2', [branch, ref])).length > 0
}

/** The up batch a followup is of, or null. */
export async function followedUp(tx: Queries, branch: string, ref: string): Promise<string | null> {
  const rows = await tx.query<{ env_hash: string }>('select env_hash from followup where branch_id = $1 and ref = $2', [branch, ref])
  return rows[0]?.env_hash ?? null
}

/** Followups (f) no receipt has told yet. */
const UNTOLD = `not exists (select 1 from delivery d where d.branch_id = f.branch_id and d.ref = 'later:' || f.ref)`

/** Lines of a record's batch (r, b) that were called parked and have not been told otherwise: that they are complete is not told before. */
export const STILL_CALLED_PARKED = `exists (select 1 from followup f where f.branch_id = r.branch_id and f.env_hash = b.env_hash and f.ref like '${PARKED}%'
      and f.lines @> jsonb_build_array(r.line_no) and ${UNTOLD})`

/** What is to be told a branch now: lines called parked only where one of them no longer is. */
export async function dueFollowups(tx: Queries, branch: string): Promise<Followup[]> {
  return await tx.query<Followup>(
    `select f.ref, f.env_hash, f.lines from followup f where f.branch_id = $1 and ${UNTOLD}
        and (f.ref not like '${PARKED}%' or exists (
          select 1 from jsonb_array_elements_text(f.lines) as l(line) where not exists (
            select 1 from record r join batch b on b.branch_id = r.branch_id and b.epoch = r.epoch and b.dir = 'up' and b.seq = r.seq
             where r.branch_id = f.branch_id and b.env_hash = f.env_hash and r.line_no = l.line::int and r.state = 'parked')))
      order by f.ref`,
    [branch],
  )
}

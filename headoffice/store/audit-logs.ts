import type { Queries } from './database.ts'
import type { BatchPlace } from './streams.ts'

/** A branch's audit log as head office last agreed to it. */
export interface SealedLog {
  readonly size: number
  readonly root: string
}

/** The log of a branch that head office took last, under whatever key it was sealed. */
export async function latestLog(tx: Queries, branch: string): Promise<SealedLog | null> {
  const rows = await tx.query<{ size: number; root: string }>(
    `select size, root from merkle_day where branch_id = $1 and state = 'witnessed' order by epoch desc, seq desc, line_no desc limit 1`,
    [branch],
  )
  return rows[0] ?? null
}

export async function insertLog(
  tx: Queries,
  place: BatchPlace,
  log: { logId: string; rev: number; size: number; root: string; note: string; state: 'witnessed' | 'forked'; line: number },
): Promise<void> {
  await tx.query('insert into merkle_day values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (branch_id, log_id, rev) do nothing', [
    place.branch,
    log.logId,
    log.rev,
    log.size,
    log.root,
    log.note,
    log.state,
    place.epoch,
    place.seq,
    log.line,
  ])
}

/** What was witnessed with a batch, for its receipt. */
export async function witnessedWith(tx: Queries, place: BatchPlace): Promise<{ size: number; root: string; note: string }[]> {
  return await tx.query(`select size, root, note from merkle_day where branch_id = $1 and epoch = $2 and seq = $3 and state = 'witnessed' order by size`, [
    place.branch,
    place.epoch,
    place.seq,
  ])
}

import type { Queries } from './database.ts'
import type { BatchPlace } from './streams.ts'

/** A branch's audit log as head office last agreed to it. */
export interface SealedLog {
  readonly size: number
  readonly root: string
}

/** The log of a branch that head office took last, under whatever key it was sealed: witnessed, or accepted by two persons. */
export async function latestLog(tx: Queries, branch: string): Promise<SealedLog | null> {
  const rows = await tx.query<{ size: number; root: string }>(
    `select size, root from merkle_day where branch_id = $1 and state in ('witnessed', 'accepted') order by epoch desc, seq desc, line_no desc limit 1`,
    [branch],
  )
  return rows[0] ?? null
}

export async function insertLog(
  tx: Queries,
  place: BatchPlace,
  log: { logId: string; rev: number; size: number; root: string; note: string; state: 'witnessed' | 'forked'; line: number },
): Promise<void> {
  await tx.query(
    'insert into merkle_day (branch_id, log_id, rev, size, root, note, state, epoch, seq, line_no) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (branch_id, log_id, rev) do nothing',
    [place.branch, log.logId, log.rev, log.size, log.root, log.note, log.state, place.epoch, place.seq, log.line],
  )
}

/** What was witnessed with a batch, for its receipt. */
export async function witnessedWith(tx: Queries, place: BatchPlace): Promise<{ size: number; root: string; note: string }[]> {
  return await tx.query(`select size, root, note from merkle_day where branch_id = $1 and epoch = $2 and seq = $3 and state = 'witnessed' order by size`, [
    place.branch,
    place.epoch,
    place.seq,
  ])
}

/** A branch's newest log, where it does not go on from what head office took. */
export type DisputedLog = {
  readonly branch: string
  readonly name: string
  readonly logId: string
  readonly rev: number
  readonly size: number
  readonly root: string
  readonly receivedAt: Date
  readonly knownSize: number | null
  readonly knownRoot: string | null
  readonly proposedBy: string | null
  readonly reason: string | null
}
/** Of one branch, or of all. */
export const disputedLogs = (tx: Queries, branch: string | null): Promise<DisputedLog[]> =>
  tx.query(
    `select b.branch_id as branch, b.name, m.log_id::text as "logId", m.rev, m.size, m.root, r.received_at as "receivedAt",
        k.size as "knownSize", k.root as "knownRoot", m.proposed_by as "proposedBy", m.reason
       from branch b
       cross join lateral (select * from merkle_day n where n.branch_id = b.branch_id order by n.epoch desc, n.seq desc, n.line_no desc limit 1) m
       join batch r on r.branch_id = m.branch_id and r.epoch = m.epoch and r.dir = 'up' and r.seq = m.seq
       left join lateral (select size, root from merkle_day n where n.branch_id = b.branch_id and n.state in ('witnessed', 'accepted')
         order by n.epoch desc, n.seq desc, n.line_no desc limit 1) k on true
      where m.state = 'forked' and ($1::text is null or b.branch_id = $1) order by b.branch_id`,
    [branch],
  )

/** Logs that two persons accepted, newest first. */
export const acceptedLogs = (
  tx: Queries,
): Promise<
  {
    readonly branch: string
    readonly size: number
    readonly reason: string
    readonly proposedBy: string
    readonly acceptedBy: string
    readonly acceptedAt: Date
  }[]
> =>
  tx.query(
    `select branch_id as branch, size, reason, proposed_by as "proposedBy", accepted_by as "acceptedBy", accepted_at as "acceptedAt"
       from merkle_day where state = 'accepted' order by accepted_at desc, branch_id limit 50`,
  )

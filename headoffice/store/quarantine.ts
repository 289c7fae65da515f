import type { Queries } from './database.ts'

export interface Quarantined {
  readonly branch: string
  readonly hash: string
  /** Line in the batch from 1; 0 for the batch as a whole. */
  readonly line: number
  readonly reason: string
  readonly field: string | null
  readonly sealed: string | null
}

export async function quarantine(tx: Queries, rows: readonly Quarantined[]): Promise<void> {
  if (rows.length === 0) return
  const sorted = [...rows].sort((a, b) => a.line - b.line)
  const json = sorted.map(({ branch, hash, line, reason, field, sealed }) => ({
    branch_id: branch,
    env_hash: hash,
    line_no: line,
    reason,
    field,
    sealed,
    state: 'open',
  }))
  await tx.query(
    `insert into quarantine select * from jsonb_populate_recordset(null::public.quarantine, $1::jsonb)
     on conflict (branch_id, env_hash, line_no) do nothing`,
    [JSON.stringify(json)],
  )
}

/** A batch that cannot be taken at all, or not in its place. */
export const quarantineBatch = (tx: Queries, branch: string, hash: string, reason: string): Promise<void> =>
  quarantine(tx, [{ branch, hash, line: 0, reason, field: null, sealed: null }])

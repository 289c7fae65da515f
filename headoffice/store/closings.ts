import type { Queries } from './database.ts'

/** A device of a branch, by the epoch it was enrolled with, that head office shuts out, or that somebody proposed to. */
export interface Closing {
  readonly branch: string
  readonly epoch: number
  readonly proposedBy: string
  /** For `closingPlace`. */
  readonly sealedReason: string
  readonly closedBy: string | null
  readonly closedAt: Date | null
}
type Row = { branch_id: string; epoch: number; proposed_by: string; sealed_reason: string; closed_by: string | null; closed_at: Date | null }

/** Where the reason is sealed for. */
export const closingPlace = ({ branch, epoch }: Pick<Closing, 'branch' | 'epoch'>): string => `${branch} closing ${epoch}`

/** Devices proposed to be closed, and those that are, the newest first. */
export async function closings(tx: Queries): Promise<Closing[]> {
  const rows = await tx.query<Row>('select * from device_closing order by closed_at desc nulls first, branch_id, epoch desc')
  return rows.map((row) => ({
    branch: row.branch_id,
    epoch: row.epoch,
    proposedBy: row.proposed_by,
    sealedReason: row.sealed_reason,
    closedBy: row.closed_by,
    closedAt: row.closed_at,
  }))
}

/** Whether two persons closed the device of an epoch. */
export async function isClosed(tx: Queries, branch: string, epoch: number): Promise<boolean> {
  const rows = await tx.query('select 1 as one from device_closing where branch_id = $1 and epoch = $2 and closed_by is not null', [branch, epoch])
  return rows.length > 0
}

/** Who does it, and the hands his account is in as JSON text. */
interface Doer {
  readonly who: string
  readonly hands: string
}
export const proposeClosing = (tx: Queries, of: Pick<Closing, 'branch' | 'epoch'>, { who, hands }: Doer, sealedReason: string): Promise<unknown> =>
  tx.query('insert into device_closing values ($1, $2, $3, $4, null, null, $5::jsonb) on conflict (branch_id, epoch) do nothing', [
    of.branch,
    of.epoch,
    who,
    sealedReason,
    hands,
  ])

export const withdrawClosing = (tx: Queries, { branch, epoch }: Pick<Closing, 'branch' | 'epoch'>): Promise<unknown> =>
  tx.query('delete from device_closing where branch_id = $1 and epoch = $2 and closed_by is null', [branch, epoch])

/** By another person than the one who proposed it: the table takes no other. */
export const closeDevice = (tx: Queries, { branch, epoch }: Pick<Closing, 'branch' | 'epoch'>, { who, hands }: Doer, at: string): Promise<unknown> =>
  tx.query('update device_closing set closed_by = $3, closed_at = $4, closed_hands = $5::jsonb where branch_id = $1 and epoch = $2 and closed_by is null', [
    branch,
    epoch,
    who,
    at,
    hands,
  ])

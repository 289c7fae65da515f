import type { StreamState } from '../../core/batch/sequence.ts'
import type { TrustedKey } from '../../protocol/hob-open.ts'
import type { Queries } from './database.ts'

type KeyRow = { branch_id: string; epoch: number; key_id: string; sign_pub: string; enc_pub: string }
export type DeviceKey = TrustedKey & { readonly epoch: number; readonly receive: string }

const toKey = (row: KeyRow): DeviceKey => ({ keyId: row.key_id, publicKey: row.sign_pub, branch: row.branch_id, epoch: row.epoch, receive: row.enc_pub })

/** Every enrolled key, closed epochs included: their batches must still be recognised. */
export async function deviceKeys(tx: Queries): Promise<DeviceKey[]> {
  return (await tx.query<KeyRow>('select branch_id, epoch, key_id, sign_pub, enc_pub from device_key order by branch_id, epoch')).map(toKey)
}

/** A branch's open epoch and how far it has come in one direction; null when the branch was never enrolled. */
export async function openStream(tx: Queries, branch: string, dir: 'up' | 'down'): Promise<StreamState | null> {
  const rows = await tx.query<{ epoch: number; applied_seq: number; head: string }>(
    'select epoch, applied_seq, head from branch_stream where branch_id = $1 and dir = $2 order by epoch desc limit 1 for update',
    [branch, dir],
  )
  return rows[0] ? { epoch: rows[0].epoch, appliedSeq: rows[0].applied_seq, head: rows[0].head } : null
}

export async function advance(tx: Queries, place: { branch: string; epoch: number; seq: number }, dir: 'up' | 'down', head: string, at: string): Promise<void> {
  await tx.query('update branch_stream set applied_seq = $4, head = $5, last_seen = $6 where branch_id = $1 and epoch = $2 and dir = $3', [
    place.branch,
    place.epoch,
    dir,
    place.seq,
    head,
    at,
  ])
}

export interface KnownBatch {
  readonly branch: string
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly signatureRef: string
  readonly state: string
  readonly code: string | null
  /** Sequence number of the down batch that answered, or null. */
  readonly answeredBy: number | null
}
type BatchRow = {
  branch_id: string
  epoch: number
  seq: number
  env_hash: string
  sig_ref: string
  state: string
  code: string | null
  answered_by: number | null
}
const COLUMNS = 'branch_id, epoch, seq, env_hash, sig_ref, state, code, answered_by'
const toBatch = (row: BatchRow): KnownBatch => ({
  branch: row.branch_id,
  epoch: row.epoch,
  seq: row.seq,
  hash: row.env_hash,
  signatureRef: row.sig_ref,
  state: row.state,
  code: row.code,
  answeredBy: row.answered_by,
})

export async function knownBatch(tx: Queries, branch: string, epoch: number, dir: 'up' | 'down', seq: number): Promise<KnownBatch | null> {
  const rows = await tx.query<BatchRow>(`select ${COLUMNS} from batch where branch_id = $1 and epoch = $2 and dir = $3 and seq = $4`, [branch, epoch, dir, seq])
  return rows[0] ? toBatch(rows[0]) : null
}

/** Up batches that are settled and have no receipt yet, in order. */
export async function unanswered(tx: Queries): Promise<KnownBatch[]> {
  const rows = await tx.query<BatchRow>(
    `select ${COLUMNS} from batch where dir = 'up' and state in ('applied', 'skipped') and answered_by is null order by branch_id, epoch, seq`,
  )
  return rows.map(toBatch)
}

export async function insertBatch(tx: Queries, batch: Omit<KnownBatch, 'answeredBy'>, dir: 'up' | 'down', receivedAt: string): Promise<void> {
  await tx.query(
    `insert into batch (branch_id, epoch, dir, seq, env_hash, sig_ref, state, code, received_at, applied_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null)`,
    [batch.branch, batch.epoch, dir, batch.seq, batch.hash, batch.signatureRef, batch.state, batch.code, receivedAt],
  )
}

export async function settleBatch(
  tx: Queries,
  place: { branch: string; epoch: number; seq: number },
  state: string,
  code: string | null,
  at: string,
): Promise<void> {
  await tx.query(`update batch set state = $4, code = $5, applied_at = $6 where branch_id = $1 and epoch = $2 and dir = 'up' and seq = $3`, [
    place.branch,
    place.epoch,
    place.seq,
    state,
    code,
    at,
  ])
}

export async function quarantine(tx: Queries, branch: string, hash: string, line: number, reason: string, raw: Uint8Array | null): Promise<void> {
  await tx.query(`insert into quarantine values ($1, $2, $3, $4, $5, 'open') on conflict (branch_id, env_hash, line_no) do nothing`, [
    branch,
    hash,
    line,
    reason,
    raw,
  ])
}

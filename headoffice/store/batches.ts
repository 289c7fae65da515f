import type { Envelope } from '../../core/batch/envelope.ts'
import type { Queries } from './database.ts'
import { followedUp } from './followups.ts'
import type { BatchPlace } from './streams.ts'

export interface KnownBatch extends BatchPlace {
  readonly hash: string
  readonly signatureRef: string
  /** waiting, applied, skipped or quarantined; down batches are signed. */
  readonly state: string
  readonly code: string | null
  /** Whether every part has come. */
  readonly whole: boolean
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
  whole: boolean
  answered_by: number | null
}
const SELECT = 'select branch_id, epoch, seq, env_hash, sig_ref, state, code, parts_at is not null as whole, answered_by from batch'
const toBatch = (row: BatchRow): KnownBatch => ({
  branch: row.branch_id,
  epoch: row.epoch,
  seq: row.seq,
  hash: row.env_hash,
  signatureRef: row.sig_ref,
  state: row.state,
  code: row.code,
  whole: row.whole,
  answeredBy: row.answered_by,
})

export async function knownBatch(tx: Queries, branch: string, epoch: number, dir: 'up' | 'down', seq: number): Promise<KnownBatch | null> {
  const rows = await tx.query<BatchRow>(`${SELECT} where branch_id = $1 and epoch = $2 and dir = $3 and seq = $4`, [branch, epoch, dir, seq])
  return rows[0] ? toBatch(rows[0]) : null
}

export async function batchByHash(tx: Queries, branch: string, hash: string): Promise<KnownBatch | null> {
  const rows = await tx.query<BatchRow>(`${SELECT} where branch_id = $1 and env_hash = $2 order by dir desc limit 1`, [branch, hash])
  return rows[0] ? toBatch(rows[0]) : null
}

/** Up batches of earlier epochs that wait behind a gap, in order. */
export async function waitingBefore(tx: Queries, branch: string, epoch: number): Promise<KnownBatch[]> {
  const rows = await tx.query<BatchRow>(`${SELECT} where branch_id = $1 and dir = 'up' and state = 'waiting' and epoch < $2 order by epoch, seq`, [
    branch,
    epoch,
  ])
  return rows.map(toBatch)
}

/** Envelopes of up batches that wait behind a gap. */
export async function waitingHashes(tx: Queries, branch: string, epoch: number): Promise<string[]> {
  const rows = await tx.query<{ env_hash: string }>(
    `select env_hash from batch where branch_id = $1 and epoch = $2 and dir = 'up' and state = 'waiting' order by seq`,
    [branch, epoch],
  )
  return rows.map((row) => row.env_hash)
}

/** Up batches of a branch that are settled and have no receipt yet, in order. */
export async function unanswered(tx: Queries, branch: string): Promise<KnownBatch[]> {
  const rows = await tx.query<BatchRow>(
    `${SELECT} where branch_id = $1 and dir = 'up' and state in ('applied', 'skipped') and answered_by is null order by epoch, seq`,
    [branch],
  )
  return rows.map(toBatch)
}

/** The newest batch of an epoch that was applied and has its receipt: the branch knows it for certain. */
export async function newestAnswered(tx: Queries, branch: string, epoch: number): Promise<KnownBatch | null> {
  const rows = await tx.query<BatchRow>(
    `${SELECT} where branch_id = $1 and epoch = $2 and dir = 'up' and state = 'applied' and answered_by is not null order by seq desc limit 1`,
    [branch, epoch],
  )
  return rows[0] ? toBatch(rows[0]) : null
}

/** What a further receipt of a batch answers that only tells what became complete, by its number in the down stream. */
export const moreRef = (hash: string, downSeq: number): string => `more:${hash}:${downSeq}`

/** The up batch a receipt speaks of, from what it answers. */
export async function receiptOf(tx: Queries, branch: string, answers: string): Promise<KnownBatch | null> {
  const [kind = '', ...ref] = answers.split(':')
  if (kind !== 'later') return await batchByHash(tx, branch, kind === 'more' ? (ref[0] ?? '') : answers)
  const hash = await followedUp(tx, branch, ref.join(':'))
  return hash === null ? null : await batchByHash(tx, branch, hash)
}

/** What a down batch answers that brings findings about an up batch before its receipt, counted from 1. */
export const foundRef = (hash: string, part: number): string => `found:${hash}:${part}`

/** Down batches of an epoch after a number, in order. */
export async function downAfter(tx: Queries, branch: string, epoch: number, after: number, limit: number): Promise<KnownBatch[]> {
  const rows = await tx.query<BatchRow>(`${SELECT} where branch_id = $1 and epoch = $2 and dir = 'down' and seq > $3 order by seq limit $4`, [
    branch,
    epoch,
    after,
    limit,
  ])
  return rows.map(toBatch)
}

export interface NewBatch {
  readonly envelope: Envelope
  readonly hash: string
  readonly signatureRef: string
  readonly state: string
  readonly receivedAt: string
  readonly wholeAt: string | null
}

export async function insertBatch(tx: Queries, dir: 'up' | 'down', batch: NewBatch): Promise<void> {
  const { envelope } = batch
  await tx.query(
    `insert into batch (branch_id, epoch, dir, seq, env_hash, sig_ref, state, records, blobs, plain_bytes, app, created, received_at, parts_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      envelope.branch,
      envelope.epoch,
      dir,
      envelope.seq,
      batch.hash,
      batch.signatureRef,
      batch.state,
      envelope.counts.records,
      envelope.counts.blobs,
      envelope.counts.plainBytes,
      envelope.app,
      envelope.created,
      batch.receivedAt,
      batch.wholeAt,
    ],
  )
}

export async function settleBatch(tx: Queries, place: BatchPlace, state: string, code: string | null, at: string): Promise<void> {
  await tx.query(`update batch set state = $4, code = $5, applied_at = $6 where branch_id = $1 and epoch = $2 and dir = 'up' and seq = $3`, [
    place.branch,
    place.epoch,
    place.seq,
    state,
    code,
    at,
  ])
}

export async function markWhole(tx: Queries, place: BatchPlace, at: string): Promise<void> {
  await tx.query(`update batch set parts_at = $4 where branch_id = $1 and epoch = $2 and dir = 'up' and seq = $3`, [place.branch, place.epoch, place.seq, at])
}

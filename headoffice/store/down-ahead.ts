import { type KnownBatch, knownBatch } from './batches.ts'
import type { Queries } from './database.ts'
import { insertOfficeKey } from './office-keys.ts'

/** A place in a down stream as a branch says it holds it. */
export type HeldDown = { readonly epoch: number; readonly seq: number; readonly head: string }

/** A branch holds what this folder never signed; what is signed now would stand a second time under a number it has. */
export class DownAheadError extends Error {
  override readonly name = 'DownAheadError'
  constructor(branch: string, held: number, signed: number) {
    super(
      `DOWN_STREAM_AHEAD: the branch holds answer ${held}, this folder signed to ${signed}, or others: was it put back from an older copy? ` +
        `Nothing more is signed to it. See the runbook, then: continue-down ${branch}`,
    )
  }
}

export const insertAhead = (tx: Queries, branch: string, { epoch, seq, head }: HeldDown): Promise<unknown> =>
  tx.query(`insert into down_ahead values ($1, $2, $3, $4, 'ahead') on conflict (branch_id, epoch, seq, head) do update set state = 'ahead'`, [
    branch,
    epoch,
    seq,
    head,
  ])

/** The furthest a branch says it is ahead in an epoch; null where it is not. */
export async function aheadOf(tx: Queries, branch: string, epoch: number): Promise<HeldDown | null> {
  const rows = await tx.query<HeldDown>(
    `select epoch, seq, head from down_ahead where branch_id = $1 and epoch = $2 and state = 'ahead' order by seq desc, head limit 1`,
    [branch, epoch],
  )
  return rows[0] ?? null
}

/** Whether a branch's word on its down stream agrees with what was signed here, or was taken as known, or is noted already. */
export async function agrees(tx: Queries, branch: string, held: HeldDown): Promise<boolean> {
  const told = await tx.query<{ seq: number; head: string; state: string }>('select seq, head, state from down_ahead where branch_id = $1 and epoch = $2', [
    branch,
    held.epoch,
  ])
  if (told.some((row) => row.seq === held.seq && row.head === held.head)) return true
  if (told.some((row) => row.state === 'known' && row.seq > held.seq)) return true
  return (await knownBatch(tx, branch, held.epoch, 'down', held.seq))?.hash === held.head
}

/** What head office last went on after in an epoch, as long as it has not said since which up batches it has; null where it has, or never did. */
export async function standingDue(tx: Queries, branch: string, epoch: number): Promise<string | null> {
  const rows = await tx.query<{ head: string; told: boolean }>(
    `select a.head, exists (select 1 from delivery d where d.branch_id = a.branch_id and d.epoch = a.epoch and d.ref = 'standing:' || a.head) as told
      from down_ahead a where a.branch_id = $1 and a.epoch = $2 and a.state = 'known' order by a.seq desc, a.head limit 1`,
    [branch, epoch],
  )
  return rows[0] && !rows[0].told ? rows[0].head : null
}

/** Up batches of an epoch, newest first: each says what its branch had taken when it sealed it. */
export const newestUp = (tx: Queries, branch: string, epoch: number): Promise<Pick<KnownBatch, 'hash'>[]> =>
  tx.query(`select env_hash as hash from batch where branch_id = $1 and epoch = $2 and dir = 'up' order by seq desc`, [branch, epoch])

/** What a person let go on: the act `down.continue`. */
interface DownContinued extends HeldDown {
  readonly branch: string
  readonly from: number
  readonly officeKey?: { readonly keyId: string; readonly fromSeq: number } | undefined
}

/** The branch goes by this key of head office, whatever was announced to it from here. */
async function goBy(tx: Queries, branch: string, epoch: number, { keyId, fromSeq }: NonNullable<DownContinued['officeKey']>): Promise<void> {
  await tx.query('delete from office_key where branch_id = $1 and epoch = $2 and (key_id = $3 or from_seq >= $4)', [branch, epoch, keyId, fromSeq])
  await insertOfficeKey(tx, branch, epoch, fromSeq, keyId)
}

/**
 * The stream goes on after what the branch holds. What was signed after `from` it never saw, or saw from what is lost: of that, whatever
 * stands here is no longer told. A complete record may have been told by any receipt that answers no batch of its own.
 */
export async function continueAfter(tx: Queries, { branch, epoch, seq, head, from, officeKey }: DownContinued): Promise<void> {
  const after = [branch, epoch, from]
  await tx.query(
    `update completion set told = 0 where branch_id = $1 and told = 1 and (exists (select 1 from delivery d
        where d.branch_id = $1 and d.epoch = $2 and d.down_seq > $3 and (d.ref like 'later:%' or d.ref like 'more:%'))
      or (type, id, rev) in (select r.type, r.id, r.rev from record r join batch b on b.branch_id = r.branch_id and b.epoch = r.epoch and b.seq = r.seq and b.dir = 'up'
        where b.branch_id = $1 and b.epoch = $2 and b.answered_by > $3))`,
    after,
  )
  await tx.query(`update batch set answered_by = null where branch_id = $1 and epoch = $2 and dir = 'up' and answered_by > $3`, after)
  await tx.query(`delete from batch where branch_id = $1 and epoch = $2 and dir = 'down' and seq > $3`, after)
  await tx.query('delete from delivery where branch_id = $1 and epoch = $2 and down_seq > $3', after)
  if (officeKey) await goBy(tx, branch, epoch, officeKey)
  else await tx.query('delete from office_key where branch_id = $1 and epoch = $2 and from_seq > $3 + 1', after)
  await tx.query(`update branch_stream set applied_seq = $3, head = $4 where branch_id = $1 and epoch = $2 and dir = 'down'`, [branch, epoch, seq, head])
  await tx.query(`update down_ahead set state = 'known' where branch_id = $1 and epoch = $2 and state = 'ahead'`, [branch, epoch])
}

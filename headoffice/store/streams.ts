import type { Envelope } from '../../core/batch/envelope.ts'
import type { StreamState } from '../../core/batch/sequence.ts'
import type { TrustedKey } from '../../protocol/hob-open.ts'
import type { VerifyingKey } from '../../protocol/minisign.ts'
import type { Queries } from './database.ts'

type KeyRow = {
  branch_id: string
  epoch: number
  key_id: string
  sign_pub: string
  enc_pub: string
  enrolment_ref: string
  from_seq: number | null
  until_seq: number | null
}
export type DeviceKey = TrustedKey & { readonly epoch: number; readonly receive: string; readonly enrolmentRef: string }

const KEY = 'select branch_id, epoch, key_id, sign_pub, enc_pub, enrolment_ref, from_seq, until_seq from device_key'
const toKey = (row: KeyRow): DeviceKey => ({
  keyId: row.key_id,
  publicKey: row.sign_pub,
  branch: row.branch_id,
  epoch: row.epoch,
  receive: row.enc_pub,
  enrolmentRef: row.enrolment_ref,
  fromSeq: row.from_seq,
  untilSeq: row.until_seq,
})

/**
 * The enrolled key of an id, closed epochs included: their batches must still be recognised. Where several have it, which
 * only keys from before ids were held to be drawn from keys can, that of the place the envelope says it is for.
 */
export async function keyById(tx: Queries, keyId: string, said: () => Pick<BatchPlace, 'branch' | 'epoch'> | null): Promise<DeviceKey | null> {
  const rows = await tx.query<KeyRow>(`${KEY} where key_id = $1`, [keyId])
  const place = rows.length > 1 ? said() : null
  const ofBranch = rows.filter((row) => row.branch_id === place?.branch)
  const row = ofBranch.find((one) => one.epoch === place?.epoch) ?? ofBranch[0] ?? rows[0]
  return row ? toKey(row) : null
}

/** The place a public key is enrolled at, the newest of its branch first. */
export async function keyEnrolled(tx: Queries, branch: string, { keyId, publicKey }: VerifyingKey): Promise<DeviceKey | null> {
  const rows = await tx.query<KeyRow>(`${KEY} where key_id = $1 and sign_pub = $2 order by epoch desc`, [keyId, publicKey])
  const row = rows.find((one) => one.branch_id === branch) ?? rows[0]
  return row ? toKey(row) : null
}

/** Keys of an epoch in the order they came in: the one that was enrolled first. */
export async function keysOfEpoch(tx: Queries, branch: string, epoch: number): Promise<DeviceKey[]> {
  return (await tx.query<KeyRow>(`${KEY} where branch_id = $1 and epoch = $2 order by coalesce(from_seq, 0), key_id`, [branch, epoch])).map(toKey)
}

/** The key an epoch was enrolled with: the branch's audit log is signed with it to the end of the epoch. */
export const enrolledKey = async (tx: Queries, branch: string, epoch: number): Promise<DeviceKey | null> => (await keysOfEpoch(tx, branch, epoch))[0] ?? null

/** The keys a branch enrolled with up to an epoch: a day may be sealed under one and come to head office under a later. */
export async function enrolledKeys(tx: Queries, branch: string, epoch: number): Promise<DeviceKey[]> {
  return (await tx.query<KeyRow>(`${KEY} where branch_id = $1 and epoch <= $2 and from_seq is null order by epoch desc, key_id`, [branch, epoch])).map(toKey)
}

/** The key that signed an envelope, of those its epoch knows. */
export const signerOf = async (tx: Queries, envelope: Envelope): Promise<DeviceKey | null> =>
  (await keysOfEpoch(tx, envelope.branch, envelope.epoch)).find((key) => key.keyId === envelope.signKey) ?? null

/** A branch's open epoch and how far it has come in one direction; null when the branch was never enrolled. */
export async function openStream(tx: Queries, branch: string, dir: 'up' | 'down'): Promise<StreamState | null> {
  const rows = await tx.query<{ epoch: number; applied_seq: number; head: string }>(
    'select epoch, applied_seq, head from branch_stream where branch_id = $1 and dir = $2 order by epoch desc limit 1 for update',
    [branch, dir],
  )
  return rows[0] ? { epoch: rows[0].epoch, appliedSeq: rows[0].applied_seq, head: rows[0].head } : null
}

/** Numbers of up batches in custody behind a gap, in order. */
export const heldBehind = async (tx: Queries, branch: string, { epoch, appliedSeq }: StreamState, most: number): Promise<number[]> =>
  (
    await tx.query<{ seq: number }>(`select seq from batch where branch_id = $1 and epoch = $2 and dir = 'up' and seq > $3 order by seq limit $4`, [
      branch,
      epoch,
      appliedSeq,
      most,
    ])
  ).map(({ seq }) => seq)

/** Numbers of up batches of which parts have not come, in order. */
export const unfinishedUp = async (tx: Queries, branch: string, epoch: number, most: number): Promise<number[]> =>
  (
    await tx.query<{ seq: number }>(
      `select seq from batch where branch_id = $1 and epoch = $2 and dir = 'up' and parts_at is null and state in ('applied', 'waiting') order by seq limit $3`,
      [branch, epoch, most],
    )
  ).map(({ seq }) => seq)

export interface BatchPlace {
  readonly branch: string
  readonly epoch: number
  readonly seq: number
}

export async function advance(tx: Queries, place: BatchPlace, dir: 'up' | 'down', head: string, at: string): Promise<void> {
  await tx.query('update branch_stream set applied_seq = $4, head = $5, last_seen = $6 where branch_id = $1 and epoch = $2 and dir = $3', [
    place.branch,
    place.epoch,
    dir,
    place.seq,
    head,
    at,
  ])
}

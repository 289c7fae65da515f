import { DeviceKeysBody } from '../../core/batch/device-keys.ts'
import type { Envelope } from '../../core/batch/envelope.ts'
import type { Queries } from '../store/database.ts'
import type { Place } from '../store/records.ts'
import { enrolledKey } from '../store/streams.ts'
import type { JudgedLine } from './judge-lines.ts'

/** New keys that a batch announces are taken from the next sequence number on, beside the old ones until the new ones are first used. */
export async function announceKeys(tx: Queries, place: Place, settled: readonly JudgedLine[]): Promise<void> {
  for (const { judgement } of settled) {
    if (judgement.outcome !== 'applied' || judgement.record?.type !== 'device.keys') continue
    const { sign, receive } = DeviceKeysBody.parse(judgement.record.body).keys
    const enrolled = await enrolledKey(tx, place.branch, place.epoch)
    await tx.query(
      `insert into device_key (branch_id, epoch, key_id, sign_pub, enc_pub, enrolment_ref, from_seq) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (branch_id, epoch, key_id) do nothing`,
      [place.branch, place.epoch, sign.keyId, sign.publicKey, receive, enrolled?.enrolmentRef ?? '', place.seq + 1],
    )
  }
}

/** The first batch a new key signs is the end of those before it: from its number on they sign nothing more. */
export async function retireKeys(tx: Queries, { branch, epoch, seq, signKey }: Envelope): Promise<void> {
  await tx.query(
    `update device_key old set until_seq = $4 from device_key mine
      where mine.branch_id = $1 and mine.epoch = $2 and mine.key_id = $3 and mine.from_seq is not null
        and old.branch_id = $1 and old.epoch = $2 and coalesce(old.from_seq, 0) < mine.from_seq and (old.until_seq is null or old.until_seq > $4)`,
    [branch, epoch, signKey, seq - 1],
  )
}

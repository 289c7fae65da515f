import { Enrolment } from '../../core/batch/enrolment.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readKeyRequest, writeEnrolment } from '../../protocol/enrolment-file.ts'
import { publicKeysOf } from '../../protocol/keys.ts'
import { deviceKeys, openStream } from '../store/streams.ts'
import type { HeadOfficeKeys } from './office-keys.ts'
import { catchUp, type Projector } from './project.ts'

/**
 * Enrols the device a key file speaks of (rulings 16). The same keys again give the same enrolment; new keys of a known
 * branch open a new epoch and close the one before, so a restored or cloned machine is fenced off (sync.md §4).
 * Refuses KEY_REQUEST_INVALID. @returns the text of the signed enrolment file for the branch
 */
export async function enrolBranch(office: Projector, keys: HeadOfficeKeys, request: Uint8Array, now: string): Promise<Result<string>> {
  const read = readKeyRequest(request)
  if (!read.ok) return read
  const { branch, name, keys: asked } = read.value
  const known = (await deviceKeys(office.database)).find((key) => key.keyId === asked.sign.keyId)
  if (known) {
    const same = known.branch === branch && known.receive === asked.receive && known.publicKey === asked.sign.publicKey
    const stream = await openStream(office.database, branch, 'up')
    if (!same || stream?.epoch !== known.epoch) return refuse('KEY_REQUEST_INVALID', { reason: 'keys used before' })
    const rows = await office.database.query<{ enrolment_ref: string }>('select enrolment_ref from device_key where branch_id = $1 and epoch = $2', [
      branch,
      known.epoch,
    ])
    return ok((await office.spool.need(rows[0]?.enrolment_ref ?? '')).toString('utf8'))
  }
  const stream = await openStream(office.database, branch, 'up')
  const text = writeEnrolment(
    keys.secret.sign,
    Enrolment.parse({
      format: 'hob-enrolment/1',
      branch,
      name,
      epoch: (stream?.epoch ?? 0) + 1,
      keys: asked,
      headOffice: { name: keys.name, keys: publicKeysOf(keys.secret), escrow: keys.escrow },
      issued: now,
      closes: stream && { epoch: stream.epoch, lastSeq: stream.appliedSeq, head: stream.head },
    }),
  )
  const ref = await office.spool.put(Buffer.from(text))
  await office.spool.append('enrol', ref, branch, now)
  await catchUp(office)
  return ok(text)
}

import { Enrolment } from '../../core/batch/enrolment.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readKeyRequest, writeEnrolment } from '../../protocol/enrolment-file.ts'
import { publicKeysOf } from '../../protocol/keys.ts'
import { issueDown } from '../down/issue-down.ts'
import type { Office } from '../office.ts'
import { keyById, openStream } from '../store/streams.ts'
import { newestKeys } from './office-keys.ts'
import { catchUp } from './project.ts'

/**
 * Enrols the device a key file speaks of (rulings 16). The same keys again give the same enrolment; new keys of a known
 * branch open a new epoch and close the one before, so a restored or cloned machine is fenced off (sync.md §4).
 * @param expected the branch a one-time code was made for; null for a file that came by hand
 * Refuses KEY_REQUEST_INVALID. @returns the text of the signed enrolment file for the branch
 */
export async function enrolBranch(office: Office, request: Uint8Array, expected: string | null = null): Promise<Result<string>> {
  const read = readKeyRequest(request)
  if (!read.ok) return read
  const { branch, name, keys: asked } = read.value
  if (expected !== null && branch !== expected) return refuse('KEY_REQUEST_INVALID', { reason: 'another branch' })
  return await office.lanes.run(branch, async () => {
    const known = await keyById(office.database, asked.sign.keyId)
    const stream = await openStream(office.database, branch, 'up')
    if (known) {
      const same = known.branch === branch && known.receive === asked.receive && known.publicKey === asked.sign.publicKey
      if (!same || stream?.epoch !== known.epoch) return refuse('KEY_REQUEST_INVALID', { reason: 'keys used before' })
      return ok((await office.spool.need(known.enrolmentRef)).toString('utf8'))
    }
    const { keys } = office
    const current = newestKeys(keys)
    const text = writeEnrolment(
      current.sign,
      Enrolment.parse({
        format: 'hob-enrolment/1',
        branch,
        name,
        epoch: (stream?.epoch ?? 0) + 1,
        keys: asked,
        headOffice: { name: keys.name, keys: publicKeysOf(current), escrow: keys.escrow },
        issued: office.now(),
        closes: stream && { epoch: stream.epoch, lastSeq: stream.appliedSeq, head: stream.head },
      }),
    )
    const ref = await office.spool.put(Buffer.from(text))
    await office.spool.append('enrol', ref, branch, office.now(), branch)
    await catchUp(office, branch)
    await issueDown(office, branch)
    return ok(text)
  })
}

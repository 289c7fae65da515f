import { Enrolment, type KeyRequest } from '../../core/batch/enrolment.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { keyFingerprint, readKeyRequest, writeEnrolment } from '../../protocol/enrolment-file.ts'
import { publicKeysOf } from '../../protocol/keys.ts'
import { issueDown } from '../down/issue-down.ts'
import type { Office } from '../office.ts'
import { isClosed } from '../store/closings.ts'
import { officeKeyAt } from '../store/office-keys.ts'
import { keyEnrolled, openStream } from '../store/streams.ts'
import { newestKeys, secretOf } from './office-keys.ts'
import { catchUp } from './project.ts'

/** A signed enrolment file, and the fingerprint of the key that signed it: what the branch must be told by another way. */
export interface Enrolled {
  readonly branch: string
  readonly text: string
  readonly fingerprint: string
}

/** Fingerprint of the key that signed an epoch's enrolment: the one its down stream begins with. @throws for an epoch that was never opened */
export async function enrolledFingerprint(office: Office, { branch, epoch }: { readonly branch: string; readonly epoch: number }): Promise<string> {
  const keyId = await officeKeyAt(office.database, branch, epoch, 1)
  return keyFingerprint(secretOf(office.keys, keyId ?? '').sign)
}

/**
 * Enrols the device a key file speaks of (rulings 16). The same keys again give the same enrolment; new keys of a known
 * branch open a new epoch and close the one before, so a restored or cloned machine is fenced off (sync.md §4). The caller holds the branch's lane.
 * @param codeHash of the one-time code it came with, which is used up by the very line of the journal that enrols; '' for a file that came by hand
 * Refuses KEY_REQUEST_INVALID.
 */
export async function enrolHeld(office: Office, { branch, name, keys: asked }: KeyRequest, codeHash = ''): Promise<Result<Enrolled>> {
  const known = await keyEnrolled(office.database, branch, asked.sign)
  const stream = await openStream(office.database, branch, 'up')
  if (known) {
    const same = known.branch === branch && known.receive === asked.receive
    const closed = await isClosed(office.database, known.branch, known.epoch)
    if (!same || closed || stream?.epoch !== known.epoch) return refuse('KEY_REQUEST_INVALID', { reason: 'keys used before' })
    return ok({ branch, text: (await office.spool.need(known.enrolmentRef)).toString('utf8'), fingerprint: await enrolledFingerprint(office, known) })
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
  await office.spool.append('enrol', ref, `${branch} ${codeHash}`.trim(), office.now(), branch)
  await catchUp(office, branch)
  await issueDown(office, branch)
  return ok({ branch, text, fingerprint: keyFingerprint(current.sign) })
}

/** Enrols by a key file that came by hand, as `enrolHeld`. */
export async function enrolBranch(office: Office, request: Uint8Array): Promise<Result<Enrolled>> {
  const read = readKeyRequest(request)
  return read.ok ? await office.lanes.run(read.value.branch, () => enrolHeld(office, read.value)) : read
}

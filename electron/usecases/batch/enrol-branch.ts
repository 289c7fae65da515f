import type { OfficeKeysFrom } from '../../../core/batch/office-keys.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { branchKeys, findEnrolment } from '../../../db/repositories/branch-keys.ts'
import { keyFingerprint, readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { gateEntered } from '../../services/text-gate.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { knownOffice } from './enrolment-of.ts'
import { setOldOutboundAside, turnEpoch } from './turn-epoch.ts'

/** The public key file to carry to head office; of a restored branch, with its new keys. */
export const keyRequest = (counter: Counter): string => writeKeyRequest(counter.branch.code, counter.branch.name, (counter.nextKeys ?? counter.keys).device)

/**
 * Installs head office's signed enrolment; the fingerprint came by another way than the file. One for a later epoch closes
 * the branch's own (a restored branch, or one set up again). The same file twice changes nothing. A key the enrolled branch does not know as
 * head office's is another head office to it, which two persons let in (ADR 0170).
 * @param second who confirms it, proven (`confirmEnrolment`)
 * Refuses ENROLMENT_INVALID (also for an epoch that is past or taken), ENROLMENT_NOT_OURS, ENROLMENT_KEY_REPLACED (signed with a key
 * head office has announced the end of), ENROLMENT_OTHER_OFFICE (fingerprint) without the second person, PDF_CHARACTER_MISSING for a name in it that no bundled font draws.
 */
export async function installEnrolment(
  counter: Counter,
  session: Session,
  file: Uint8Array,
  fingerprint: string,
  second: Session | null = null,
): Promise<Result<{ headOffice: string }>> {
  const { nextKeys, branch } = counter
  const keys = nextKeys ?? counter.keys
  const enrolment = readEnrolment(file, keys.device, fingerprint)
  if (!enrolment.ok) return enrolment
  const { epoch, headOffice, name } = enrolment.value
  const drawn = gateEntered(counter.printer, { headOffice: headOffice.name, branchName: name })
  if (!drawn.ok) return drawn
  const turns = nextKeys !== null || epoch !== branch.epoch
  const written = await counter.database.write(async (tx) => {
    const before = await findEnrolment(tx, epoch)
    if (before && !turns && Buffer.from(before.body).equals(file)) return ok(null)
    if (before || epoch < branch.epoch) return refuse('ENROLMENT_INVALID')
    const known = await knownOffice(counter, tx)
    const isTheirs = ({ keys: { sign } }: OfficeKeysFrom): boolean => sign.publicKey === headOffice.keys.sign.publicKey
    if (known.ok && known.value.keys.slice(0, -1).some(isTheirs)) return refuse('ENROLMENT_KEY_REPLACED')
    const another = (await findEnrolment(tx, branch.epoch)) !== null && !(known.ok && known.value.keys.some(isTheirs))
    if (another && !second) return refuse('ENROLMENT_OTHER_OFFICE', { fingerprint: keyFingerprint(headOffice.keys.sign) })
    if (turns) await turnEpoch(counter, tx, session, keys, enrolment.value)
    const installed = { installedBy: session.staffId, installedAt: counter.clock.now() }
    await branchKeys(tx).insertEnrolment({ epoch, body: file, signature: fingerprint, ...installed })
    // Both stand in the chained log: who installs signs the row, who confirms is named in it.
    if (another && second) await note(counter, tx, session, { action: 'branch.replaceOffice', subject: `${headOffice.name} ${second.staffNo}` })
    else await note(counter, tx, session, { action: 'branch.installEnrolment', subject: headOffice.name })
    return ok(null)
  })
  if (!written.ok) return written
  if (turns) {
    await counter.reloadBranch()
    await setOldOutboundAside(counter, branch.epoch)
  }
  return ok({ headOffice: headOffice.name })
}

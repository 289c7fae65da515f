import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { branchKeys } from '../../../db/repositories/branch-keys.ts'
import { readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

/** The public key file to carry to head office. */
export const keyRequest = (counter: Counter): string => writeKeyRequest(counter.branch.code, counter.branch.name, counter.keys.device)

/** Installs head office's signed enrolment; the fingerprint came by another way than the file. Refuses ENROLMENT_INVALID, ENROLMENT_NOT_OURS. */
export async function installEnrolment(counter: Counter, session: Session, file: Uint8Array, fingerprint: string): Promise<Result<{ headOffice: string }>> {
  const enrolment = readEnrolment(file, counter.keys.device, fingerprint)
  if (!enrolment.ok) return enrolment
  return counter.database.write(async (tx) => {
    await branchKeys(tx).insertEnrolment({
      epoch: enrolment.value.epoch,
      body: file,
      signature: fingerprint,
      installedBy: session.staffId,
      installedAt: counter.clock.now(),
    })
    await note(counter, tx, session, { action: 'branch.installEnrolment', subject: enrolment.value.headOffice.name })
    return ok({ headOffice: enrolment.value.headOffice.name })
  })
}

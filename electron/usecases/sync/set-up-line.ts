import { countedRevision } from '../../../core/batch/revision.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { lastRevision } from '../../../db/repositories/outbox.ts'
import { settings } from '../../../db/repositories/settings.ts'
import type { OfficeClient } from '../../../protocol/office-client.ts'
import { lineAddress } from '../../services/office-line.ts'
import { note } from '../audit-note.ts'
import { queueCaseRecord } from '../batch/case-record.ts'
import { confirmEnrolment, type EnrolmentAsked } from '../batch/confirm-enrolment.ts'
import { keyRequest } from '../batch/enrol-branch.ts'
import { openCaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { ADDRESS } from './line-address.ts'

/** Sets or takes away head office's address. Refuses LINE_ADDRESS_INVALID. */
export async function setAddress(counter: Counter, session: Session, address: string | null): Promise<Result<Record<string, never>>> {
  if (address !== null && !lineAddress(address)) return refuse('LINE_ADDRESS_INVALID', { field: 'address' })
  return counter.database.write(async (tx) => {
    await settings(tx).set({ name: ADDRESS, value: address ?? '', changedAt: counter.clock.now(), changedBy: session.staffId })
    await note(counter, tx, session, { action: 'sync.setAddress', subject: (address ?? '').slice(0, 60) })
    return ok({})
  })
}

/**
 * Enrols with a one-time code: the key file goes over the line, head office signs its record, and the fingerprint, which came
 * by another way, pins it. Refuses LINE_ADDRESS_INVALID, what head office refuses of the code, and as `confirmEnrolment` does.
 */
export async function enrolByCode(
  host: Host,
  counter: Counter,
  session: Session,
  client: OfficeClient,
  request: EnrolmentAsked & { readonly code: string },
): Promise<Result<{ headOffice: string }>> {
  const answer = await client.enrol(request.code, keyRequest(counter))
  return answer.ok ? confirmEnrolment(host, counter, session, Buffer.from(answer.value.enrolment), request) : answer
}

/** Puts the case's present state into the outbox again, after a record of it was returned. Refuses CASE_NOT_FOUND. */
export async function sendAgain(counter: Counter, session: Session, caseId: CaseId): Promise<Result<{ rev: number }>> {
  return counter.database.write(async (tx) => {
    const file = await openCaseFile(counter, tx, caseId)
    if (!file.ok) return file
    await queueCaseRecord(counter, tx, file.value, file.value.record.archiveNo)
    await note(counter, tx, session, { action: 'sync.sendAgain', caseId })
    return ok({ rev: countedRevision((await lastRevision(tx, 'case.sealed', caseId)) ?? 1) })
  })
}

import { hasRole, type Role, type Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { undeliveredBatches } from '../../../db/repositories/custodies.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { proveSecond, type SecondClaim } from '../people/second-person.ts'
import { standsWhole } from '../sync/outgoing.ts'
import { enrolAnew, mustEnrolAgain } from './restored-branch.ts'

/** Who seals a batch also gives one up (domain 10.2). */
const GIVES_UP: readonly Role[] = ['BRANCH_MANAGER']

/**
 * Gives up a sealed batch whose files are lost here before head office had all of it: its number can never be filled, so the branch makes new keys,
 * and their enrolment lists its records again (ADR 0169). The branch manager confirms it at the other's counter. Refuses
 * BRANCH_RESTORED_NEEDS_ENROLMENT, REASON_MISSING, ROLE_MISSING (of the second person), BATCH_NOT_FOUND (head office has all of it, or no such batch),
 * BATCH_FILES_WHOLE, and what `proveSecond` refuses.
 */
export async function giveUpLost(
  host: Host,
  counter: Counter,
  session: Session,
  request: { readonly seq: number; readonly reason: string; readonly second: SecondClaim },
): Promise<Result<Record<string, never>>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  const { seq } = request
  const reason = request.reason.trim()
  if (reason === '') return refuse('REASON_MISSING', { field: 'reason' })
  const second = await proveSecond(host, counter, session, 'batch.giveUp', request.second)
  if (!second.ok) return second
  if (!hasRole(second.value, ...GIVES_UP)) return refuse('ROLE_MISSING', { roles: GIVES_UP })
  const batch = (await counter.database.read((reader) => undeliveredBatches(reader, counter.branch.epoch))).find((one) => one.seq === seq)
  if (!batch) return refuse('BATCH_NOT_FOUND', { seq })
  if (await standsWhole(counter, batch, 'HASH')) return refuse('BATCH_FILES_WHOLE', { seq })
  const given = await counter.database.write(async (tx) => {
    await note(counter, tx, session, { action: 'batch.giveUp', subject: `${batch.batchNo} ${second.value.staffNo}`, reason })
    await enrolAnew(counter, tx, session)
    return ok({})
  })
  if (given.ok) await counter.reloadBranch()
  return given
}

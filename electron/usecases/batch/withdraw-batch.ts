import { hasRole, type Role, type Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { outbound, outboundBatches } from '../../../db/repositories/outbound-batches.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { Host } from '../people/host.ts'
import { proveSecond, type SecondClaim } from '../people/second-person.ts'
import { disposalAt, removeOutbound } from './dispose-batches.ts'
import { mustEnrolAgain } from './restored-branch.ts'

/** Who seals a batch also lets go of it (domain 10.2). */
const WITHDRAWS: readonly Role[] = ['BRANCH_MANAGER']

export interface WithdrawalRequest {
  readonly seq: number
  readonly reason: string
  readonly second: SecondClaim
}

/**
 * Takes the files of a batch out of the outbox of which something never becomes complete: records that were returned, or all of it. The branch manager
 * confirms it at the other's counter; the records stay, and can be sent again. Refuses BRANCH_RESTORED_NEEDS_ENROLMENT, REASON_MISSING,
 * ROLE_MISSING (of the second person), BATCH_NOT_FOUND (no files of it here), BATCH_NOT_COMPLETE (head office still waits for
 * something of it, or it goes by itself), and what `proveSecond` refuses.
 */
export async function withdrawSealed(host: Host, counter: Counter, session: Session, request: WithdrawalRequest): Promise<Result<Record<string, never>>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  const { seq } = request
  const reason = request.reason.trim()
  if (reason === '') return refuse('REASON_MISSING', { field: 'reason' })
  const second = await proveSecond(host, counter, session, 'batch.withdraw', request.second)
  if (!second.ok) return second
  if (!hasRole(second.value, ...WITHDRAWS)) return refuse('ROLE_MISSING', { roles: WITHDRAWS })
  const at = counter.clock.now()
  const { epoch } = counter.branch
  const withdrawn = await counter.database.write(async (tx) => {
    const batch = (await outboundBatches(tx, epoch)).find((one) => one.seq === seq)
    if (!batch) return refuse('BATCH_NOT_FOUND', { seq })
    if (disposalAt(batch, at) !== 'BY_PEOPLE') return refuse('BATCH_NOT_COMPLETE', { seq })
    await outbound(tx).withdrawn({ epoch, seq, askedBy: session.staffId, authorisedBy: second.value.staffId, at })
    await outbound(tx).disposed(epoch, seq, at)
    // Both stand in the chained log, which head office cosigns: who asked signs the row, who authorised is named in it.
    await note(counter, tx, session, { action: 'batch.withdraw', subject: `${batch.batchNo} ${second.value.staffNo}`, reason })
    return ok(batch)
  })
  if (!withdrawn.ok) return withdrawn
  await removeOutbound(counter, withdrawn.value)
  return ok({})
}

import type { ApprovalSealView } from '../../../core/bridge/money-calls.ts'
import { sealCode } from '../../../core/contract/approved-terms.ts'
import { shownDifference } from '../../../core/contract/shown-difference.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { openCaseFile, submitted } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { leftApproval } from './as-approved.ts'

/** The short code of the approval that stands, and field by field where the case has left it. Refuses CASE_NOT_FOUND and as `leftApproval`. */
export const viewApprovalSeal = (counter: Counter, caseId: CaseId): Promise<Result<ApprovalSealView>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const at = submitted(file.value)
    if (!at.ok) return at
    // What was approved before the case was sent back, refused or withdrawn binds nobody.
    if (at.value.record.approvedOn === null) return refuse('APPROVAL_MISSING')
    const payment = await findDisbursement(reader, counter.vault, caseId)
    // Once the money is out there is nothing left to hold back.
    const left = payment?.releasedAt ? ok([]) : leftApproval(counter, at.value, payment)
    if (!left.ok) return left
    const seal = file.value.decision?.termsSha256 ?? null
    return ok({ code: seal && sealCode(seal), differences: left.value.map(({ at: where, ...one }) => ({ at: where, ...shownDifference(one) })) })
  })

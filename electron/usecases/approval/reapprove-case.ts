import { FROM_DECISION } from '../../../core/contract/paper-kinds.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { disbursements, findDisbursement } from '../../../db/repositories/disbursements.ts'
import { papers } from '../../../db/repositories/papers.ts'
import type { Writer } from '../../../db/sql.ts'
import { type CaseFile, submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import { setPrintedAside } from '../cases/set-aside.ts'
import { fieldsOf, leftApproval } from '../contract/as-approved.ts'
import type { Counter } from '../counter.ts'

/** Stages whose papers follow from the decision. */
const AFTER_DECISION = ['APPROVE', 'SIGN', 'DISBURSE']

/** What was printed and signed under the approval that ran out is made and signed anew: it counts no more, and is kept. */
async function setAside(counter: Counter, tx: Writer, file: CaseFile): Promise<void> {
  const madeHere = new Set(file.pack.checklist.items.filter(({ form, stage }) => form === 'S' && AFTER_DECISION.includes(stage)).map(({ id }) => id as string))
  const at = counter.clock.now()
  await setPrintedAside(counter, tx, file, FROM_DECISION)
  for (const { paperId, itemId } of file.papers) if (madeHere.has(itemId)) await papers(tx, counter.vault).supersede(paperId, at)
}

/**
 * Sends a case whose approval ran out, or that says something else than what was approved, back to the decision (domain 1.4, invariant 6). Approval, disclosure, contract and payment
 * check are done again; a registration stands, for it is the registry's fact. Refuses APPROVAL_STILL_VALID and what the lifecycle refuses.
 */
export const reapproveCase = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'approval.reapprove', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const left = leftApproval(counter, at.value, await findDisbursement(tx, counter.vault, file.record.caseId))
    const differs = left.ok && left.value.length > 0
    await setAside(counter, tx, file)
    await disbursements(tx, counter.vault).dropUnreleased(file.record.caseId)
    return ok({
      action: 'reapprove',
      ...(differs ? { done: ['TERMS_DIFFER' as const], reason: fieldsOf(left.value).join(' ') } : {}),
      patch: {
        approver: null,
        approvedOn: null,
        approvalValidUntil: null,
        disclosedOn: null,
        contractNo: null,
        contractMaker: null,
        contractSealer: null,
        signedOn: null,
        disbursementPreparer: null,
        dueOn: file.today,
      },
      value: {},
    })
  })

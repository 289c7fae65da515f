import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findOfficeDecision, officeDecisions } from '../../../db/repositories/office-decisions.ts'
import { opinionsOfCase } from '../../../db/repositories/opinions.ts'
import { note } from '../audit-note.ts'
import { queueEscalation } from '../batch/escalation-record.ts'
import { submitted } from '../cases/case-file.ts'
import { changeCase } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from '../scoring/assess-case.ts'

export interface Settling {
  readonly decisionId: string
  readonly how: 'SET_ASIDE' | 'ASK_AGAIN'
  readonly reason: string
}

async function setAside(counter: Counter, session: Session, { decisionId, reason }: Settling): Promise<Result<Record<string, never>>> {
  return counter.database.write(async (tx) => {
    const decision = await findOfficeDecision(tx, counter.vault, decisionId)
    if (decision?.state !== 'ARRIVED') return refuse('OFFICE_DECISION_MISSING')
    await officeDecisions(tx, counter.vault).settle(decisionId, 'SET_ASIDE', session.staffId, counter.clock.now())
    await note(counter, tx, session, { action: 'sync.settleDecision', reason, ...(decision.caseId ? { caseId: decision.caseId } : {}) })
    return ok({})
  })
}

/** Asks head office again with the case as it is now; its version moves on by this, so that the earlier decision can never fit. */
async function askAgain(counter: Counter, session: Session, request: Settling, caseId: string, version: number): Promise<Result<Record<string, never>>> {
  const asked = await changeCase(counter, session, { caseId, version }, 'sync.settleDecision', async (tx, opened) => {
    const file = submitted(opened)
    if (!file.ok) return file
    if (file.value.record.state !== 'HO_PENDING') return refuse('TRANSITION_NOT_ALLOWED', { state: file.value.record.state })
    const assessment = assessCase(file.value)
    if (!assessment.ok) return assessment
    const opinion = (await opinionsOfCase(tx, counter.vault, file.value.record.caseId)).at(-1)
    const { price } = assessment.value
    if (!opinion || !price) return refuse('STEP_NOT_DONE', { milestone: 'REVIEWED' })
    await officeDecisions(tx, counter.vault).settle(request.decisionId, 'SET_ASIDE', session.staffId, counter.clock.now())
    const decision = { outcome: 'ESCALATED' as const, to: 'HEAD_OFFICE_DEPARTMENT' as const, because: [], reason: request.reason }
    await queueEscalation(counter, tx, session, file.value, { decision, opinion, assessment: assessment.value, rate: price.defaultRate })
    return ok({ action: null, reason: request.reason, value: {} })
  })
  return asked.ok ? ok({}) : asked
}

/**
 * Settles a conflict: the decision is set aside, or head office is asked again with the case as it is now. Nothing is ever
 * overwritten by itself. Refuses REASON_MISSING, OFFICE_DECISION_MISSING, TRANSITION_NOT_ALLOWED, STALE_VERSION.
 */
export async function settleDecision(counter: Counter, session: Session, request: Settling): Promise<Result<Record<string, never>>> {
  if (request.reason.trim() === '') return refuse('REASON_MISSING', { field: 'reason' })
  if (request.how === 'SET_ASIDE') return setAside(counter, session, request)
  const current = await counter.database.read(async (reader) => {
    const decision = await findOfficeDecision(reader, counter.vault, request.decisionId)
    return decision?.state === 'ARRIVED' && decision.caseId
      ? await reader.get<{ id: string; version: number }>('SELECT id, version FROM loan_case WHERE id = ?', [decision.caseId])
      : undefined
  })
  return current ? askAgain(counter, session, request, current.id, current.version) : refuse('OFFICE_DECISION_MISSING')
}

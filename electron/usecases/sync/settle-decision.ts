import { escalationOf } from '../../../core/approval/decision.ts'
import type { AddedTerms } from '../../../core/contract/agreed-terms.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { exposureOf } from '../../../db/repositories/exposure.ts'
import { escalationsOf, fileChangedSince, findOfficeDecision, type OfficeDecision, officeDecisions } from '../../../db/repositories/office-decisions.ts'
import { opinionsOfCase } from '../../../db/repositories/opinions.ts'
import type { Reader } from '../../../db/sql.ts'
import { type CaseNow, standsAsSeen } from '../approval/answers-ours.ts'
import { authorityOf } from '../approval/measure-terms.ts'
import { unfit } from '../approval/take-office-decision.ts'
import { note } from '../audit-note.ts'
import { queueEscalation } from '../batch/escalation-record.ts'
import { submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from '../scoring/assess-case.ts'

export interface Settling {
  readonly decisionId: string
  readonly how: 'SET_ASIDE' | 'ASK_AGAIN'
  readonly reason: string
  /** To ask again: the costs with which an approval would be above the ceiling (ADR 0164). */
  readonly agreed?: AddedTerms | undefined
}

/**
 * Whether head office still is to be asked about the case as it now is: it waits for an answer, and the version it has, or the file as it
 * stands, was never sent up. Setting the last decision aside then would leave a case that nothing moves on. An approved case waits for none.
 */
export async function mustAskAgain(reader: Reader, caseId: CaseId, { state, version, approvedOn }: CaseNow): Promise<boolean> {
  if (state !== 'HO_PENDING' || approvedOn !== null) return false
  return (await escalationsOf(reader, caseId)).at(-1)?.caseVersion !== version || fileChangedSince(reader, caseId, version)
}

interface Conflict {
  readonly caseId: CaseId | null
  readonly current: CaseNow | null
  /** Head office is to be asked anew: about a version it never saw, or because what it decided cannot be done. */
  readonly mustAsk: boolean
}

const ABOVE_CEILING: readonly string[] = ['COST_ABOVE_CEILING', 'COST_NOTHING_HELD']

/** Whether what head office decided cannot be done: as it stands, or with costs that are too much for it. */
async function cannotStand(counter: Counter, reader: Reader, decision: OfficeDecision, added: AddedTerms): Promise<boolean> {
  if (await unfit(counter, reader, decision)) return true
  const refused = await unfit(counter, reader, decision, added)
  return refused !== null && ABOVE_CEILING.includes(refused.code)
}

/** The decision as a conflict. Refuses OFFICE_DECISION_MISSING, OFFICE_DECISION_FITS: it is there to be taken, whether it pleases or not. */
async function conflict(counter: Counter, reader: Reader, decisionId: string, added: AddedTerms = {}): Promise<Result<Conflict>> {
  const decision = await findOfficeDecision(reader, counter.vault, decisionId)
  if (decision?.state !== 'ARRIVED') return refuse('OFFICE_DECISION_MISSING')
  const { caseId } = decision
  const current =
    caseId === null ? null : ((await reader.get<CaseNow>('SELECT version, state, approved_on AS approvedOn FROM loan_case WHERE id = ?', [caseId])) ?? null)
  if (!current || caseId === null) return ok({ caseId, current, mustAsk: false })
  if (!(await standsAsSeen(counter, reader, decision, current))) return ok({ caseId, current, mustAsk: await mustAskAgain(reader, caseId, current) })
  return (await cannotStand(counter, reader, decision, added)) ? ok({ caseId, current, mustAsk: true }) : refuse('OFFICE_DECISION_FITS')
}

async function setAside(counter: Counter, session: Session, { decisionId, reason }: Settling): Promise<Result<Record<string, never>>> {
  return counter.database.write(async (tx) => {
    const found = await conflict(counter, tx, decisionId)
    if (!found.ok) return found
    const { caseId, current, mustAsk } = found.value
    if (current && mustAsk) return refuse('OFFICE_NOT_ASKED', { version: current.version })
    await officeDecisions(tx, counter.vault).settle(decisionId, 'SET_ASIDE', session.staffId, counter.clock.now())
    await note(counter, tx, session, { action: 'sync.settleDecision', reason, ...(caseId ? { caseId } : {}) })
    return ok({})
  })
}

/**
 * Asks head office again with the case as it is now, at the level its authority is at now; its version moves on by this, so that the
 * earlier decision can never fit.
 */
async function askAgain(counter: Counter, session: Session, request: Settling, at: CaseAt): Promise<Result<Record<string, never>>> {
  const asked = await changeCase(counter, session, at, 'sync.settleDecision', async (tx, opened) => {
    const found = await conflict(counter, tx, request.decisionId, request.agreed)
    if (!found.ok) return found
    const file = submitted(opened)
    if (!file.ok) return file
    const { record } = file.value
    if (record.state !== 'HO_PENDING') return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    if (!found.value.mustAsk) return refuse('OFFICE_ALREADY_ASKED', { version: record.version })
    const assessment = assessCase(file.value)
    if (!assessment.ok) return assessment
    const opinion = (await opinionsOfCase(tx, counter.vault, record.caseId)).at(-1)
    const { price } = assessment.value
    const authority = authorityOf(file.value, assessment.value, await exposureOf(tx, counter.vault, record, record.amountFen))
    if (!opinion || !price || !authority) return refuse('STEP_NOT_DONE', { milestone: 'REVIEWED' })
    await officeDecisions(tx, counter.vault).settle(request.decisionId, 'SET_ASIDE', session.staffId, counter.clock.now())
    const decision = escalationOf(authority, request.reason.trim())
    await queueEscalation(counter, tx, session, file.value, { decision, opinion, assessment: assessment.value, rate: price.defaultRate })
    return ok({ action: null, reason: request.reason, value: {} })
  })
  return asked.ok ? ok({}) : asked
}

/**
 * Settles a conflict: head office is asked again with the case as it is now, which sets its decision aside with the reason, or, where it has been or need not be, the decision is set
 * aside. Nothing is ever overwritten by itself. Refuses REASON_MISSING, OFFICE_DECISION_MISSING, OFFICE_DECISION_FITS, OFFICE_NOT_ASKED,
 * OFFICE_ALREADY_ASKED, TRANSITION_NOT_ALLOWED, STALE_VERSION.
 */
export async function settleDecision(counter: Counter, session: Session, request: Settling): Promise<Result<Record<string, never>>> {
  if (request.reason.trim() === '') return refuse('REASON_MISSING', { field: 'reason' })
  if (request.how === 'SET_ASIDE') return setAside(counter, session, request)
  const found = await counter.database.read((reader) => conflict(counter, reader, request.decisionId, request.agreed))
  if (!found.ok) return found
  const { caseId, current } = found.value
  return caseId !== null && current ? askAgain(counter, session, request, { caseId, version: current.version }) : refuse('OFFICE_DECISION_MISSING')
}

import { createHash } from 'node:crypto'
import { missingItems, openByStage } from '../../../core/completeness/report.ts'
import { listedIn } from '../../../core/intake/risk-list.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { decideTransition } from '../../../core/loan-case/decide-transition.ts'
import type { CasePeople, GateFacts, Milestone } from '../../../core/loan-case/gate-facts.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { type Action, LENDING_STEPS } from '../../../core/loan-case/transitions.ts'
import { registrationDue } from '../../../core/product/vocabulary.ts'
import { appendAudit } from '../../../db/audit.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { loanCases } from '../../../db/repositories/loan-cases.ts'
import type { Writer } from '../../../db/sql.ts'
import { queueCaseRecord } from '../batch/case-record.ts'
import { queueEvent } from '../batch/event-record.ts'
import { type Counter, stampOf } from '../counter.ts'
import { type CaseFile, openCaseFile } from './case-file.ts'
import { type PaperWriter, writeWithPapers } from './paper-press.ts'
import { countsOf } from './recount.ts'

/** Which case, and the version the person saw: saving over a newer one is refused (rulings 10). */
export interface CaseAt {
  readonly caseId: string
  readonly version: number
}

/** What a step decided: the lifecycle action it asks for, what it finished, and what it writes on the case. */
export interface Step<T> {
  /** Null for work that is recorded without asking the lifecycle (drafts, papers). */
  readonly action: Action | null
  readonly patch?: Partial<LoanCaseRecord>
  readonly done?: readonly Milestone[]
  readonly people?: Partial<CasePeople>
  readonly approval?: GateFacts['approval']
  readonly reason?: string
  readonly reasonCode?: string
  /** Facts and report as the patch will make them, where the stored case does not have them yet. */
  readonly view?: Pick<CaseFile, 'facts' | 'report'>
  /** A further transition of the same act: in the same transaction, with its own audit row. */
  readonly after?: (tx: Writer) => Promise<Result<Moved>>
  readonly value: T
}

export interface Moved {
  readonly state: State
  readonly version: number
}

const EMPTY_STAGES = { INTAKE: [], SURVEY: [], APPROVE: [], SIGN: [], DISBURSE: [], POST: [] } as const
/** Without the checklist counts, which follow from papers and change between two steps: each step begins with the hash the last one ended with. */
function hashOf(whole: LoanCaseRecord): string {
  const { papersOk: _ok, papersNeeded: _needed, papersMissing: _missing, papersRejected: _rejected, papersOpen: _open, ...record } = whole
  return createHash('sha256').update(JSON.stringify(record)).digest('hex')
}

function approvalOf({ record }: CaseFile): GateFacts['approval'] {
  if (record.approvedOn === null || record.approvalValidUntil === null) return null
  return { by: record.approver === null ? 'HEAD_OFFICE' : 'BRANCH', validUntil: record.approvalValidUntil }
}

/** Everything the lifecycle asks, from the case file and what this step adds. */
export function gateFacts(file: CaseFile, session: Session, step: Pick<Step<unknown>, 'done' | 'people' | 'approval'>): GateFacts {
  const { record, report, facts } = file
  const { submittedBy, firstManager, secondManager, reviewer, approver, contractMaker, disbursementPreparer } = record
  return {
    actor: { staffId: session.staffId, roles: session.roles },
    people: { submittedBy, firstManager, secondManager, reviewer, approver, contractMaker, disbursementPreparer, ...step.people },
    today: file.today,
    dayOpen: file.dayOpen,
    openItems: report ? openByStage(report) : EMPTY_STAGES,
    missingItems: report ? missingItems(report) : [],
    mortgageDue: registrationDue(record.security),
    registrationEffective: file.registration?.state === 'EFFECTIVE',
    disclosureDue: facts?.disclosureDue ?? false,
    approval: step.approval === undefined ? approvalOf(file) : step.approval,
    done: new Set(step.done ?? []),
  }
}

/**
 * Writes the case, its audit row and, where it moved on, what head office hears of it; `seen` is the case with what the step has written.
 */
export async function saveChanged(
  counter: Counter,
  tx: Writer,
  session: Session,
  seen: CaseFile,
  step: Step<unknown>,
  state: State,
  channel: string,
): Promise<Result<LoanCaseRecord>> {
  const { record } = seen
  const stamp = stampOf(counter, session)
  const next: LoanCaseRecord = {
    ...record,
    ...countsOf(seen.report, state),
    ...step.patch,
    state,
    version: record.version + 1,
    updatedBy: session.staffId,
    updatedAt: stamp.at,
  }
  const saved = await loanCases(tx, counter.vault).update(next, record.version)
  if (!saved.ok) return saved
  const entry = await appendAudit(tx, counter.vault, {
    ...stamp,
    action: channel,
    caseId: record.caseId,
    subject: null,
    fromState: record.state,
    toState: state,
    reasonCode: step.reasonCode ?? null,
    reason: step.reason ?? null,
    dataHashBefore: hashOf(record),
    dataHashAfter: hashOf(next),
  })
  // Of a draft that was given up head office never hears.
  if (state !== record.state && next.application) {
    await queueCaseRecord(counter, tx, { ...seen, record: next }, next.archiveNo)
    await queueEvent(counter, tx, session, next, { event: channel, from: record.state, reasonCode: step.reasonCode ?? null, entry })
  }
  return saved
}

/**
 * One step of one case in one transaction: read, decide, write, audit; its papers are made before it (`writeWithPapers`). `work` reads and makes what the step needs; the lifecycle
 * then allows or refuses it; a refusal or a throw leaves nothing behind.
 * Refuses CASE_NOT_FOUND, STALE_VERSION, DAY_NOT_OPEN, RISK_LISTED and REFERENCE_DATA_MISFIT before a step that lends, whatever `work` refuses, and every refusal of `decideTransition`.
 */
export async function changeCase<T>(
  counter: Counter,
  session: Session,
  at: CaseAt,
  channel: string,
  work: (tx: PaperWriter, file: CaseFile) => Promise<Result<Step<T>>>,
): Promise<Result<T & Moved>> {
  const moved = await writeWithPapers(counter, async (tx) => {
    const file = await openCaseFile(counter, tx, at.caseId as CaseId)
    if (!file.ok) return file
    const { record } = file.value
    // The repository's own refusal says who changed it and when.
    if (record.version !== at.version) return staleOf(await loanCases(tx, counter.vault).update({ ...record, version: at.version + 1 }, at.version))
    if (!file.value.dayOpen) return refuse('DAY_NOT_OPEN')
    const step = await work(tx, file.value)
    if (!step.ok) return step
    const { action } = step.value
    const after = await openCaseFile(counter, tx, record.caseId)
    if (!after.ok) return after
    const seen = { ...after.value, ...step.value.view }
    const lends = action !== null && LENDING_STEPS.includes(action)
    if (lends && counter.lendingHeldBy) return refuse('REFERENCE_DATA_MISFIT', { kind: counter.lendingHeldBy })
    const [listed] = lends && seen.record.application ? listedIn(counter.packs.riskLists, seen.record.application, seen.today) : []
    if (listed) return refuse('RISK_LISTED', { field: listed.path, list: listed.list })
    const state = action === null ? ok(record.state) : decideTransition(record.state, action, gateFacts(seen, session, step.value))
    if (!state.ok) return state
    const saved = await saveChanged(counter, tx, session, seen, step.value, state.value, channel)
    if (!saved.ok) return saved
    const reached = (await step.value.after?.(tx)) ?? saved
    return reached.ok ? ok({ ...step.value.value, state: reached.value.state, version: reached.value.version }) : reached
  })
  if (moved.ok) await counter.names.put(at.caseId as CaseId)
  return moved
}

const staleOf = (result: Result<unknown>): Result<never> => (result.ok ? refuse('STALE_VERSION') : result)

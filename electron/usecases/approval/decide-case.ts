import { type Decision, decide } from '../../../core/approval/decision.ts'
import { differentPersons } from '../../../core/approval/four-eyes.ts'
import { type AgreedTerms, PLAIN_TERMS } from '../../../core/contract/agreed-terms.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { RATE_PER_BP, type Rate } from '../../../core/kernel/rate.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type Assessment, ratiosOf } from '../../../core/loan-case/assess.ts'
import { ltvFits } from '../../../core/loan-case/security-value.ts'
import { decisions, decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { exposureOf } from '../../../db/repositories/exposure.ts'
import { type OpinionRecord, opinionsOfCase } from '../../../db/repositories/opinions.ts'
import { queueEscalation } from '../batch/escalation-record.ts'
import { type SubmittedFile, submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved, type Step } from '../cases/change-case.ts'
import { nextNumber } from '../cases/numbers.ts'
import { fileProduced, produce } from '../cases/produce.ts'
import { sealApproval } from '../contract/terms-of-case.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from '../scoring/assess-case.ts'
import { agreedHere } from './agreed-here.ts'
import { type ApprovalFacts, approvalPaper } from './approval-paper.ts'
import { authorityOf } from './measure-terms.ts'
import { rejectionPaper } from './rejection-paper.ts'

export interface DecisionRequest extends CaseAt {
  readonly outcome: 'APPROVED' | 'REJECTED' | 'ESCALATED' | 'RETURNED'
  readonly amountFen: Fen
  readonly rate: Rate
  readonly conditions: readonly string[]
  readonly reason: string
  readonly rejectionCodes: readonly string[]
  /** Without: plain terms. */
  readonly agreed?: AgreedTerms | undefined
}

interface Measured {
  readonly decision: Decision
  readonly agreed: AgreedTerms
  readonly ratios: ApprovalFacts['ratios']
}

/** Limits, price, DTI, LTV and authority as they stand today for the amount and rate asked for (domain 1.4, state 7). */
function measure(
  counter: Counter,
  file: SubmittedFile,
  assessment: Assessment,
  opinion: OpinionRecord,
  exposureFen: Fen,
  request: DecisionRequest,
): Result<Measured> {
  const { application, survey, pack, record, today } = file
  const { grade, price, limit } = assessment
  const authority = authorityOf(file, assessment, exposureFen)
  if (!survey || !grade || !authority) return refuse('STEP_NOT_DONE', { milestone: 'SCORED_ON_CURRENT_INPUT' })
  const amountFen = request.amountFen > 0 ? request.amountFen : record.amountFen
  const ratios = ratiosOf({ application, survey: survey.survey, parameters: pack.parameters }, amountFen, request.rate)
  const decided = decide(request, {
    decidedOn: today,
    limitFen: limit?.limitFen ?? (0 as Fen),
    rateFrom: price?.rateFrom ?? (0 as Rate),
    rateTo: price?.rateTo ?? (0 as Rate),
    mixedPayeeFen: application.loan.paymentMode === 'MIXED' ? (application.loan.payee?.amountFen ?? null) : null,
    dtiBand: ratios.dtiBand,
    ltvWithinCap: ltvFits({ application, survey: survey.survey, parameters: pack.parameters }, grade, request.amountFen),
    authority,
    rejectingRules: assessment.rejecting,
    reviewOutcome: opinion.outcome,
    validityDays: pack.parameters.approvalValidityDays,
  })
  if (!decided.ok) return decided
  const agreed = agreedHere(counter, file, decided.value.outcome, request.agreed ?? PLAIN_TERMS, request.amountFen)
  return agreed.ok ? ok({ decision: decided.value, agreed: agreed.value, ratios }) : agreed
}

/**
 * The branch manager's decision within the delegated authority; beyond it the case goes to head office.
 * An approval signs the terms as they stand with it (ADR 0130).
 * Refuses APPROVAL_STILL_VALID when it would be approved a second time, TERMS_INVALID, and what `decide`, `differentPersons` and the lifecycle refuse.
 */
export const decideCase = (counter: Counter, session: Session, request: DecisionRequest): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, request, 'approval.decide', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { record, today } = at.value
    const stands = record.approvalValidUntil !== null && record.approvalValidUntil >= today
    if (stands && (request.outcome === 'APPROVED' || request.outcome === 'ESCALATED'))
      return refuse('APPROVAL_STILL_VALID', { validUntil: record.approvalValidUntil ?? '' })
    const { firstManager, secondManager, reviewer } = record
    const persons = differentPersons('APPROVAL', session, { FIRST_MANAGER: firstManager, SECOND_MANAGER: secondManager, REVIEWER: reviewer })
    if (!persons.ok) return persons
    const assessment = assessCase(at.value)
    if (!assessment.ok) return assessment
    const opinion = (await opinionsOfCase(tx, counter.vault, record.caseId)).at(-1)
    if (!opinion) return refuse('STEP_NOT_DONE', { milestone: 'REVIEWED' })
    const exposure = await exposureOf(tx, counter.vault, record, request.amountFen)
    const decided = measure(counter, at.value, assessment.value, opinion, exposure, request)
    if (!decided.ok) return decided
    const { decision, agreed, ratios } = decided.value
    const number = await nextNumber(counter, tx, 'APPROVAL', today)
    if (!number.ok) return number
    const { price } = assessment.value
    const approved = decision.outcome === 'APPROVED' ? decision : null
    const bp = approved && price ? (approved.rate - price.lprRate) / RATE_PER_BP : null
    const sealed =
      approved && price
        ? sealApproval(counter, at.value, {
            amountFen: approved.amountFen,
            annualRate: approved.rate,
            price,
            conditions: approved.conditions,
            agreed,
          })
        : ok(null)
    if (!sealed.ok) return sealed
    await decisions(tx, counter.vault).insert({
      caseId: record.caseId,
      rev: (await decisionsOfCase(tx, counter.vault, record.caseId)).length + 1,
      decisionNo: number.value,
      outcome: decision.outcome,
      decidedBy: session.staffId,
      decidedAt: counter.clock.now(),
      decidedOn: today,
      amountFen: approved?.amountFen ?? null,
      annualRate: approved?.rate ?? null,
      bp,
      tenorMonths: approved ? record.tenorMonths : null,
      validUntil: approved?.validUntil ?? null,
      conditions: approved?.conditions ?? [],
      agreed,
      reason: decision.reason,
      rejectionCodes: decision.outcome === 'REJECTED' ? decision.rejectionCodes : [],
      terms: sealed.value?.terms ?? null,
      termsSha256: sealed.value?.termsSha256 ?? null,
      price:
        approved && price && bp !== null
          ? { pricingDate: today, lprPublishedOn: price.lprPublishedOn, lprTenor: price.lprTenor, lprRate: price.lprRate, bp, annualRate: approved.rate }
          : null,
    })
    const sheet =
      decision.outcome === 'RETURNED'
        ? null
        : await produce(
            counter,
            tx,
            session,
            file,
            await approvalPaper(counter, tx, session, at.value, {
              number: number.value,
              decision,
              agreed,
              opinion,
              assessment: assessment.value,
              ratios,
              exposureFen: exposure,
              sealed: sealed.value,
            }),
          )
    if (sheet && !sheet.ok) return sheet
    const documentIds = sheet ? [sheet.value.documentId] : []
    if (approved) {
      if (sheet) await fileProduced(counter, tx, session, sheet.value, { itemId: 'D704', signedBy: ['RV', 'BM'], on: today })
      return ok(approvedStep(session, today, approved, documentIds))
    }
    if (decision.outcome === 'REJECTED') {
      const printed = await rejectionPaper(counter, tx, session, file, decision.rejectionCodes)
      if (!printed.ok) return printed
      return ok({
        action: 'reject',
        patch: { endedOn: today, reasonCodes: decision.rejectionCodes, dueOn: null },
        reason: decision.reason,
        value: { documentIds: [...documentIds, printed.value.documentId] },
      })
    }
    if (decision.outcome === 'ESCALATED') {
      await queueEscalation(counter, tx, session, at.value, { decision, opinion, assessment: assessment.value, rate: request.rate })
      return ok({ action: 'escalate', done: ['LIMITS_RECHECKED'], reason: decision.reason, value: { documentIds } })
    }
    return ok({
      action: 'returnToReview',
      patch: { reviewer: null, approver: null, approvedOn: null, approvalValidUntil: null },
      reason: decision.reason,
      value: { documentIds },
    })
  })

const approvedStep = (
  session: Session,
  today: SubmittedFile['today'],
  approved: Extract<Decision, { outcome: 'APPROVED' }>,
  documentIds: DocumentId[],
): Step<{ documentIds: DocumentId[] }> => ({
  action: 'approve',
  done: ['WITHIN_AUTHORITY', 'LIMITS_RECHECKED'],
  patch: { approver: session.staffId, approvedOn: today, approvalValidUntil: approved.validUntil },
  reason: approved.reason,
  value: { documentIds },
})

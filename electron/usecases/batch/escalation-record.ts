import type { Decision } from '../../../core/approval/decision.ts'
import type { CaseEscalatedBody } from '../../../core/batch/escalation.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Rate } from '../../../core/kernel/rate.ts'
import type { Assessment } from '../../../core/loan-case/assess.ts'
import { escalations } from '../../../db/repositories/office-decisions.ts'
import type { OpinionRecord } from '../../../db/repositories/opinions.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import type { Writer } from '../../../db/sql.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { casePapers } from './case-blobs.ts'
import { revisionOf } from './revision.ts'

const TYPE = 'case.escalated'
export interface Escalated {
  readonly decision: Extract<Decision, { outcome: 'ESCALATED' }>
  readonly opinion: OpinionRecord
  readonly assessment: Assessment
  /** What the branch manager would give. */
  readonly rate: Rate
}

/**
 * Asks head office: the case as it stands, with all of its papers in lane 1. The version is the one the case gets by this
 * very step, so that a decision on it can be told from one on an earlier or later state.
 */
export async function queueEscalation(counter: Counter, tx: Writer, session: Session, file: SubmittedFile, asked: Escalated): Promise<void> {
  const { record, application, today } = file
  const { decision, opinion, assessment, rate } = asked
  const rev = await revisionOf(counter, tx, TYPE, record.caseId)
  const caseVersion = record.version + 1
  const madeAt = counter.clock.now()
  const { limit, price, score, grade } = assessment
  const body: CaseEscalatedBody = {
    applicationNo: record.applicationNo,
    caseVersion,
    level: decision.to === 'HEAD_OFFICE_COMMITTEE' ? 'HEAD_OFFICE_COMMITTEE' : 'HEAD_OFFICE_DEPARTMENT',
    because: [...decision.because],
    reason: decision.reason,
    escalatedOn: today,
    escalatedBy: session.staffName,
    productCode: record.productCode,
    productLine: record.productLine,
    security: record.security,
    applicant: { name: record.applicant.name, idType: application.borrower.idType, idNumber: record.applicant.idNumber },
    amountFen: String(record.amountFen),
    tenorMonths: record.tenorMonths,
    annualRate: rate,
    limits: { limitFen: String(limit?.limitFen ?? 0), rateFrom: price?.rateFrom ?? 0, rateTo: price?.rateTo ?? 0 },
    score: score.totalPoints !== null && grade ? { points: score.totalPoints, grade: grade.grade } : null,
    review: { outcome: opinion.outcome, opinion: opinion.note },
  }
  await escalations(tx).insert({ caseId: record.caseId, rev, caseVersion, askedAt: madeAt })
  const blobs = await casePapers(tx, file)
  const { paymentMode, payee } = application.loan
  const mixed = paymentMode === 'MIXED' && payee ? { mixedPayeeFen: String(payee.amountFen) } : null
  // A head office of an earlier release parks what it does not know: only a case that needs it goes up so.
  const asks = { schema: mixed ? 2 : 1, body: { ...body, ...mixed } }
  await outbox(tx, counter.vault).add({ id: record.caseId, caseId: record.caseId, type: TYPE, rev, ...asks, blobs, madeAt, lane: 1 })
}

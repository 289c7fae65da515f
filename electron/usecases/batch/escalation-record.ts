import type { Decision } from '../../../core/approval/decision.ts'
import type { CaseEscalatedBody } from '../../../core/batch/escalation.ts'
import type { BlobReference } from '../../../core/batch/record-line.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Rate } from '../../../core/kernel/rate.ts'
import type { Assessment } from '../../../core/loan-case/assess.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { escalations, escalationsOf } from '../../../db/repositories/office-decisions.ts'
import type { OpinionRecord } from '../../../db/repositories/opinions.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

const TYPE = 'case.escalated'
/** What a record may name as a role: letters, digits and a few marks. */
const roleOf = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 60)

/** Every paper of the case: what the bank made and what was scanned, each once. */
export async function casePapers(reader: Reader, file: Pick<SubmittedFile, 'record' | 'papers'>): Promise<BlobReference[]> {
  const documents = (await documentsOfCase(reader, file.record.caseId))
    .filter((document) => document.supersededAt === null)
    .map(({ sha256, bytes, kind, number }) => ({ sha256, bytes, media: 'application/pdf', role: roleOf(`${kind}.${number}`) }))
  const known = new Set<string>(documents.map((document) => document.sha256))
  const scans = file.papers
    .filter((paper) => !known.has(paper.sha256))
    .map(({ sha256, bytes, media, itemId, party }, index) => ({ sha256, bytes, media, role: roleOf(`${itemId}.${party}.${index + 1}`) }))
  return [...documents, ...scans]
}

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
  const rev = (await escalationsOf(tx, record.caseId)).length + 1
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

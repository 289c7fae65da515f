import { actionsFor } from '../../../core/bridge/actions.ts'
import type { CaseView, ItemView } from '../../../core/bridge/views.ts'
import type { ValidityRule } from '../../../core/completeness/checklist.ts'
import type { CaseId, StaffId } from '../../../core/kernel/ids.ts'
import { maskIdNumber, maskPhone } from '../../../core/kernel/masking.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { STEP_OF } from '../../../core/loan-case/states.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { latestScore } from '../../../db/repositories/scores.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from '../scoring/assess-case.ts'
import { type CaseFile, openCaseFile, submitted } from './case-file.ts'
import { nameFor, typedTextFor } from './masked-for.ts'
import { situationOf } from './situation-of.ts'

/** Of each item, the dates its rules of validity look at. */
const datedOf = (rules: readonly ValidityRule[]): ItemView['dated'] => [...new Set(rules.map(({ kind }) => (kind === 'AGE' ? 'ISSUED' : 'EXPIRES')))]

function itemsOf({ report, pack }: CaseFile): ItemView[] {
  const validity = new Map(pack.checklist.items.map((item) => [item.id, item.validity]))
  return (report?.lines ?? [])
    .filter((line) => line.required)
    .map((line) => ({
      itemId: line.itemId,
      party: line.party,
      name: line.name,
      stage: line.stage,
      severity: line.severity,
      form: line.form,
      signers: [...line.signers],
      why: [...line.why],
      state: line.state,
      defects: [...line.defects],
      paperId: line.paperId,
      pages: line.pages,
      minPages: line.minPages,
      dated: datedOf(validity.get(line.itemId) ?? []),
      remedies: [...line.remedies],
      missingSigners: [...line.missingSigners],
      alternatives: line.alternatives.map((group) => [...group]),
      clearedBy: [...line.clearedBy],
      dueOn: line.dueOn,
      expiresSoon: line.expiresSoon,
      waivable: !line.law,
    }))
}

async function peopleOf(reader: Reader, { record }: CaseFile): Promise<CaseView['people']> {
  const duties: [string, StaffId | null][] = [
    ['OPENED_BY', record.openedBy],
    ['FIRST_MANAGER', record.firstManager],
    ['SECOND_MANAGER', record.secondManager],
    ['REVIEWER', record.reviewer],
    ['APPROVER', record.approver],
  ]
  const named = duties.flatMap(([duty, staffId]) => (staffId ? [{ duty, staffId }] : []))
  const names = await staffNames(
    reader,
    named.map((one) => one.staffId),
  )
  return named.map(({ duty, staffId }) => ({ duty, staffName: names.get(staffId) ?? '' }))
}

async function scoreOf(counter: Counter, reader: Reader, caseId: CaseId): Promise<CaseView['score']> {
  const score = await latestScore(reader, counter.vault, caseId)
  if (!score || score.points === null || score.grade === null) return null
  const { best, worst } = score.detail.result
  return { points: score.points, grade: score.grade, reasons: [...best, ...worst].map(({ code, points, max }) => ({ code, points, max })) }
}

const BEFORE_DECISION = ['SCORED', 'REVIEW', 'APPROVAL']

/** What the branch may decide on today's figures; null before scoring and after the decision. */
function offerOf(file: CaseFile): CaseView['offer'] {
  if (file.record.approvedOn !== null || !BEFORE_DECISION.includes(file.record.state)) return null
  const at = submitted(file)
  const assessment = at.ok ? assessCase(at.value) : at
  if (!assessment.ok) return null
  const { limit, price } = assessment.value
  return limit && price && { limitFen: limit.limitFen, rateFrom: price.rateFrom, rateTo: price.rateTo, defaultRate: price.defaultRate }
}

/** The case page: what it is, where it stands, what this person may do now. Personal data masked (domain 8.2). Refuses CASE_NOT_FOUND. */
export async function viewCase(counter: Counter, session: Session, caseId: CaseId): Promise<Result<CaseView>> {
  return counter.database.read(async (reader) => {
    const opened = await openCaseFile(counter, reader, caseId)
    if (!opened.ok) return opened
    const file = opened.value
    const { record, registration } = file
    const decision = record.approvedOn === null && BEFORE_DECISION.includes(record.state) ? null : file.decision
    const { name, idNumber, phone } = record.applicant
    const documents = await documentsOfCase(reader, caseId)
    const events = await auditOfCase(reader, counter.vault, caseId)
    return ok({
      caseId: record.caseId,
      version: record.version,
      applicationNo: record.applicationNo,
      acceptanceNo: record.acceptanceNo,
      state: record.state,
      step: STEP_OF[record.state],
      productCode: record.productCode,
      productLine: record.productLine,
      security: record.security,
      name: nameFor(session, name),
      idNumber: idNumber === '' ? '' : maskIdNumber(idNumber),
      phone: phone === '' ? '' : maskPhone(phone),
      amountFen: record.amountFen,
      tenorMonths: record.tenorMonths,
      firstLoan: {
        declared: record.firstLoanDeclared,
        determined: record.firstLoanDetermined,
        frozen: record.firstLoanFrozen !== null,
        basis: record.firstLoanBasis,
      },
      score: await scoreOf(counter, reader, caseId),
      offer: offerOf(file),
      decision:
        decision && decision.amountFen !== null && decision.annualRate !== null && decision.validUntil !== null
          ? { outcome: decision.outcome, amountFen: decision.amountFen, rate: decision.annualRate, validUntil: decision.validUntil }
          : null,
      registration: registration && { state: registration.state },
      people: await peopleOf(reader, file),
      items: itemsOf(file),
      documents: documents
        .filter((document) => document.supersededAt === null)
        .map(({ documentId, kind, number, version, pages, sha256, madeAt, signatureHolder, signatureAt }) => ({
          ...{ documentId, kind, number, version, pages, sha256, madeAt },
          signature: signatureHolder === null || signatureAt === null ? null : { holder: signatureHolder, at: signatureAt },
        })),
      events: events.map(({ at, staffName, action, fromState, toState, reason }) => ({
        at,
        staffName: staffName ?? '',
        action,
        fromState,
        toState,
        reason: typedTextFor(session, reason),
      })),
      actions: actionsFor(await situationOf(counter, reader, file), session),
    })
  })
}

/** Shows one number in full; seeing it is an audited event with its reason (domain 8.2). Refuses CASE_NOT_FOUND, REASON_MISSING. */
export async function revealField(
  counter: Counter,
  session: Session,
  request: { readonly caseId: string; readonly field: 'idNumber' | 'phone'; readonly reason: string },
): Promise<Result<{ value: string }>> {
  return counter.database.write(async (tx) => {
    const file = await openCaseFile(counter, tx, request.caseId as CaseId)
    if (!file.ok) return file
    if (request.reason.trim() === '') return refuse('REASON_MISSING', { field: 'reason' })
    await note(counter, tx, session, { action: 'cases.reveal', caseId: file.value.record.caseId, subject: request.field, reason: request.reason })
    return ok({ value: file.value.record.applicant[request.field] })
  })
}

import { differentPersons } from '../../../core/approval/four-eyes.ts'
import { rejectionReasons } from '../../../core/approval/rejection.ts'
import type { CaseDecidedBody } from '../../../core/batch/escalation.ts'
import { type AddedTerms, type AgreedTerms, PLAIN_TERMS, withAdded } from '../../../core/contract/agreed-terms.ts'
import { addDays, type DateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { RATE_PER_BP, type Rate, rate } from '../../../core/kernel/rate.ts'
import { ok, type Refusal, type Result, refuse } from '../../../core/kernel/result.ts'
import { ratiosOf } from '../../../core/loan-case/assess.ts'
import { decisions, decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { exposureOf } from '../../../db/repositories/exposure.ts'
import { type OfficeDecision, officeDecisions } from '../../../db/repositories/office-decisions.ts'
import { opinionsOfCase } from '../../../db/repositories/opinions.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { gateEntered } from '../../services/text-gate.ts'
import { openCaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved, type Step } from '../cases/change-case.ts'
import { nextNumber } from '../cases/numbers.ts'
import type { PaperWriter } from '../cases/paper-press.ts'
import { fileProduced, produce } from '../cases/produce.ts'
import { type SealedTerms, sealApproval } from '../contract/terms-of-case.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from '../scoring/assess-case.ts'
import { agreedHere } from './agreed-here.ts'
import { decisionToTake, standsAsSeen } from './answers-ours.ts'
import { approvalPaper } from './approval-paper.ts'
import { rejectionPaper } from './rejection-paper.ts'

type Taken = Step<{ documentIds: DocumentId[] }>

interface OnRecord {
  readonly number: string
  readonly outcome: CaseDecidedBody['outcome']
  readonly terms: { readonly amountFen: ReturnType<typeof fen>; readonly rate: Rate; readonly bp: number; readonly validUntil: DateOnly } | null
  readonly price: Parameters<ReturnType<typeof decisions>['insert']>[0]['price']
  readonly rejectionCodes: readonly string[]
  readonly agreed: AgreedTerms
  readonly sealed: SealedTerms | null
}

async function record(counter: Counter, tx: Writer, file: SubmittedFile, body: CaseDecidedBody, made: OnRecord): Promise<void> {
  const { caseId, tenorMonths } = file.record
  await decisions(tx, counter.vault).insert({
    caseId,
    rev: (await decisionsOfCase(tx, counter.vault, caseId)).length + 1,
    decisionNo: made.number,
    outcome: made.outcome,
    decidedBy: null,
    decidedAt: counter.clock.now(),
    decidedOn: file.today,
    amountFen: made.terms?.amountFen ?? null,
    annualRate: made.terms?.rate ?? null,
    bp: made.terms?.bp ?? null,
    tenorMonths: made.terms ? tenorMonths : null,
    validUntil: made.terms?.validUntil ?? null,
    conditions: [...body.conditions],
    agreed: made.agreed,
    reason: body.reason,
    rejectionCodes: made.rejectionCodes,
    price: made.price,
    terms: made.sealed?.terms ?? null,
    termsSha256: made.sealed?.termsSha256 ?? null,
  })
}

/** What head office's approval comes to at the branch with what is added there. Refuses STEP_NOT_DONE, RATE_OFF_GRID, PAYEE_ABOVE_LOAN, PDF_CHARACTER_MISSING, and as `agreedHere` and `sealApproval`. */
async function granted(counter: Counter, reader: Reader, file: SubmittedFile, body: CaseDecidedBody, added: AddedTerms) {
  const assessment = assessCase(file)
  if (!assessment.ok) return assessment
  const { price } = assessment.value
  const opinion = (await opinionsOfCase(reader, counter.vault, file.record.caseId)).at(-1)
  if (!price || !opinion || body.amountFen === null || body.annualRate === null || !file.survey) return refuse('STEP_NOT_DONE', { milestone: 'REVIEWED' })
  // The sheet cannot be printed with it; head office is asked again.
  const drawn = gateEntered(counter.printer, written(body, opinion.note))
  if (!drawn.ok) return drawn
  const { parameters } = file.pack
  const [amountFen, annual] = [fen(Number(body.amountFen)), rate(body.annualRate)]
  // A head office of an earlier release does not ask.
  if ((annual - price.lprRate) % RATE_PER_BP !== 0) return refuse('RATE_OFF_GRID', { field: 'rate' })
  const { paymentMode, payee } = file.application.loan
  if (paymentMode === 'MIXED' && payee && amountFen <= payee.amountFen) return refuse('PAYEE_ABOVE_LOAN', { field: 'amountFen', payeeFen: payee.amountFen })
  const agreed = agreedHere(counter, file, 'APPROVED', withAdded(added), amountFen)
  if (!agreed.ok) return agreed
  const terms = { amountFen, rate: annual, bp: (annual - price.lprRate) / RATE_PER_BP, validUntil: addDays(file.today, parameters.approvalValidityDays) }
  const ratios = ratiosOf({ application: file.application, survey: file.survey.survey, parameters }, amountFen, annual)
  const { lprPublishedOn, lprTenor, lprRate } = price
  const priced = { pricingDate: file.today, lprPublishedOn, lprTenor, lprRate, bp: terms.bp, annualRate: annual }
  const sealed = sealApproval(counter, file, { amountFen, annualRate: annual, price: priced, conditions: body.conditions, agreed: agreed.value })
  return sealed.ok ? ok({ assessment: assessment.value, opinion, agreed: agreed.value, terms, priced, ratios, sealed: sealed.value }) : sealed
}

/** Why a decision on the case as it stands cannot be taken all the same, or null: its terms are none a contract can be drawn up on, or its words none a paper can print. */
export async function unfit(counter: Counter, reader: Reader, decision: OfficeDecision, added: AddedTerms = {}): Promise<Refusal | null> {
  if (decision.outcome !== 'APPROVED' || decision.caseId === null) return null
  const opened = await openCaseFile(counter, reader, decision.caseId)
  const file = opened.ok ? submitted(opened.value) : opened
  if (!file.ok) return null
  const terms = await granted(counter, reader, file.value, decision.body, added)
  return terms.ok ? null : terms.error
}

/** What the approval sheet prints in words others wrote, by where it was entered. */
const written = ({ conditions, reason, decidedBy }: CaseDecidedBody, note: string): Record<string, string> => ({
  reason,
  note,
  ...Object.fromEntries(conditions.map((text, index) => [`conditions.${index}`, text])),
  ...Object.fromEntries(decidedBy.map((text, index) => [`decidedBy.${index}`, text])),
})

async function approve(
  counter: Counter,
  tx: PaperWriter,
  session: Session,
  file: SubmittedFile,
  body: CaseDecidedBody,
  number: string,
  added: AddedTerms,
): Promise<Result<Taken>> {
  const whole = await granted(counter, tx, file, body, added)
  if (!whole.ok) return whole
  const { assessment, opinion, agreed, terms, priced, ratios, sealed } = whole.value
  const { amountFen } = terms
  await record(counter, tx, file, body, { number, outcome: 'APPROVED', terms, price: priced, rejectionCodes: [], agreed, sealed })
  const paper = await approvalPaper(counter, tx, session, file, {
    number,
    decision: {
      outcome: 'APPROVED',
      amountFen,
      rate: terms.rate,
      conditions: body.conditions,
      reason: body.reason,
      validUntil: terms.validUntil,
    },
    agreed,
    opinion,
    assessment,
    ratios,
    exposureFen: await exposureOf(tx, counter.vault, file.record, amountFen),
    sealed,
    decidedByOffice: body.decidedBy.join(' / '),
  })
  const sheet = await produce(counter, tx, session, file, paper)
  if (!sheet.ok) return sheet
  await fileProduced(counter, tx, session, sheet.value, { itemId: 'D704', signedBy: ['RV', 'BM'], on: file.today })
  return ok({
    action: 'takeHeadOfficeDecision',
    done: ['HEAD_OFFICE_DECIDED'],
    patch: { approver: null, approvedOn: file.today, approvalValidUntil: terms.validUntil },
    reason: body.reason,
    value: { documentIds: [sheet.value.documentId] },
  })
}

async function reject(counter: Counter, tx: PaperWriter, session: Session, file: SubmittedFile, body: CaseDecidedBody, number: string): Promise<Result<Taken>> {
  const codes = rejectionReasons(body.reasonCodes)
  if (!codes.ok) return codes
  await record(counter, tx, file, body, {
    number,
    outcome: 'REJECTED',
    terms: null,
    price: null,
    rejectionCodes: codes.value,
    agreed: PLAIN_TERMS,
    sealed: null,
  })
  const printed = await rejectionPaper(counter, tx, session, file, codes.value)
  if (!printed.ok) return printed
  return ok({
    action: 'reject',
    done: ['HEAD_OFFICE_DECIDED', 'HEAD_OFFICE_REFUSED'],
    patch: { endedOn: file.today, reasonCodes: codes.value, dueOn: null },
    reason: body.reason,
    value: { documentIds: [printed.value.documentId] },
  })
}

async function giveBack(counter: Counter, tx: Writer, file: SubmittedFile, body: CaseDecidedBody, number: string): Promise<Result<Taken>> {
  await record(counter, tx, file, body, { number, outcome: 'RETURNED', terms: null, price: null, rejectionCodes: [], agreed: PLAIN_TERMS, sealed: null })
  return ok({
    action: 'returnToReview',
    done: ['HEAD_OFFICE_DECIDED'],
    patch: { reviewer: null, approver: null, approvedOn: null, approvalValidUntil: null },
    reason: body.reason,
    value: { documentIds: [] },
  })
}

export interface Taking extends CaseAt {
  /** With an approval: what the branch adds to it. Without: nothing. */
  readonly agreed?: AddedTerms | undefined
}

/**
 * The branch manager takes head office's decision on the case, and adds the costs to an approval. It binds to what was asked about the version head office saw:
 * when the branch moved on, it is refused and stands as a conflict for a person to settle (features 4.17).
 * Refuses OFFICE_DECISION_MISSING, OFFICE_DECISION_STALE (seen, now), DIFFERENT_PERSON_NEEDED, RATE_OFF_GRID, PAYEE_ABOVE_LOAN, TERMS_INVALID, PDF_CHARACTER_MISSING,
 * FIELD_INVALID, COST_ABOVE_CEILING and COST_NOTHING_HELD at the costs, and what the lifecycle refuses.
 */
export const takeOfficeDecision = (
  counter: Counter,
  session: Session,
  { agreed = {}, ...at }: Taking,
): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, at, 'approval.takeDecision', async (tx, opened) => {
    const file = submitted(opened)
    if (!file.ok) return file
    const current = file.value.record
    const decision = await decisionToTake(counter, tx, current.caseId, current.version)
    if (!decision) return refuse('OFFICE_DECISION_MISSING')
    if (!(await standsAsSeen(counter, tx, decision, current)))
      return refuse('OFFICE_DECISION_STALE', { seen: decision.caseVersion, now: current.version, state: current.state })
    const { firstManager, secondManager, reviewer } = current
    const persons = differentPersons('APPROVAL', session, { FIRST_MANAGER: firstManager, SECOND_MANAGER: secondManager, REVIEWER: reviewer })
    if (!persons.ok) return persons
    const number = await nextNumber(counter, tx, 'APPROVAL', file.value.today)
    if (!number.ok) return number
    await officeDecisions(tx, counter.vault).settle(decision.id, 'TAKEN', session.staffId, counter.clock.now())
    if (decision.outcome === 'APPROVED') return approve(counter, tx, session, file.value, decision.body, number.value, agreed)
    if (decision.outcome === 'REJECTED') return reject(counter, tx, session, file.value, decision.body, number.value)
    return giveBack(counter, tx, file.value, decision.body, number.value)
  })

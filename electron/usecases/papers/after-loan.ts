import { firstRepricing } from '../../../core/contract/agreed-terms.ts'
import { termsOnPaper } from '../../../core/contract/approved-terms.ts'
import { overdueFrom } from '../../../core/contract/arrears.ts'
import { type PaperSecurity, securitiesOf } from '../../../core/contract/paper-security.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { valueOn } from '../../../core/contract/value-on.ts'
import { paperAmount } from '../../../core/contract/view-values.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { asId, type CaseId, type DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { decideTransition } from '../../../core/loan-case/decide-transition.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { transitionFor } from '../../../core/loan-case/transitions.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import type { Writer } from '../../../db/sql.ts'
import { zhDate } from '../../../templates/layout/words.ts'
import { dunningLetter, releaseApplication, settlementCertificate } from '../../services/paper-forms.ts'
import { sealOf } from '../../services/seal-of.ts'
import { note } from '../audit-note.ts'
import { type CaseFile, openCaseFile } from '../cases/case-file.ts'
import { gateFacts, saveChanged } from '../cases/change-case.ts'
import { writeWithPapers } from '../cases/paper-press.ts'
import { produceAll } from '../cases/produce.ts'
import type { Counter } from '../counter.ts'

type Printed = Promise<Result<{ documentIds: DocumentId[] }>>
/** States in which the money is out. */
const OUT: readonly State[] = ['ACTIVE', 'OVERDUE', 'EXTENDED', 'RENEWED', 'SETTLED', 'ARCHIVED']

interface Running {
  readonly file: CaseFile
  /** The terms as they run since the money left (ADR 0018). */
  readonly terms: ContractTerms
  readonly valueDate: DateOnly
}

/** A loan whose money is out. Refuses CASE_NOT_FOUND, DAY_NOT_OPEN, TRANSITION_NOT_ALLOWED, TERMS_DIFFER where its terms are not those that were sealed. */
async function runningLoan(counter: Counter, tx: Writer, caseId: string): Promise<Result<Running>> {
  const file = await openCaseFile(counter, tx, asId<CaseId>(caseId))
  if (!file.ok) return file
  const { record, contract, dayOpen } = file.value
  if (!dayOpen) return refuse('DAY_NOT_OPEN')
  const valueDate = (await findDisbursement(tx, counter.vault, record.caseId))?.valueDate
  if (!OUT.includes(record.state) || !contract || !valueDate) return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
  if (sealOf(contract.written) !== contract.termsSha256) return refuse('TERMS_DIFFER', { fields: ['seal'] })
  return ok({ file: file.value, terms: valueOn(termsOnPaper(contract), valueDate), valueDate })
}

/**
 * The loan is settled with its certificate, in the same transaction, from where the lifecycle leads there (domain 1.4, state 16); a
 * certificate made again may say another day. Refuses as `decideTransition`.
 */
async function settleWith(counter: Counter, tx: Writer, session: Session, caseId: CaseId, settledOn: DateOnly): Promise<Result<unknown>> {
  const file = await openCaseFile(counter, tx, caseId)
  if (!file.ok) return file
  const { record } = file.value
  const moves = transitionFor(record.state, 'settle') !== undefined
  if (!moves && (record.settledOn === null || record.settledOn === settledOn)) return ok(null)
  const step = { action: 'settle' as const, done: ['BALANCE_ZERO' as const], patch: { settledOn, dueOn: null }, value: null }
  const state = moves ? decideTransition(record.state, 'settle', gateFacts(file.value, session, step)) : ok(record.state)
  return state.ok ? saveChanged(counter, tx, session, file.value, step, state.value, 'case.settle') : state
}

/** The rights that stand in a register and go with the debt (Civil Code 393): the house's or vehicle's mortgage, the pledge. */
const registered = (terms: ContractTerms): (PaperSecurity | null)[] => [
  ...(terms.house ? [null] : []),
  ...securitiesOf(terms).filter(({ kind }) => kind === 'VEHICLE' || kind === 'PLEDGE'),
]

/**
 * The settlement certificate, which settles the case, and an application to release each registered right, with one date on all of them. That the balance is
 * zero is the core system's to know: its receipt is named and kept in the audit log. A security up to a maximum outlives the loan (Civil
 * Code 420): it is released only with a reason, which stands in the log (ADR 0146).
 * Refuses as `runningLoan` and `settleWith`; FIELD_INVALID for a day before the money left or after today; REASON_MISSING where they were made before.
 */
export async function printSettlement(
  counter: Counter,
  session: Session,
  request: {
    readonly caseId: string
    readonly settledOn: DateOnly
    readonly reference: string
    readonly reason: string
    /** Why a security up to a maximum goes too; absent or empty: it stays. Not asked of any other. */
    readonly releaseReason?: string | undefined
  },
): Printed {
  const printed = await writeWithPapers(counter, async (tx) => {
    const loan = await runningLoan(counter, tx, request.caseId)
    if (!loan.ok) return loan
    const { file, terms, valueDate } = loan.value
    if (request.settledOn < valueDate) return refuse('FIELD_INVALID', { field: 'settledOn', reason: 'DATE_BEFORE_CONTRACT' })
    if (request.settledOn > file.today) return refuse('FIELD_INVALID', { field: 'settledOn', reason: 'DATE_IN_FUTURE' })
    const settledOn = zhDate(request.settledOn)
    const proofNo = file.registration?.proof?.proofNo
    const { clauses } = counter.packs
    const why = (terms.maximum && request.releaseReason?.trim()) || undefined
    const rights = terms.maximum && why === undefined ? [] : registered(terms)
    const releases = proofNo ? rights.map((security) => releaseApplication(terms, clauses, { settledOn, proofNo, security })) : []
    const printed = await produceAll(counter, tx, session, file, [settlementCertificate(terms, clauses, settledOn), ...releases], { reason: request.reason })
    if (!printed.ok) return printed
    await note(counter, tx, session, {
      action: 'papers.settle',
      caseId: file.record.caseId,
      subject: `${request.settledOn} ${request.reference}`,
      ...(why === undefined ? {} : { reason: why }),
    })
    const settled = await settleWith(counter, tx, session, file.record.caseId, request.settledOn)
    return settled.ok ? ok({ documentIds: printed.value }) : settled
  })
  if (printed.ok) await counter.names.put(asId<CaseId>(request.caseId))
  return printed
}

/**
 * A dunning letter: what is overdue today when nothing was paid from one instalment on, by the rules of the contract.
 * Refuses as `runningLoan`; LOAN_SETTLED once a settlement certificate was made; FIELD_INVALID for an instalment that is not overdue, or a
 * day to pay by that is not ahead; RATE_REPRICED.
 */
export const printDunning = (
  counter: Counter,
  session: Session,
  request: { readonly caseId: string; readonly firstUnpaid: number; readonly payBy: DateOnly },
): Printed =>
  writeWithPapers(counter, async (tx) => {
    const loan = await runningLoan(counter, tx, request.caseId)
    if (!loan.ok) return loan
    const { file, terms } = loan.value
    const before = await documentsOfCase(tx, file.record.caseId)
    const certificate = before.find(({ kind, supersededAt }) => kind === 'SETTLEMENT_CERTIFICATE' && supersededAt === null)
    if (certificate) return refuse('LOAN_SETTLED', { number: certificate.number })
    // From then on the interest is another: only the core system has it (ADR 0144).
    const repricedOn = firstRepricing(terms.loan)
    if (repricedOn !== null && repricedOn <= file.today) return refuse('RATE_REPRICED', { repricedOn })
    if (request.payBy <= file.today) return refuse('FIELD_INVALID', { field: 'payBy', reason: 'DATE_IN_PAST' })
    const overdue = overdueFrom(terms, request.firstUnpaid, file.today, file.pack.parameters.penalty.graceDays)
    if (!overdue) return refuse('FIELD_INVALID', { field: 'firstUnpaid', reason: 'NOT_OVERDUE' })
    const letters = before.filter(({ kind }) => kind === 'DUNNING_LETTER').map(({ number }) => number)
    const total = paperAmount(overdue.totalFen)
    const letter = dunningLetter(terms, counter.packs.clauses, new Set(letters).size + 1, {
      asOf: zhDate(file.today),
      overdueDays: String(overdue.days),
      overduePrincipal: paperAmount(overdue.principalFen).figures,
      overdueInterest: paperAmount(overdue.interestFen).figures,
      overduePenalty: paperAmount(overdue.penaltyFen).figures,
      overdueTotal: total.figures,
      overdueTotalWords: total.uppercase,
      payBy: zhDate(request.payBy),
    })
    const printed = await produceAll(counter, tx, session, file, [letter])
    if (printed.ok) await note(counter, tx, session, { action: 'papers.dun', caseId: file.record.caseId, subject: letter.number })
    return printed.ok ? ok({ documentIds: printed.value }) : printed
  })

import { randomUUID } from 'node:crypto'
import { differentPersons } from '../../../core/approval/four-eyes.ts'
import { termsOnPaper } from '../../../core/contract/approved-terms.ts'
import { valueOn } from '../../../core/contract/value-on.ts'
import { type Condition, mayDisburse } from '../../../core/disbursement/conditions.ts'
import type { ConditionBasis } from '../../../core/disbursement/own-conditions.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId, DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { decideTransition } from '../../../core/loan-case/decide-transition.ts'
import { type DisbursementRecord, disbursements, findDisbursement, voucherUsed } from '../../../db/repositories/disbursements.ts'
import { secondAuthorisations } from '../../../db/repositories/second-authorisations.ts'
import type { Writer } from '../../../db/sql.ts'
import { gateEntered } from '../../services/text-gate.ts'
import { note } from '../audit-note.ts'
import { openCaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, gateFacts, type Moved, saveChanged } from '../cases/change-case.ts'
import { markOf, markOfStaff } from '../cases/slip-case.ts'
import { asApproved } from '../contract/as-approved.ts'
import { provenFaceToFace } from '../contract/enter-register.ts'
import { signedSetGapsOf } from '../contract/signed-set.ts'
import type { Counter } from '../counter.ts'
import { conditionsOfCase } from './conditions-of-case.ts'
import { type FreshReport, firstLoanAgain } from './first-loan-again.ts'
import { fileChecklist, produceForDay } from './payment-papers.ts'

/** To the disbursement desk: on credit after signing, with a mortgage once the registration is effective. */
export const makeReady = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'disbursement.ready', async (_tx, file) => ok({ action: 'ready', patch: { dueOn: file.today }, value: {} }))

/** The disbursement officer checks every condition and prints checklist and IOU. Refuses TERMS_DIFFER, CONDITIONS_OPEN naming what is open and whose turn it is, and PDF_CHARACTER_MISSING in a basis. */
export const prepareRelease = (
  counter: Counter,
  session: Session,
  request: CaseAt & {
    readonly registryCheckedOn: DateOnly
    readonly creditReport?: FreshReport | null | undefined
    readonly confirmed?: readonly ConditionBasis[]
  },
): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, request, 'disbursement.prepare', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { contract, today } = at.value
    const approved = asApproved(counter, at.value)
    if (!approved.ok) return approved
    const earlier = await findDisbursement(tx, counter.vault, file.record.caseId)
    const again = request.creditReport ? firstLoanAgain(at.value, request.creditReport) : ok(earlier?.firstLoanAgain ?? null)
    if (!again.ok) return again
    const { registryCheckedOn, confirmed = [] } = request
    const drawn = gateEntered(counter.printer, Object.fromEntries(confirmed.map(({ basis }, n) => [`confirmed.${n}.basis`, basis])))
    if (!drawn.ok) return drawn
    const conditions = conditionsOfCase(at.value, {
      registryCheckedOn,
      confirmed,
      reportEnquiredOn: again.value?.report.enquiredOn ?? null,
      valueDate: today,
      termsDiffering: [],
      signedSetGaps: await signedSetGapsOf(counter, tx, file),
      faceToFace: await provenFaceToFace(counter, tx, file),
    })
    if (!conditions.ok) return conditions
    const open = conditions.value.filter((condition) => !condition.met)
    if (!mayDisburse(conditions.value)) return refuse('CONDITIONS_OPEN', { conditions: open.map((one) => `${one.code}: ${one.open.join(' ')} (${one.actor})`) })
    if (!contract) return refuse('STEP_NOT_DONE', { milestone: 'CONTRACT_DRAWN_UP' })
    const terms = valueOn(termsOnPaper(contract), today)
    const { loan } = terms
    await disbursements(tx, counter.vault).prepare({
      caseId: file.record.caseId,
      preparedBy: session.staffId,
      preparedAt: counter.clock.now(),
      amountFen: loan.amountFen,
      releasedBy: null,
      releasedAt: null,
      voucherNo: null,
      valueDate: null,
      account: loan.debitAccount,
      payee: loan.payee && { name: loan.payee.name, account: loan.payee.account, bank: loan.payee.bank },
      registryCheckedOn,
      conditions: conditions.value,
      confirmed,
      preparedFor: today,
      firstLoanAgain: again.value,
    })
    const mark = markOf(session, today)
    const checklist = await fileChecklist(
      counter,
      tx,
      session,
      at.value,
      { conditions: conditions.value, confirmed },
      { checkedBy: mark, releasedBy: { name: '', staffNo: '', on: today } },
      null,
      ['PO'],
    )
    if (!checklist.ok) return checklist
    const dated = await produceForDay(counter, tx, session, at.value, terms, earlier)
    if (!dated.ok) return dated
    return ok({ action: 'prepare', patch: { disbursementPreparer: session.staffId }, value: { documentIds: [checklist.value, ...dated.value] } })
  })

async function readyToRelease(
  tx: Writer,
  counter: Counter,
  session: Session,
  file: SubmittedFile,
  voucherNo: string,
): Promise<Result<{ prepared: DisbursementRecord; conditions: Condition[] }>> {
  const prepared = await findDisbursement(tx, counter.vault, file.record.caseId)
  if (!prepared || prepared.releasedAt !== null) return refuse('STEP_NOT_DONE', { milestone: 'DISBURSEMENT_PREPARED' })
  const persons = differentPersons('DISBURSE', session, { DISBURSEMENT_PREPARER: prepared.preparedBy })
  if (!persons.ok) return persons
  const approved = asApproved(counter, file, prepared)
  if (!approved.ok) return approved
  if (await voucherUsed(tx, voucherNo)) return refuse('VOUCHER_USED', { field: 'voucherNo' })
  const { registryCheckedOn, confirmed, firstLoanAgain: again, preparedFor } = prepared
  const conditions = conditionsOfCase(file, {
    registryCheckedOn,
    confirmed,
    reportEnquiredOn: again?.report.enquiredOn ?? null,
    valueDate: preparedFor,
    termsDiffering: [],
    signedSetGaps: await signedSetGapsOf(counter, tx, file),
    faceToFace: await provenFaceToFace(counter, tx, file),
  })
  if (!conditions.ok) return conditions
  const open = conditions.value.filter((condition) => !condition.met)
  if (open.length > 0) return refuse('CONDITIONS_OPEN', { conditions: open.map((one) => `${one.code}: ${one.open.join(' ')} (${one.actor})`) })
  return ok({ prepared, conditions: conditions.value })
}

/**
 * The branch manager confirms the core system's voucher: the money is out, the first-loan flag is frozen, the loan is active.
 * `askedBy` is who sat at the counter when the manager authorised it there; null when the manager sits at his own.
 * Refuses DIFFERENT_PERSON_NEEDED, TERMS_DIFFER, VOUCHER_USED, CONDITIONS_OPEN and every refusal of the DISBURSE gate.
 */
export const releaseFunds = (
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly voucherNo: string },
  askedBy: Session | null = null,
): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, request, 'disbursement.release', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { record, today } = at.value
    const ready = await readyToRelease(tx, counter, session, at.value, request.voucherNo)
    if (!ready.ok) return ready
    const marks = { checkedBy: await markOfStaff(tx, ready.value.prepared.preparedBy, ready.value.prepared.preparedFor), releasedBy: markOf(session, today) }
    const { firstLoanAgain: again } = ready.value.prepared
    if (askedBy) await recordSecondPerson(counter, tx, session, askedBy, record.caseId)
    const checklist = await fileChecklist(
      counter,
      tx,
      session,
      at.value,
      { conditions: ready.value.conditions, confirmed: ready.value.prepared.confirmed },
      marks,
      request.voucherNo,
      ['PO', 'BM'],
    )
    if (!checklist.ok) return checklist
    await disbursements(tx, counter.vault).release(record.caseId, {
      releasedBy: session.staffId,
      releasedAt: counter.clock.now(),
      voucherNo: request.voucherNo,
      valueDate: today,
    })
    return ok({
      action: 'release',
      done: ['DISBURSEMENT_PREPARED', 'FIRST_LOAN_FROZEN', 'VOUCHER_CONFIRMED'],
      patch: {
        releasedBy: session.staffId,
        disbursedOn: today,
        firstLoanFrozen: again ? again.found.result : record.firstLoanDetermined,
        ...(again ? { firstLoanBasis: again.found.basis } : {}),
        dueOn: null,
      },
      after: (step) => activate(counter, step, session, record.caseId),
      value: { documentIds: [checklist.value] },
    })
  })

/** Two persons at one counter: who asked and who authorised, in the table that refuses one person for both, and in the audit log. */
async function recordSecondPerson(counter: Counter, tx: Writer, session: Session, askedBy: Session, caseId: CaseId): Promise<void> {
  const { action, ...persons } = { action: 'disbursement.release', askedBy: askedBy.staffId, authorisedBy: session.staffId }
  await secondAuthorisations(tx).insert({ authorisationId: randomUUID(), caseId, action, ...persons, at: counter.clock.now() })
  await note(counter, tx, session, { action: 'disbursement.authorise', caseId, subject: askedBy.staffNo })
}

/** The second step of the same act: schedule and post-loan tasks stand, the loan is active and head office hears of it. */
async function activate(counter: Counter, tx: Writer, session: Session, caseId: CaseId): Promise<Result<Moved>> {
  const file = await openCaseFile(counter, tx, caseId)
  if (!file.ok) return file
  const at = submitted(file.value)
  if (!at.ok) return at
  const step = { action: 'activate' as const, done: ['SERVICING_SET_UP' as const], value: null }
  const state = decideTransition(file.value.record.state, 'activate', gateFacts(file.value, session, step))
  if (!state.ok) return state
  const saved = await saveChanged(counter, tx, session, file.value, step, state.value, 'disbursement.activate')
  if (!saved.ok) return saved
  return saved
}

import type { ContractTerms } from '../../../core/contract/terms.ts'
import type { Condition } from '../../../core/disbursement/conditions.ts'
import { type ConditionBasis, ownConditions } from '../../../core/disbursement/own-conditions.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { insuranceNeeded } from '../../../core/loan-case/signatories.ts'
import { registrationDue } from '../../../core/product/vocabulary.ts'
import type { DisbursementRecord } from '../../../db/repositories/disbursements.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { instalments } from '../../../db/repositories/instalments.ts'
import { papers, papersOfCase } from '../../../db/repositories/papers.ts'
import type { StaffMark } from '../../../templates/layout/slip-head.ts'
import { customerCard } from '../../services/paper-forms.ts'
import { disbursementChecklist, iou, repaymentSchedule } from '../../services/papers.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import type { PaperWriter } from '../cases/paper-press.ts'
import { fileProduced, produce, produceAll } from '../cases/produce.ts'
import { setPrintedAside } from '../cases/set-aside.ts'
import { slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'
import { checklistLines } from './checklist-lines.ts'

const CHECKLIST_ITEM = 'D708'

/** The conditions as they were found, and how those of the approval were met by the word of the preparer. */
interface Checked {
  readonly conditions: readonly Condition[]
  readonly confirmed: readonly ConditionBasis[]
}

function checklistOf(
  counter: Counter,
  file: SubmittedFile,
  { conditions, confirmed }: Checked,
  marks: { checkedBy: StaffMark; releasedBy: StaffMark },
  voucherNo: string | null,
) {
  const { contract, record, today } = file
  if (!contract) throw new Error('conditions without a contract')
  const { terms } = contract
  return disbursementChecklist({
    ...slipCase(counter, file),
    checklistNo: `FK${record.applicationNo.slice(2)}`,
    contractNo: contract.contractNo,
    iouNo: contract.iouNo,
    amountFen: terms.loan.amountFen,
    account: terms.loan.debitAccount,
    payee: terms.loan.payee?.name ?? null,
    valueDate: today,
    voucherNo,
    lines: checklistLines(conditions, ownConditions(terms.conditions, confirmed), {
      mortgage: registrationDue(record.security),
      insurance: insuranceNeeded(file.application),
      disclosure: file.facts.disclosureDue,
    }),
    ...marks,
  })
}

/** Prints the checklist for these marks and files it as D708, in place of an earlier one. */
export async function fileChecklist(
  counter: Counter,
  tx: PaperWriter,
  session: Session,
  file: SubmittedFile,
  checked: Checked,
  by: Parameters<typeof checklistOf>[3],
  voucherNo: string | null,
  signedBy: ('PO' | 'BM')[],
): Promise<Result<DocumentId>> {
  const document = await produce(counter, tx, session, file, checklistOf(counter, file, checked, by, voucherNo), { rule: 'STEP_TAKEN' })
  if (!document.ok) return document
  const at = counter.clock.now()
  for (const paper of await papersOfCase(tx, counter.vault, file.record.caseId)) {
    if (paper.itemId === CHECKLIST_ITEM) await papers(tx, counter.vault).supersede(paper.paperId, at)
  }
  await fileProduced(counter, tx, session, document.value, { itemId: CHECKLIST_ITEM, signedBy, on: file.today })
  return ok(document.value.documentId)
}

/**
 * The IOU for the day the money leaves, and where that is not the contract's day the schedule and the customer's card with it (ADR 0018).
 * Whatever was received as the IOU before is no copy of it and counts no more; made for this contract and this day already, it stands.
 */
export async function produceForDay(
  counter: Counter,
  tx: PaperWriter,
  session: Session,
  file: SubmittedFile,
  terms: ContractTerms,
  earlier: DisbursementRecord | null,
): Promise<Result<DocumentId[]>> {
  const { contract, record, today } = file
  const moved = earlier !== null && earlier.preparedFor !== today
  const standing = (await documentsOfCase(tx, record.caseId)).find((one) => one.kind === 'IOU' && one.supersededAt === null && one.number === terms.iouNo)
  if (standing && earlier?.preparedFor === today) return ok([standing.documentId])
  const printed = [
    iou(terms, { sequence: 1, voucherNo: null }),
    ...(moved || terms.loan.valueDate !== contract?.terms.loan.valueDate ? [repaymentSchedule(terms), customerCard(terms, counter.packs.clauses)] : []),
  ]
  await setPrintedAside(counter, tx, file, ['IOU'])
  const documents = await produceAll(counter, tx, session, file, printed, { rule: moved ? 'ANOTHER_DAY' : 'STEP_TAKEN' })
  if (!documents.ok) return documents
  if (contract) {
    await instalments(tx).clear(record.caseId, contract.rev)
    await instalments(tx).insertAll(record.caseId, contract.rev, terms.schedule)
  }
  return documents
}

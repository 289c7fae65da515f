import type { DisbursementView } from '../../../core/bridge/money-calls.ts'
import { valueOn } from '../../../core/contract/value-on.ts'
import type { ConditionCode } from '../../../core/disbursement/conditions.ts'
import { ownConditions } from '../../../core/disbursement/own-conditions.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { maskCard } from '../../../core/kernel/masking.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { openCaseFile, submitted } from '../cases/case-file.ts'
import { fieldsOf, leftApproval } from '../contract/as-approved.ts'
import { provenFaceToFace } from '../contract/enter-register.ts'
import { signedSetGapsOf } from '../contract/signed-set.ts'
import type { Counter } from '../counter.ts'
import { conditionsOfCase } from './conditions-of-case.ts'

/** Open until the officer enters them with the preparation: the registry's answer, how the approval's conditions were met, and a fresh credit report where the old one is too old. */
const AT_PREPARING: readonly ConditionCode[] = ['CONDITIONS_MET', 'REGISTRY_RECHECKED', 'FIRST_LOAN_RECHECKED', 'VALUE_DATE_TODAY']

/** Each condition precedent as it stands now: met, or which and whose turn. Refuses CASE_NOT_FOUND, STEP_NOT_DONE before the contract. */
export const viewChecklist = (counter: Counter, caseId: CaseId): Promise<Result<DisbursementView>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const at = submitted(file.value)
    if (!at.ok) return at
    const { contract, today } = at.value
    if (!contract) return refuse('STEP_NOT_DONE', { milestone: 'CONTRACT_DRAWN_UP' })
    const prepared = await findDisbursement(reader, counter.vault, caseId)
    const valueDate = prepared?.preparedFor ?? today
    const left = prepared?.releasedAt ? ok([]) : leftApproval(counter, at.value, prepared)
    if (!left.ok) return left
    const confirmed = prepared?.confirmed ?? []
    const dates = {
      confirmed,
      registryCheckedOn: prepared?.registryCheckedOn ?? null,
      reportEnquiredOn: prepared?.firstLoanAgain?.report.enquiredOn ?? null,
      valueDate,
      termsDiffering: fieldsOf(left.value),
      signedSetGaps: await signedSetGapsOf(counter, reader, at.value),
      faceToFace: await provenFaceToFace(counter, reader, at.value),
    }
    const conditions = conditionsOfCase(at.value, dates)
    if (!conditions.ok) return conditions
    const { loan, conditions: approvalConditions } = valueOn(contract.terms, valueDate)
    const names = await staffNames(reader, prepared ? [prepared.preparedBy, ...(prepared.releasedBy ? [prepared.releasedBy] : [])] : [])
    const { payee } = loan
    return ok({
      conditions: conditions.value.map(({ code, met, actor, open }) => ({
        code,
        met,
        actor,
        open: [...open],
        atPreparing: !met && AT_PREPARING.includes(code),
      })),
      approvalConditions: ownConditions(approvalConditions, confirmed),
      amountFen: loan.amountFen,
      account: maskCard(loan.debitAccount),
      payee: payee && { name: payee.name, account: maskCard(payee.account), bank: payee.bank, amountFen: payee.amountFen },
      today,
      prepared: prepared && {
        by: names.get(prepared.preparedBy) ?? '',
        at: prepared.preparedAt,
        forDay: prepared.preparedFor,
        registryCheckedOn: prepared.registryCheckedOn,
      },
      released:
        prepared?.releasedBy && prepared.releasedAt && prepared.voucherNo && prepared.valueDate
          ? { by: names.get(prepared.releasedBy) ?? '', at: prepared.releasedAt, voucherNo: prepared.voucherNo, valueDate: prepared.valueDate }
          : null,
    })
  })

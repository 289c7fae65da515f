import { randomUUID } from 'node:crypto'
import { fen } from '../../../core/kernel/fen.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { drafts } from '../../../db/repositories/drafts.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { loanCases } from '../../../db/repositories/loan-cases.ts'
import { packFor, versionsOf } from '../../services/packs.ts'
import { note } from '../audit-note.ts'
import { nextNumber } from '../cases/numbers.ts'
import { newId } from '../cases/produce.ts'
import type { Counter } from '../counter.ts'
import { findableApplicant } from './draft-applicant.ts'

const NOTHING_YET = {
  acceptanceNo: null,
  dueOn: null,
  submittedBy: null,
  submittedAt: null,
  noticeDueOn: null,
  acceptedOn: null,
  acceptedBy: null,
  firstManager: null,
  secondManager: null,
  scoredAt: null,
  reviewer: null,
  approver: null,
  approvedOn: null,
  approvalValidUntil: null,
  disclosedOn: null,
  contractNo: null,
  contractMaker: null,
  contractSealer: null,
  signedOn: null,
  registeredOn: null,
  disbursementPreparer: null,
  releasedBy: null,
  disbursedOn: null,
  firstLoanDetermined: null,
  firstLoanBasis: null,
  firstLoanFrozen: null,
  settledOn: null,
  endedOn: null,
  reasonCodes: [],
  filedAt: null,
  archivedOn: null,
  archiveNo: null,
  papersOk: 0,
  papersNeeded: 0,
  papersMissing: 0,
  papersRejected: 0,
  papersOpen: 0,
  application: null,
} as const

/** Opens a draft for a product with the next application number. Refuses PRODUCT_UNKNOWN, DAY_NOT_OPEN, NUMBERS_USED_UP. */
export async function openCase(
  counter: Counter,
  session: Session,
  request: { readonly productCode: string; readonly body: Readonly<Record<string, unknown>> },
): Promise<Result<{ caseId: CaseId; version: number }>> {
  const pack = packFor(counter.packs, request.productCode)
  if (!pack) return refuse('PRODUCT_UNKNOWN', { field: 'productCode', productCode: request.productCode })
  const { product } = pack
  const caseId = newId<CaseId>()
  const body = { ...request.body, productCode: product.code }
  const at = counter.clock.now()
  const applicant = await findableApplicant(counter, body)
  const opened = await counter.database.write(async (tx) => {
    const day = await latestDay(tx)
    if (!day || day.closedAt !== null) return refuse('DAY_NOT_OPEN')
    const number = await nextNumber(counter, tx, 'APPLICATION', day.businessDate)
    if (!number.ok) return number
    const record: LoanCaseRecord = {
      ...NOTHING_YET,
      caseId,
      version: 1,
      state: 'DRAFT',
      applicationNo: number.value,
      productCode: product.code,
      productLine: product.line,
      security: product.security,
      packVersions: versionsOf(pack),
      amountFen: fen(0),
      tenorMonths: 0,
      openedBy: session.staffId,
      openedAt: at,
      openedOn: day.businessDate,
      updatedBy: session.staffId,
      updatedAt: at,
      firstLoanDeclared: false,
      applicant,
    }
    await loanCases(tx, counter.vault).insert(record)
    await drafts(tx, counter.vault).save({
      draftId: randomUUID(),
      staffId: session.staffId,
      caseId,
      productCode: product.code,
      savedAt: at,
      lastField: null,
      body,
    })
    await note(counter, tx, session, { action: 'intake.open', caseId, subject: number.value })
    return ok(record)
  })
  if (!opened.ok) return opened
  await counter.names.put(caseId)
  return ok({ caseId, version: 1 })
}

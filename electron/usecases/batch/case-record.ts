import type { CaseSealedInput2 } from '../../../core/batch/case-sealed.ts'
import { pledgedThings } from '../../../core/batch/pledged-things.ts'
import { latestContract } from '../../../db/repositories/contracts.ts'
import { latestDecision } from '../../../db/repositories/decisions.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import { latestScore } from '../../../db/repositories/scores.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { documentBlobs } from './case-blobs.ts'
import { queuePapers } from './papers-record.ts'
import { revisionOf } from './revision.ts'

const TYPE = 'case.sealed'
const SCHEMA = 2

async function bodyOf(counter: Counter, reader: Reader, file: CaseFile, archiveNo: string | null): Promise<CaseSealedInput2> {
  const { record, registration, papers } = file
  const score = await latestScore(reader, counter.vault, record.caseId)
  const decision = await latestDecision(reader, counter.vault, record.caseId)
  const contract = await latestContract(reader, counter.vault, record.caseId)
  const disbursement = await findDisbursement(reader, counter.vault, record.caseId)
  return {
    applicationNo: record.applicationNo,
    contractNo: contract?.contractNo ?? null,
    archiveNo,
    businessDate: file.today,
    productCode: record.productCode,
    productLine: record.productLine,
    security: record.security,
    state: record.state,
    applicant: { name: record.applicant.name, idType: record.application?.borrower.idType ?? 'RESIDENT', idNumber: record.applicant.idNumber },
    amountFen: String(contract?.terms.loan.amountFen ?? record.amountFen),
    tenorMonths: record.tenorMonths,
    annualRate: contract?.terms.loan.rate.annualRate ?? null,
    method: record.application?.loan.repaymentMethod ?? null,
    firstLoan: {
      declared: record.firstLoanDeclared,
      determined: record.firstLoanDetermined,
      frozen: record.firstLoanFrozen !== null,
      basis: record.firstLoanBasis,
    },
    score: score?.points != null && score.grade ? { points: score.points, grade: score.grade } : null,
    decision:
      decision && decision.amountFen !== null && decision.annualRate !== null
        ? { outcome: decision.outcome, decidedOn: decision.decidedOn, amountFen: String(decision.amountFen), annualRate: decision.annualRate }
        : null,
    registration: registration && { state: registration.state, proofNo: registration.proof?.proofNo ?? null, effectiveOn: registration.effectiveOn },
    disbursement:
      disbursement?.voucherNo && record.disbursedOn
        ? { disbursedOn: record.disbursedOn, amountFen: String(disbursement.amountFen), voucherNo: disbursement.voucherNo }
        : null,
    // The version the case has once the step this record belongs to is saved.
    caseVersion: record.version,
    collateral: record.application ? pledgedThings(record.application) : [],
    papers: papers.map(({ itemId, sha256, pages }) => ({ itemId, sha256, pages })),
  }
}

/** Puts the case as it now stands into the outbox, and its scans where they are others, in the transaction of the change (sync.md §4). */
export async function queueCaseRecord(counter: Counter, tx: Writer, file: CaseFile, archiveNo: string | null = null): Promise<void> {
  const { caseId } = file.record
  const rev = await revisionOf(counter, tx, TYPE, caseId)
  await outbox(tx, counter.vault).add({
    id: caseId,
    caseId,
    type: TYPE,
    rev,
    schema: SCHEMA,
    body: { ...(await bodyOf(counter, tx, file, archiveNo)) },
    blobs: await documentBlobs(tx, file),
    madeAt: counter.clock.now(),
  })
  await queuePapers(counter, tx, file)
}

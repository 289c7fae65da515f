import type { CaseSealedInput2 } from '../../../core/batch/case-sealed.ts'
import { pledgedThings } from '../../../core/batch/pledged-things.ts'
import type { BlobReference } from '../../../core/batch/record-line.ts'
import { latestContract } from '../../../db/repositories/contracts.ts'
import { latestDecision } from '../../../db/repositories/decisions.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { outbox, revisionsOf } from '../../../db/repositories/outbox.ts'
import { latestScore } from '../../../db/repositories/scores.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

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

/** The PDFs of the case that stand: head office gets each once, by its hash. */
async function blobsOf(reader: Reader, file: CaseFile): Promise<BlobReference[]> {
  const documents = await documentsOfCase(reader, file.record.caseId)
  return documents
    .filter((document) => document.supersededAt === null)
    .map(({ sha256, bytes, kind, number }) => ({ sha256, bytes, media: 'application/pdf', role: `${kind}.${number}`.slice(0, 60) }))
}

/** Puts the case as it now stands into the outbox, in the transaction of the change (sync.md §4). */
export async function queueCaseRecord(counter: Counter, tx: Writer, file: CaseFile, archiveNo: string | null = null): Promise<void> {
  const { caseId } = file.record
  const rev = (await revisionsOf(tx, TYPE, caseId)) + 1
  await outbox(tx, counter.vault).add({
    id: caseId,
    caseId,
    type: TYPE,
    rev,
    schema: SCHEMA,
    body: { ...(await bodyOf(counter, tx, file, archiveNo)) },
    blobs: await blobsOf(tx, file),
    madeAt: counter.clock.now(),
  })
}

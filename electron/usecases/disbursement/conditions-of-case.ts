import { openBlockers } from '../../../core/completeness/report.ts'
import { checkPayment } from '../../../core/contract/payment-rule.ts'
import { valueOn } from '../../../core/contract/value-on.ts'
import { type Condition, disbursementConditions } from '../../../core/disbursement/conditions.ts'
import { type ConditionBasis, ownConditions, unconfirmed } from '../../../core/disbursement/own-conditions.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { insuranceNeeded, signatories } from '../../../core/loan-case/signatories.ts'
import { registrationDue } from '../../../core/product/vocabulary.ts'
import type { SubmittedFile } from '../cases/case-file.ts'

/** Items the disbursement itself makes: the checklist and the IOU cannot be asked of it beforehand. */
const MADE_HERE = ['D708', 'D710', 'D707']

/** What the payment check adds to the case: the registry look-up, a credit report asked for again, the day the IOU is made for, the signed pages. */
export interface PaymentDates {
  readonly registryCheckedOn: DateOnly | null
  readonly reportEnquiredOn: DateOnly | null
  /** What the preparer said of the approval's own conditions. */
  readonly confirmed: readonly ConditionBasis[]
  readonly valueDate: DateOnly
  /** From `fieldsOf`. */
  readonly termsDiffering: readonly string[]
  /** From `signedSetGapsOf`. */
  readonly signedSetGaps: readonly string[]
  /** From `provenFaceToFace`. */
  readonly faceToFace: boolean
}

/** Every condition precedent as it stands today (domain 1.4, state 11). Refuses STEP_NOT_DONE without contract and approval. */
export function conditionsOfCase(
  file: SubmittedFile,
  { registryCheckedOn, reportEnquiredOn, confirmed, valueDate, termsDiffering, signedSetGaps, faceToFace }: PaymentDates,
): Result<Condition[]> {
  const { application, record, contract, decision, survey, registration, report, pack, today, facts, papers } = file
  if (!contract || !decision || record.approvalValidUntil === null || !survey) return refuse('STEP_NOT_DONE', { milestone: 'CONTRACT_DRAWN_UP' })
  const { loan } = valueOn(contract.terms, valueDate)
  const payment = checkPayment(
    {
      line: record.productLine,
      drawnOn: today,
      purposeCode: application.loan.purposeCode,
      amountFen: loan.amountFen,
      mode: loan.paymentMode,
      entrustedFen: loan.payee?.amountFen ?? fen(0),
      payeeKnown: loan.payee !== null,
      payeeTakesTransfer: true,
      earlier: [],
    },
    pack.parameters.payment,
  )
  const people = signatories(application)
  return ok(
    disbursementConditions(
      {
        today,
        dayOpen: file.dayOpen,
        openItems: openBlockers(report, 'DISBURSE')
          .filter((line) => !MADE_HERE.includes(line.itemId))
          .map((line) => `${line.itemId}/${line.party}`),
        approvalValidUntil: record.approvalValidUntil,
        unmetConditions: unconfirmed(ownConditions(contract.terms.conditions, confirmed)),
        disclosureSignedOn: record.disclosedOn,
        disclosureDue: facts.disclosureDue,
        contractSignedOn: record.signedOn,
        faceToFace,
        signedSetGaps,
        valueDate,
        termsDiffering,
        idsExpireOn: people.map((person) => person.idExpiresOn),
        registrationState: registrationDue(record.security) ? (registration?.state ?? 'DRAFT') : null,
        registryCheckedOn,
        insuredUntil: papers.find((paper) => paper.itemId === 'D610')?.expiresOn ?? null,
        insuranceNeededUntil: insuranceNeeded(application) ? loan.maturityOn : null,
        firstLoanCheckedOn: reportEnquiredOn ?? survey.survey.creditReport.enquiredOn,
        paymentRefusal: payment.ok ? null : payment.error.code,
      },
      pack.parameters,
    ),
  )
}

import type { ContractTermsInput } from '../../../core/contract/terms.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { type Result, refuse } from '../../../core/kernel/result.ts'
import { termsOf } from '../../../core/loan-case/terms-of.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import { lenderOf } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

export interface TermNumbers {
  readonly contractNo: string
  readonly mortgageNo: string | null
  readonly iouNo: string
}

/** The canonical terms from the standing approval. Refuses APPROVAL_MISSING, STEP_NOT_DONE and what the cost disclosure refuses. */
export function termsOfCase(
  counter: Counter,
  file: SubmittedFile,
  numbers: TermNumbers,
  dates: { readonly valueDate: DateOnly; readonly disclosedOn: DateOnly | null },
): Result<ContractTermsInput> {
  const { application, record, pack, decision, survey } = file
  if (decision?.outcome !== 'APPROVED' || decision.amountFen === null || decision.annualRate === null || !decision.price) return refuse('APPROVAL_MISSING')
  const valuation = survey?.survey.valuation ?? null
  return termsOf({
    application,
    product: pack.product,
    parameters: pack.parameters,
    lender: lenderOf(counter),
    caseNo: record.applicationNo,
    ...numbers,
    amountFen: decision.amountFen,
    annualRate: decision.annualRate,
    lpr: { tenor: decision.price.lprTenor, publishedOn: decision.price.lprPublishedOn, lprRate: decision.price.lprRate },
    valueDate: dates.valueDate,
    appraisal: valuation && { appraisedFen: valuation.appraisedFen, priorDebtFen: valuation.priorDebtFen },
    conditions: decision.conditions,
    disclosedOn: dates.disclosedOn,
    signedOn: null,
  })
}

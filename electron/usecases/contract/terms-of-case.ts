import { ContractTerms, type ContractTermsInput } from '../../../core/contract/terms.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
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
function termsOfCase(
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

/** The same, checked: terms that contradict themselves are refused before any paper is made from them. Refuses TERMS_INVALID naming what does not fit. */
export function checkedTermsOfCase(...asked: Parameters<typeof termsOfCase>): Result<ContractTerms> {
  const input = termsOfCase(...asked)
  if (!input.ok) return input
  const terms = ContractTerms.safeParse(input.value)
  if (terms.success) return ok(terms.data)
  return refuse('TERMS_INVALID', { issues: terms.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) })
}

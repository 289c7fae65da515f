import type { AgreedTerms } from '../../../core/contract/agreed-terms.ts'
import { type ApprovedTerms, approvedTerms } from '../../../core/contract/approved-terms.ts'
import { ContractTerms, type ContractTermsInput } from '../../../core/contract/terms.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { Sha256 } from '../../../core/kernel/ids.ts'
import type { Rate } from '../../../core/kernel/rate.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { termsOf } from '../../../core/loan-case/terms-of.ts'
import type { Price } from '../../../core/scoring/price.ts'
import { sealOf } from '../../services/seal-of.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import { lenderOf } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

export interface TermNumbers {
  readonly contractNo: string
  readonly mortgageNo: string | null
  readonly iouNo: string
}

/** What the decision adds to the case. */
export interface Granted {
  readonly amountFen: Fen
  readonly annualRate: Rate
  readonly price: Pick<Price, 'lprTenor' | 'lprPublishedOn' | 'lprRate'>
  readonly conditions: readonly string[]
  readonly agreed: AgreedTerms
}

interface TermDates {
  readonly valueDate: DateOnly
  readonly disclosedOn: DateOnly | null
}

/** The case's own number stands in for those it has not yet. */
export const standInNumbers = ({ record }: SubmittedFile): TermNumbers => {
  const { applicationNo, security } = record
  return { contractNo: applicationNo, mortgageNo: security === 'MORTGAGE_RE' ? applicationNo : null, iouNo: applicationNo }
}

/** The decision in favour that counts. Refuses APPROVAL_MISSING. */
export function grantedIn({ decision }: SubmittedFile): Result<Granted & { readonly seal: Sha256 | null }> {
  if (decision?.outcome !== 'APPROVED' || decision.amountFen === null || decision.annualRate === null || !decision.price) return refuse('APPROVAL_MISSING')
  const { amountFen, annualRate, price, conditions, agreed, termsSha256 } = decision
  return ok({ amountFen, annualRate, price, conditions, agreed, seal: termsSha256 })
}

/** Not yet checked against themselves: to be compared, never printed. Refuses what the cost disclosure refuses. */
export function termsGranted(counter: Counter, file: SubmittedFile, granted: Granted, seal: Sha256 | null, numbers: TermNumbers, dates: TermDates) {
  const { application, record, pack, survey } = file
  const { amountFen, annualRate, price, conditions, agreed } = granted
  const valuation = survey?.survey.valuation ?? null
  return termsOf({
    application,
    product: pack.product,
    parameters: pack.parameters,
    lender: lenderOf(counter),
    caseNo: record.applicationNo,
    ...numbers,
    amountFen,
    annualRate,
    lpr: { tenor: price.lprTenor, publishedOn: price.lprPublishedOn, lprRate: price.lprRate },
    valueDate: dates.valueDate,
    appraisal: valuation && { appraisedFen: valuation.appraisedFen, priorDebtFen: valuation.priorDebtFen },
    conditions,
    agreed,
    disclosedOn: dates.disclosedOn,
    signedOn: null,
    seal,
  })
}

function checked(input: Result<ContractTermsInput>): Result<ContractTerms> {
  if (!input.ok) return input
  const terms = ContractTerms.safeParse(input.value)
  if (terms.success) return ok(terms.data)
  return refuse('TERMS_INVALID', { issues: terms.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) })
}

/**
 * The canonical terms from the standing approval; terms that contradict themselves are refused before any paper is made from them.
 * Refuses APPROVAL_MISSING, TERMS_INVALID naming what does not fit, and what the cost disclosure refuses.
 */
export function checkedTermsOfCase(counter: Counter, file: SubmittedFile, numbers: TermNumbers, dates: TermDates): Result<ContractTerms> {
  const granted = grantedIn(file)
  return granted.ok ? checked(termsGranted(counter, file, granted.value, granted.value.seal, numbers, dates)) : granted
}

export interface SealedTerms {
  readonly terms: ApprovedTerms
  readonly termsSha256: Sha256
  /** Interest and all other costs, counted as if the money left today. */
  readonly cost: ContractTerms['cost']
}

/** What an approval of this signs, and its seal (ADR 0130). Refuses TERMS_INVALID, and what the cost disclosure refuses. */
export function sealApproval(counter: Counter, file: SubmittedFile, granted: Granted): Result<SealedTerms> {
  const whole = checked(termsGranted(counter, file, granted, null, standInNumbers(file), { valueDate: file.today, disclosedOn: null }))
  if (!whole.ok) return whole
  const terms = approvedTerms(whole.value)
  return ok({ terms, termsSha256: sealOf(terms), cost: whole.value.cost })
}

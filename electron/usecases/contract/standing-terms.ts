import { termsOnPaper } from '../../../core/contract/approved-terms.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { disclosureDue } from '../../../core/product/product.ts'
import type { ContractRecord } from '../../../db/repositories/contracts.ts'
import type { Reader } from '../../../db/sql.ts'
import { openCaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { standingContract } from './as-approved.ts'
import { checkedTermsOfCase, standInNumbers } from './terms-of-case.ts'

export interface Standing {
  readonly file: SubmittedFile
  readonly contract: ContractRecord | null
  readonly terms: ContractTerms
}

/** What has to be disclosed before the contract is drawn up counts as disclosed then. */
const disclosedBy = ({ record, pack: { product, parameters }, today }: SubmittedFile): DateOnly | null =>
  record.disclosedOn ?? (product.borrower === 'PERSON' && disclosureDue(product, today, parameters.costDisclosureFrom) ? today : null)

/** The terms on paper, else as they would stand today; `contract` is null before they are drawn up. Refuses APPROVAL_MISSING, TERMS_INVALID. */
export function standingTerms(counter: Counter, file: SubmittedFile): Result<Standing> {
  const contract = standingContract(file)
  const terms = contract
    ? ok(termsOnPaper(contract))
    : checkedTermsOfCase(counter, file, standInNumbers(file), { valueDate: file.today, disclosedOn: disclosedBy(file) })
  return terms.ok ? ok({ file, contract, terms: terms.value }) : terms
}

/** The same of a case by its id. Refuses CASE_NOT_FOUND, TRANSITION_NOT_ALLOWED for a draft, and as `standingTerms`. */
export async function openStanding(counter: Counter, reader: Reader, caseId: CaseId): Promise<Result<Standing>> {
  const file = await openCaseFile(counter, reader, caseId)
  if (!file.ok) return file
  const at = submitted(file.value)
  return at.ok ? standingTerms(counter, at.value) : at
}

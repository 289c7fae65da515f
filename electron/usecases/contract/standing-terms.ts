import type { ContractTerms } from '../../../core/contract/terms.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { registrationDue } from '../../../core/product/vocabulary.ts'
import type { ContractRecord } from '../../../db/repositories/contracts.ts'
import type { Reader } from '../../../db/sql.ts'
import { openCaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { checkedTermsOfCase } from './terms-of-case.ts'

export interface Standing {
  readonly file: SubmittedFile
  readonly contract: ContractRecord | null
  readonly terms: ContractTerms
}

/** The contract as it would be drawn up today: the case's own number stands in for those it has not yet. */
function termsToday(counter: Counter, file: SubmittedFile): Result<ContractTerms> {
  const { applicationNo, security, disclosedOn } = file.record
  const numbers = { contractNo: applicationNo, mortgageNo: registrationDue(security) ? applicationNo : null, iouNo: applicationNo }
  return checkedTermsOfCase(counter, file, numbers, { valueDate: file.today, disclosedOn })
}

/** The drawn-up contract of the approval that stands; one drawn up under an earlier approval counts no more. */
const standingContract = ({ record, contract }: SubmittedFile): ContractRecord | null => (record.contractMaker === null ? null : contract)

/** The terms on paper, else as they would stand today; `contract` is null before they are drawn up. Refuses APPROVAL_MISSING, TERMS_INVALID. */
export function standingTerms(counter: Counter, file: SubmittedFile): Result<Standing> {
  const contract = standingContract(file)
  const terms = contract ? ok(contract.terms) : termsToday(counter, file)
  return terms.ok ? ok({ file, contract, terms: terms.value }) : terms
}

/** The same of a case by its id. Refuses CASE_NOT_FOUND, TRANSITION_NOT_ALLOWED for a draft, and as `standingTerms`. */
export async function openStanding(counter: Counter, reader: Reader, caseId: CaseId): Promise<Result<Standing>> {
  const file = await openCaseFile(counter, reader, caseId)
  if (!file.ok) return file
  const at = submitted(file.value)
  return at.ok ? standingTerms(counter, at.value) : at
}

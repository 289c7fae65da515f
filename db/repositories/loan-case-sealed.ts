import { Application } from '../../core/intake/application.ts'
import { partyPeople } from '../../core/intake/party-people.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { forIndex, openJson, sealJson, trusted } from '../sealing.ts'
import type { Params } from '../sql.ts'
import type { Vault } from '../vault.ts'
import type { Applicant, LoanCaseColumns } from './loan-case-record.ts'

/** A whole case: its columns, who it is about, and the application once submitted (before that it is a draft). */
export interface LoanCaseRecord extends LoanCaseColumns {
  readonly applicant: Applicant
  readonly application: Application | null
}

export interface SealedColumns {
  readonly sealed_applicant: Uint8Array
  readonly sealed_application: Uint8Array | null
}

export const SEALED_NAMES = ['id_index', 'phone_index', 'uscc_index', 'name_index', 'sealed_applicant', 'sealed_application'] as const

const applicantPlace = (caseId: CaseId) => ({ table: 'loan_case', column: 'sealed_applicant', row: caseId })
const applicationPlace = (caseId: CaseId) => ({ table: 'loan_case', column: 'sealed_application', row: caseId })

const index = (vault: Vault, kind: 'ID' | 'PHONE' | 'USCC' | 'NAME', value: string | null): Uint8Array | null =>
  value === null || forIndex(value) === '' ? null : vault.blindIndex(kind, forIndex(value))

/** Values of {@link SEALED_NAMES}, in that order. */
export const sealedParams = (vault: Vault, { caseId, applicant, application }: LoanCaseRecord): Params => [
  index(vault, 'ID', applicant.idNumber),
  index(vault, 'PHONE', applicant.phone),
  index(vault, 'USCC', applicant.uscc),
  index(vault, 'NAME', applicant.nameKey ?? null),
  sealJson(vault, applicantPlace(caseId), applicant),
  application && sealJson(vault, applicationPlace(caseId), application),
]

export const openApplicant = (vault: Vault, caseId: CaseId, sealed: Uint8Array): Applicant =>
  openJson(vault, applicantPlace(caseId), sealed, trusted<Applicant>)

export const openApplication = (vault: Vault, caseId: CaseId, sealed: Uint8Array | null): Application | null =>
  sealed && openJson(vault, applicationPlace(caseId), sealed, (value) => Application.parse(value))

/** The other people of an application, by their party code. */
export function otherPeople(application: Application): readonly { readonly role: string; readonly idNumber: string; readonly phone: string }[] {
  return partyPeople(application)
    .filter(({ party }) => party !== 'B')
    .map(({ party, person }) => ({ role: party, idNumber: person.idNumber, phone: person.phone }))
}

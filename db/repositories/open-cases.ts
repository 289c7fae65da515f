import type { RegistrationState } from '../../core/collateral/registration.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import type { Reader } from '../sql.ts'
import type { Vault } from '../vault.ts'
import type { CaseListRow } from './case-list.ts'
import { loanCaseColumns as columns, type LoanCaseColumns } from './loan-case-record.ts'
import { openApplicant } from './loan-case-sealed.ts'

/** A case that waits for somebody, with what its other tables say of whose turn it is. The applicant stays sealed until asked for. */
export interface OpenCase {
  readonly record: LoanCaseColumns
  readonly surveyRecorded: boolean
  readonly surveyConfirmed: boolean
  readonly registration: RegistrationState | null
  readonly registrationMaker: StaffId | null
  readonly volumePreparedBy: StaffId | null
  applicant(): CaseListRow['applicant']
}

interface Row {
  readonly sealed_applicant: Uint8Array
  readonly survey: number | null
  readonly registration: RegistrationState | null
  readonly registration_maker: StaffId | null
  readonly volume_maker: StaffId | null
}

/** More than any branch has under way; the earliest due come first. */
const MOST = 5000

export const OPEN_CASES_SQL = `SELECT ${columns.list}, sealed_applicant,
    (SELECT confirmed_at IS NOT NULL FROM survey WHERE survey.case_id = loan_case.id ORDER BY rev DESC LIMIT 1) AS survey,
    (SELECT state FROM registration WHERE registration.case_id = loan_case.id) AS registration,
    (SELECT maker FROM registration WHERE registration.case_id = loan_case.id) AS registration_maker,
    (SELECT filed_by FROM archive_volume WHERE archive_volume.case_id = loan_case.id ORDER BY volume_no DESC LIMIT 1) AS volume_maker
  FROM loan_case INDEXED BY ix_loan_case_open
  WHERE filed_at IS NULL AND ended_on IS NULL ORDER BY coalesce(due_on, '9999-12-31'), serial LIMIT ${MOST}`

/** Cases neither ended nor filed, the earliest due first. @example await openCases(reader, vault) */
export async function openCases(reader: Reader, vault: Vault): Promise<OpenCase[]> {
  const rows = await reader.all<Row>(OPEN_CASES_SQL)
  return rows.map((row) => {
    const record = columns.read(row)
    return {
      record,
      surveyRecorded: row.survey !== null,
      surveyConfirmed: row.survey === 1,
      registration: row.registration,
      registrationMaker: row.registration_maker,
      volumePreparedBy: row.volume_maker,
      applicant: () => openApplicant(vault, record.caseId, row.sealed_applicant),
    }
  })
}

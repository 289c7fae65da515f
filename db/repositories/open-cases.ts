import type { RegistrationState } from '../../core/collateral/registration.ts'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import type { State } from '../../core/loan-case/states.ts'
import { type Columns, mapping } from '../columns.ts'
import { jsonList, type Reader } from '../sql.ts'
import type { Vault } from '../vault.ts'
import { type Applicant, type LoanCaseColumns, loanCaseColumns } from './loan-case-record.ts'
import { openApplicant, type SealedColumns } from './loan-case-sealed.ts'

/** What says whose turn it is. Many cases share one, so it is a value to be judged once, not once a case. */
export interface OpenSituation {
  readonly state: State
  readonly productCode: string
  readonly productPack: string | null
  readonly security: LoanCaseColumns['security']
  readonly openedBy: StaffId
  readonly submittedBy: StaffId | null
  readonly firstManager: StaffId | null
  readonly secondManager: StaffId | null
  readonly reviewer: StaffId | null
  readonly approvedOn: DateOnly | null
  readonly approvalValidUntil: DateOnly | null
  readonly disclosedOn: DateOnly | null
  readonly contractMaker: StaffId | null
  readonly signedOn: DateOnly | null
  readonly disbursementPreparer: StaffId | null
  readonly papersOpen: number
  /** 0 recorded, 1 confirmed, null neither. */
  readonly survey: number | null
  readonly registration: RegistrationState | null
  readonly registrationMaker: StaffId | null
  readonly volumePreparedBy: StaffId | null
}
/** A case that waits for somebody. Who it is about is read for the few that are shown (`casesShown`). */
export interface OpenCase {
  readonly serial: number
  readonly dueOn: DateOnly | null
  /** The same object for cases in the same situation. */
  readonly situation: OpenSituation
}
export interface ShownCase {
  readonly record: LoanCaseColumns
  readonly applicant: Applicant
}

const SITUATION: Columns<OpenSituation> = {
  state: 'state',
  productCode: 'product_code',
  productPack: "pack_versions ->> 'product'",
  security: 'security',
  openedBy: 'opened_by',
  submittedBy: 'submitted_by',
  firstManager: 'account_manager_1',
  secondManager: 'account_manager_2',
  reviewer: 'reviewer',
  approvedOn: 'approved_on',
  approvalValidUntil: 'approval_valid_until',
  disclosedOn: 'disclosed_on',
  contractMaker: 'contract_maker',
  signedOn: 'signed_on',
  disbursementPreparer: 'disbursement_preparer',
  papersOpen: 'papers_open',
  survey: '(SELECT confirmed_at IS NOT NULL FROM survey WHERE survey.case_id = loan_case.id ORDER BY rev DESC LIMIT 1)',
  registration: '(SELECT state FROM registration WHERE registration.case_id = loan_case.id)',
  registrationMaker: '(SELECT maker FROM registration WHERE registration.case_id = loan_case.id)',
  volumePreparedBy: '(SELECT filed_by FROM archive_volume WHERE archive_volume.case_id = loan_case.id ORDER BY volume_no DESC LIMIT 1)',
}
const situation = mapping<OpenSituation>(SITUATION)
const NAMES = Object.keys(SITUATION)

/** More than any branch has under way; the earliest due come first. */
const MOST = 5000

const openSql = (states: string): string => `SELECT serial, due_on, json_array(${situation.list}) AS situation
  FROM loan_case INDEXED BY ix_loan_case_open
  WHERE filed_at IS NULL AND ended_on IS NULL ${states} ORDER BY coalesce(due_on, '9999-12-31'), serial LIMIT ${MOST}`
export const OPEN_CASES_SQL = openSql('')

/**
 * Cases neither ended nor filed, the earliest due first; of all states when none is named. Read on every change of page:
 * the driver makes an object of every value of every row, so a row is three values and not sixty (tests/bench, window).
 * @example await openCases(reader, ['REVIEW'])
 */
export async function openCases(reader: Reader, states: readonly State[] = []): Promise<OpenCase[]> {
  const rows = await (states.length > 0
    ? reader.all<Row>(openSql('AND state IN (SELECT value FROM json_each(?))'), [jsonList(states)])
    : reader.all<Row>(OPEN_CASES_SQL))
  const known = new Map<string, OpenSituation>()
  return rows.map(({ serial, due_on, situation: text }) => {
    const found = known.get(text) ?? situationFrom(text)
    known.set(text, found)
    return { serial, dueOn: due_on, situation: found }
  })
}
interface Row {
  readonly serial: number
  readonly due_on: DateOnly | null
  readonly situation: string
}

/** The values stand in the order of the columns; their types are those the columns hold. */
function situationFrom(text: string): OpenSituation {
  const values = JSON.parse(text) as readonly unknown[]
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at]])) as unknown as OpenSituation
}

/** The cases that are shown, by their serial. @example (await casesShown(reader, vault, [one])).get(one.serial) */
export async function casesShown(reader: Reader, vault: Vault, cases: readonly OpenCase[]): Promise<ReadonlyMap<number, ShownCase>> {
  const rows = await reader.all<SealedColumns & { readonly serial: number }>(
    `SELECT serial, ${loanCaseColumns.list}, sealed_applicant FROM loan_case WHERE serial IN (SELECT value FROM json_each(?))`,
    [jsonList(cases.map(({ serial }) => serial))],
  )
  return new Map(
    rows.map((row) => {
      const record = loanCaseColumns.read(row)
      return [row.serial, { record, applicant: openApplicant(vault, record.caseId, row.sealed_applicant) }]
    }),
  )
}

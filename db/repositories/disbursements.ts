import type { Condition } from '../../core/disbursement/conditions.ts'
import type { ConditionBasis } from '../../core/disbursement/own-conditions.ts'
import type { FirstLoan, ReportFacts } from '../../core/intake/first-loan.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { Fen } from '../../core/kernel/fen.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface DisbursementColumns {
  readonly caseId: CaseId
  readonly preparedBy: StaffId
  readonly preparedAt: Instant
  readonly amountFen: Fen
  /** Another person than the preparer; null until released. */
  readonly releasedBy: StaffId | null
  readonly releasedAt: Instant | null
  readonly voucherNo: string | null
  readonly valueDate: DateOnly | null
}
interface DisbursementText {
  readonly account: string
  readonly payee: { readonly name: string; readonly account: string; readonly bank: string } | null
  readonly registryCheckedOn: DateOnly | null
  readonly conditions: readonly Condition[]
  /** How the conditions of the approval were met, by the word of the preparer. What was prepared before it was asked has none. */
  readonly confirmed: readonly ConditionBasis[]
  /** The value date that IOU and schedule were made for. */
  readonly preparedFor: DateOnly
  /** The first-loan status judged again by a fresh credit report (domain 1.2); null while the survey's report is fresh enough. */
  readonly firstLoanAgain: { readonly report: ReportFacts & { readonly reportNo: string }; readonly found: FirstLoan } | null
}
type BeforeConfirmed = Omit<DisbursementText, 'confirmed'> & Partial<Pick<DisbursementText, 'confirmed'>>
export interface DisbursementRecord extends DisbursementColumns, DisbursementText {}

const columns = mapping<DisbursementColumns>({
  caseId: 'case_id',
  preparedBy: 'maker',
  preparedAt: 'prepared_at',
  amountFen: 'amount_fen',
  releasedBy: 'checker',
  releasedAt: 'released_at',
  voucherNo: 'voucher_no',
  valueDate: 'value_date',
})
const placeOf = (caseId: CaseId) => ({ table: 'disbursement', column: 'sealed', row: caseId })

export async function findDisbursement(reader: Reader, vault: Vault, caseId: CaseId): Promise<DisbursementRecord | null> {
  const row = await reader.get<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM disbursement WHERE case_id = ?`, [caseId])
  return row ? { ...columns.read(row), confirmed: [], ...openJson(vault, placeOf(caseId), row.sealed, trusted<BeforeConfirmed>) } : null
}

/** Whether a core-system voucher number was used already. */
export const voucherUsed = async (reader: Reader, voucherNo: string): Promise<boolean> =>
  (await reader.get('SELECT 1 AS used FROM disbursement WHERE voucher_no = ?', [voucherNo])) !== undefined

const DROP_UNRELEASED = 'DELETE FROM disbursement WHERE case_id = ? AND released_at IS NULL'

export const disbursements = (tx: Writer, vault: Vault) => ({
  /** Prepares, or prepares anew while not released. */
  prepare: async (record: DisbursementRecord): Promise<void> => {
    const { account, payee, registryCheckedOn, conditions, confirmed, preparedFor, firstLoanAgain } = record
    await tx.run(DROP_UNRELEASED, [record.caseId])
    await tx.run(`INSERT INTO disbursement (${columns.list}, sealed) VALUES (${columns.marks}, ?)`, [
      ...columns.params(record),
      sealJson(vault, placeOf(record.caseId), { account, payee, registryCheckedOn, conditions, confirmed, preparedFor, firstLoanAgain }),
    ])
  },
  /** What was prepared on an approval that ran out is not paid. */
  dropUnreleased: (caseId: CaseId): Promise<unknown> => tx.run(DROP_UNRELEASED, [caseId]),
  release: async (caseId: CaseId, by: { releasedBy: StaffId; releasedAt: Instant; voucherNo: string; valueDate: DateOnly }): Promise<void> => {
    await tx.run('UPDATE disbursement SET checker = ?, released_at = ?, voucher_no = ?, value_date = ? WHERE case_id = ?', [
      by.releasedBy,
      by.releasedAt,
      by.voucherNo,
      by.valueDate,
      caseId,
    ])
  },
})

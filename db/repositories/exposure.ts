import { type Fen, fen } from '../../core/kernel/fen.ts'
import { forIndex } from '../sealing.ts'
import type { Reader } from '../sql.ts'
import type { Vault } from '../vault.ts'
import type { LoanCaseRecord } from './loan-case-sealed.ts'

/** Cases of the same borrower that owe or are about to: what authority is measured on besides the loan itself (domain 10.3). */
const OTHERS = `SELECT coalesce(sum(amount_fen), 0) AS fen FROM loan_case
  WHERE id_index = ? AND id <> ? AND state IN ('APPROVAL', 'HO_PENDING', 'COST_DISCLOSED', 'CONTRACTED', 'COLLATERAL', 'READY', 'DISBURSED', 'ACTIVE', 'OVERDUE', 'EXTENDED', 'RENEWED')`

/** This loan and the customer's others at this branch. @example await exposureOf(reader, vault, record, amountFen) */
export async function exposureOf(reader: Reader, vault: Vault, record: LoanCaseRecord, amountFen: Fen): Promise<Fen> {
  const others = await reader.get<{ fen: number }>(OTHERS, [vault.blindIndex('ID', forIndex(record.applicant.idNumber)), record.caseId])
  return fen((others?.fen ?? 0) + amountFen)
}

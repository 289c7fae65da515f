import type { CaseId } from '../../core/kernel/ids.ts'
import type { State } from '../../core/loan-case/states.ts'
import { forIndex } from '../sealing.ts'
import type { Reader } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** Another case in which the same ID, phone or USCC stands, and as whom: 'B' borrower, 'SP' spouse, 'CO1' co-owner. */
export interface CaseMatch {
  readonly caseId: CaseId
  readonly applicationNo: string
  readonly state: State
  readonly role: string
}

const SELECT = 'SELECT c.id AS caseId, c.application_no AS applicationNo, c.state AS state'

/** Exact searches by blind index; each asks an index, never a scan. */
export const DUPLICATE_SQL = {
  ID: `${SELECT}, 'B' AS role FROM loan_case c WHERE c.id_index = ?1
    UNION ALL ${SELECT}, p.role AS role FROM case_party_index p JOIN loan_case c ON c.id = p.case_id WHERE p.id_index = ?1`,
  PHONE: `${SELECT}, 'B' AS role FROM loan_case c WHERE c.phone_index = ?1
    UNION ALL ${SELECT}, p.role AS role FROM case_party_index p JOIN loan_case c ON c.id = p.case_id WHERE p.phone_index = ?1`,
  USCC: `${SELECT}, 'B' AS role FROM loan_case c WHERE c.uscc_index = ?1`,
  // Of a common name only so many are looked at: the newest first.
  NAME: `${SELECT}, 'B' AS role FROM loan_case c WHERE c.name_index = ?1 ORDER BY c.serial DESC`,
} as const

/** @example await findDuplicates(reader, vault, 'ID', idNumber) */
export const findDuplicates = (reader: Reader, vault: Vault, kind: keyof typeof DUPLICATE_SQL, value: string): Promise<CaseMatch[]> =>
  reader.all<CaseMatch>(DUPLICATE_SQL[kind], [vault.blindIndex(kind, forIndex(value))])

/** @example await findByApplicationNo(reader, 'SQ110199202611230001x') */
export async function findByApplicationNo(reader: Reader, applicationNo: string): Promise<CaseId | null> {
  const row = await reader.get<{ id: CaseId }>('SELECT id FROM loan_case WHERE application_no = ?', [applicationNo])
  return row?.id ?? null
}

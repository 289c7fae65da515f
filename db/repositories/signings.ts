import type { SigningRegister } from '../../core/contract/signing-register.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** The register of one signing; never changed. */
export interface SigningRecord {
  readonly caseId: CaseId
  /** The contract's revision. */
  readonly rev: number
  readonly register: SigningRegister
  readonly recordedBy: StaffId
  readonly recordedAt: Instant
}
const placeOf = (caseId: CaseId, rev: number) => ({ table: 'signing', column: 'sealed', row: `${caseId}.${rev}` })

export async function findSigning(reader: Reader, vault: Vault, caseId: CaseId, rev: number): Promise<SigningRecord | null> {
  const row = await reader.get<{ sealed: Uint8Array; recorded_by: StaffId; recorded_at: Instant }>(
    'SELECT sealed, recorded_by, recorded_at FROM signing WHERE case_id = ? AND rev = ?',
    [caseId, rev],
  )
  if (!row) return null
  const register = openJson(vault, placeOf(caseId, rev), row.sealed, trusted<SigningRegister>)
  return { caseId, rev, register, recordedBy: row.recorded_by, recordedAt: row.recorded_at }
}

export const signings = (tx: Writer, vault: Vault) => ({
  insert: async ({ caseId, rev, register, recordedBy, recordedAt }: SigningRecord): Promise<void> => {
    await tx.run('INSERT INTO signing (case_id, rev, sealed, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?)', [
      caseId,
      rev,
      sealJson(vault, placeOf(caseId, rev), register),
      recordedBy,
      recordedAt,
    ])
  },
})

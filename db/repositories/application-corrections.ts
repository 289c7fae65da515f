import type { CaseId } from '../../core/kernel/ids.ts'
import type { Correction } from '../../core/loan-case/correct-entered.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** A correction of what was entered; who made and confirmed it stands in the second authorisation of that number. Never changed. */
export interface ApplicationCorrection {
  readonly authorisationId: string
  readonly caseId: CaseId
  readonly corrections: readonly Correction[]
  readonly reason: string
}
type Text = Pick<ApplicationCorrection, 'corrections' | 'reason'>

const placeOf = (row: string) => ({ table: 'application_correction', column: 'sealed', row })

export async function correctionsOfCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<ApplicationCorrection[]> {
  const rows = await reader.all<{ id: string; sealed: Uint8Array }>(
    'SELECT c.authorisation_id AS id, c.sealed FROM application_correction c JOIN second_authorisation s ON s.id = c.authorisation_id WHERE c.case_id = ? ORDER BY s.at, s.id',
    [caseId],
  )
  return rows.map(({ id, sealed }) => ({ authorisationId: id, caseId, ...openJson(vault, placeOf(id), sealed, trusted<Text>) }))
}

export const applicationCorrections = (tx: Writer, vault: Vault) => ({
  insert: async ({ authorisationId, caseId, corrections, reason }: ApplicationCorrection): Promise<void> => {
    await tx.run('INSERT INTO application_correction (authorisation_id, case_id, sealed) VALUES (?, ?, ?)', [
      authorisationId,
      caseId,
      sealJson(vault, placeOf(authorisationId), { corrections, reason }),
    ])
  },
})

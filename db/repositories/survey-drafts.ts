import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

type Body = Readonly<Record<string, unknown>>
export interface SurveyDraft {
  readonly body: Body
  readonly savedAt: Instant
}
const placeOf = (caseId: CaseId, staffId: StaffId) => ({ table: 'survey_draft', column: 'sealed', row: `${caseId}.${staffId}` })

/** What a person typed of a case's survey, or null. */
export async function surveyDraftOf(reader: Reader, vault: Vault, caseId: CaseId, staffId: StaffId): Promise<SurveyDraft | null> {
  const row = await reader.get<{ sealed: Uint8Array; saved_at: Instant }>('SELECT sealed, saved_at FROM survey_draft WHERE case_id = ? AND staff_id = ?', [
    caseId,
    staffId,
  ])
  return row ? { body: openJson(vault, placeOf(caseId, staffId), row.sealed, trusted<Body>), savedAt: row.saved_at } : null
}

export const surveyDrafts = (tx: Writer, vault: Vault) => ({
  save: async (caseId: CaseId, staffId: StaffId, { body, savedAt }: SurveyDraft): Promise<void> => {
    await tx.run(
      `INSERT INTO survey_draft (case_id, staff_id, sealed, saved_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (case_id, staff_id) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`,
      [caseId, staffId, sealJson(vault, placeOf(caseId, staffId), body), savedAt],
    )
  },
  /** Once the survey is recorded. */
  removeOfCase: async (caseId: CaseId): Promise<void> => {
    await tx.run('DELETE FROM survey_draft WHERE case_id = ?', [caseId])
  },
})

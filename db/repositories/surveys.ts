import { Survey } from '../../core/investigation/survey.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface SurveyColumns {
  readonly caseId: CaseId
  readonly rev: number
  readonly firstManager: StaffId
  readonly secondManager: StaffId
  readonly recordedBy: StaffId
  readonly recordedAt: Instant
  /** Another person than who recorded it; null until confirmed, then the revision never changes. */
  readonly confirmedBy: StaffId | null
  readonly confirmedAt: Instant | null
}
export interface SurveyRecord extends SurveyColumns {
  readonly survey: Survey
}

const columns = mapping<SurveyColumns>({
  caseId: 'case_id',
  rev: 'rev',
  firstManager: 'first_manager',
  secondManager: 'second_manager',
  recordedBy: 'recorded_by',
  recordedAt: 'recorded_at',
  confirmedBy: 'confirmed_by',
  confirmedAt: 'confirmed_at',
})
const placeOf = ({ caseId, rev }: Pick<SurveyRecord, 'caseId' | 'rev'>) => ({ table: 'survey', column: 'sealed', row: `${caseId}.${rev}` })

/** Every revision, oldest first: a returned case keeps its history. */
export async function surveysOfCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<SurveyRecord[]> {
  const rows = await reader.all<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM survey WHERE case_id = ? ORDER BY rev`, [caseId])
  return rows.map((row) => {
    const plain = columns.read(row)
    return { ...plain, survey: openJson(vault, placeOf(plain), row.sealed, (value) => Survey.parse(value)) }
  })
}

/** The survey that counts, or null. */
export const latestSurvey = async (reader: Reader, vault: Vault, caseId: CaseId): Promise<SurveyRecord | null> =>
  (await surveysOfCase(reader, vault, caseId)).at(-1) ?? null

export const surveys = (tx: Writer, vault: Vault) => ({
  insert: async (record: SurveyRecord): Promise<void> => {
    await tx.run(`INSERT INTO survey (${columns.list}, sealed) VALUES (${columns.marks}, ?)`, [
      ...columns.params(record),
      sealJson(vault, placeOf(record), record.survey),
    ])
  },
  confirm: async (caseId: CaseId, rev: number, by: { confirmedBy: StaffId; confirmedAt: Instant }): Promise<void> => {
    await tx.run('UPDATE survey SET confirmed_by = ?, confirmed_at = ? WHERE case_id = ? AND rev = ?', [by.confirmedBy, by.confirmedAt, caseId, rev])
  },
})

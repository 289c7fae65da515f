import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import type { AssessedUnder, KeptAssessment } from '../../core/loan-case/rerun.ts'
import type { Grade } from '../../core/product/vocabulary.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** What was scored and what came of it, as the score sheet prints it. */
export interface ScoreDetail extends Omit<KeptAssessment, 'price' | 'verdict'> {
  /** What it takes to run it again; null in scores of releases that did not keep it. */
  readonly archived: (AssessedUnder & Pick<KeptAssessment, 'price' | 'verdict'>) | null
}

interface ScoreColumns {
  readonly caseId: CaseId
  readonly rev: number
  /** The survey it rests on. */
  readonly surveyRev: number
  readonly points: number | null
  readonly grade: Grade | null
  readonly cardVersion: string
  readonly parametersVersion: string
  readonly scoredBy: StaffId
  readonly scoredAt: Instant
}
export interface ScoreRecord extends ScoreColumns {
  readonly detail: ScoreDetail
}

const columns = mapping<ScoreColumns>({
  caseId: 'case_id',
  rev: 'rev',
  surveyRev: 'survey_rev',
  points: 'points',
  grade: 'grade',
  cardVersion: 'card_version',
  parametersVersion: 'parameters_version',
  scoredBy: 'scored_by',
  scoredAt: 'scored_at',
})
const placeOf = ({ caseId, rev }: Pick<ScoreRecord, 'caseId' | 'rev'>) => ({ table: 'score', column: 'sealed', row: `${caseId}.${rev}` })
const scoreDetail = (value: unknown): ScoreDetail => ({ archived: null, ...trusted<Omit<ScoreDetail, 'archived'> & Partial<ScoreDetail>>(value) })

/** The score that counts, or null. */
export async function latestScore(reader: Reader, vault: Vault, caseId: CaseId): Promise<ScoreRecord | null> {
  const row = await reader.get<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM score WHERE case_id = ? ORDER BY rev DESC LIMIT 1`, [caseId])
  if (!row) return null
  const plain = columns.read(row)
  return { ...plain, detail: openJson(vault, placeOf(plain), row.sealed, scoreDetail) }
}

export const scores = (tx: Writer, vault: Vault) => ({
  insert: async (record: ScoreRecord): Promise<void> => {
    await tx.run(`INSERT INTO score (${columns.list}, sealed) VALUES (${columns.marks}, ?)`, [
      ...columns.params(record),
      sealJson(vault, placeOf(record), record.detail),
    ])
  },
})

import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** SAME: the person of the other case is the one of this; OTHER: another person, for a reason. */
export interface DuplicateVerdict {
  readonly caseId: CaseId
  readonly otherCaseId: CaseId
  readonly verdict: 'SAME' | 'OTHER'
  readonly reason: string
  readonly judgedBy: StaffId
  readonly judgedAt: Instant
}
const placeOf = ({ caseId, otherCaseId, judgedAt }: Pick<DuplicateVerdict, 'caseId' | 'otherCaseId' | 'judgedAt'>) => ({
  table: 'duplicate_verdict',
  column: 'sealed_reason',
  row: `${caseId}.${otherCaseId}.${judgedAt}`,
})

/** The latest verdict on each other case. */
export async function duplicateVerdicts(reader: Reader, caseId: CaseId): Promise<ReadonlyMap<CaseId, DuplicateVerdict['verdict']>> {
  const rows = await reader.all<{ other: CaseId; verdict: DuplicateVerdict['verdict'] }>(
    'SELECT other_case_id AS other, verdict FROM duplicate_verdict WHERE case_id = ? ORDER BY judged_at',
    [caseId],
  )
  return new Map(rows.map(({ other, verdict }) => [other, verdict]))
}

export const duplicateVerdictsOf = (tx: Writer, vault: Vault) => ({
  insert: async (judged: DuplicateVerdict): Promise<void> => {
    const { caseId, otherCaseId, verdict, reason, judgedBy, judgedAt } = judged
    await tx.run('INSERT INTO duplicate_verdict (case_id, other_case_id, verdict, sealed_reason, judged_by, judged_at) VALUES (?, ?, ?, ?, ?, ?)', [
      caseId,
      otherCaseId,
      verdict,
      reason === '' ? null : vault.seal(placeOf(judged), reason),
      judgedBy,
      judgedAt,
    ])
  },
})

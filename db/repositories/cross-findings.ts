import type { CrossKind } from '../../core/batch/cross-check.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { json, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** Head office found the same person, pledge or split loan elsewhere; whose, it does not say. */
export interface CrossFinding {
  readonly id: string
  readonly rev: number
  readonly caseId: CaseId | null
  readonly kind: CrossKind
  readonly otherCases: number
  readonly otherBranches: number
  readonly states: readonly string[]
  readonly foundAt: Instant
}
const columns = mapping<CrossFinding>({
  id: 'id',
  rev: 'rev',
  caseId: 'case_id',
  kind: 'kind',
  otherCases: 'other_cases',
  otherBranches: 'other_branches',
  states: json('states'),
  foundAt: 'found_at',
})

/** The latest word on each finding of a case. */
export const findingsOfCase = async (reader: Reader, caseId: CaseId): Promise<CrossFinding[]> =>
  (
    await reader.all(
      `SELECT ${columns.list} FROM cross_finding f WHERE case_id = ? AND NOT EXISTS (SELECT 1 FROM cross_finding g WHERE g.id = f.id AND g.rev > f.rev) ORDER BY kind`,
      [caseId],
    )
  ).map(columns.read)

export const crossFindings = (tx: Writer) => ({
  insert: async (finding: CrossFinding): Promise<void> => {
    const { id, rev, caseId, kind, otherCases, otherBranches, states, foundAt } = finding
    await tx.run(
      `INSERT INTO cross_finding (${columns.list}) VALUES (${columns.marks}) ON CONFLICT DO NOTHING`,
      columns.params({ id, rev, caseId, kind, otherCases, otherBranches, states, foundAt }),
    )
  },
})

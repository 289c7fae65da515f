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

/** The latest word of each kind on a case, or on every case here, the newest first: head office says it again with each batch that tells of the case. */
export const findingsOf = async (reader: Reader, caseId: CaseId | null): Promise<(CrossFinding & { readonly applicationNo: string | null })[]> =>
  (
    await reader.all<{ application_no: string | null }>(
      `SELECT ${columns.list}, (SELECT application_no FROM loan_case c WHERE c.id = f.case_id) AS application_no FROM cross_finding f
        WHERE (?1 IS NULL OR case_id = ?1) AND NOT EXISTS (SELECT 1 FROM cross_finding g WHERE g.case_id = f.case_id AND g.kind = f.kind AND (g.found_at, g.id, g.rev) > (f.found_at, f.id, f.rev))
        ORDER BY found_at DESC, kind, id`,
      [caseId],
    )
  ).map((row) => ({ ...columns.read(row), applicationNo: row.application_no }))

export const crossFindings = (tx: Writer) => ({
  insert: async (finding: CrossFinding): Promise<void> => {
    const { id, rev, caseId, kind, otherCases, otherBranches, states, foundAt } = finding
    await tx.run(
      `INSERT INTO cross_finding (${columns.list}) VALUES (${columns.marks}) ON CONFLICT DO NOTHING`,
      columns.params({ id, rev, caseId, kind, otherCases, otherBranches, states, foundAt }),
    )
  },
})

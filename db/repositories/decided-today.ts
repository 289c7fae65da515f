import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import type { Reader } from '../sql.ts'

/** A decision or an opinion somebody gave. */
export interface Decided {
  readonly caseId: CaseId
  readonly outcome: string
  readonly at: string
}

export const DECIDED_SQL = 'SELECT case_id, outcome, decided_at AS at FROM decision WHERE decided_on = ? AND decided_by = ?'
export const OPINIONS_SQL = 'SELECT case_id, outcome, given_at AS at FROM opinion WHERE given_at >= ? AND reviewer = ?'

/** What a person decided on a business day, and the opinions given since it began, the newest first. */
export async function decidedBy(reader: Reader, staffId: StaffId, day: { readonly businessDate: DateOnly; readonly openedAt: string }): Promise<Decided[]> {
  const decisions = await reader.all<{ case_id: CaseId; outcome: string; at: string }>(DECIDED_SQL, [day.businessDate, staffId])
  const opinions = await reader.all<{ case_id: CaseId; outcome: string; at: string }>(OPINIONS_SQL, [day.openedAt, staffId])
  return [...decisions, ...opinions].map(({ case_id: caseId, outcome, at }) => ({ caseId, outcome, at })).sort((a, b) => b.at.localeCompare(a.at))
}

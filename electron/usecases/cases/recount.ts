import { type CompletenessReport, countItems } from '../../../core/completeness/report.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { paperTrouble } from '../../../core/loan-case/next-gate.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { caseCounts, type PaperCounts } from '../../../db/repositories/case-counts.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'
import { openCaseFile } from './case-file.ts'

/** What the list shows of a case's papers once it stands in this state. */
export function countsOf(report: CompletenessReport | null, state: State): PaperCounts {
  if (!report) return { papersOk: 0, papersNeeded: 0, papersMissing: 0, papersRejected: 0, papersOpen: 0 }
  const { ok: accepted, waived, required } = countItems(report)
  const { missing, rejected, blocking } = paperTrouble(report, state)
  return { papersOk: accepted + waived, papersNeeded: required, papersMissing: missing, papersRejected: rejected, papersOpen: blocking }
}

/** Brings the list's paper counts up to date after a paper came or was judged: derived, so no version and no audit row of its own. */
export async function recount(counter: Counter, tx: Writer, caseId: CaseId): Promise<void> {
  const file = await openCaseFile(counter, tx, caseId)
  if (!file.ok || !file.value.report) return
  await caseCounts(tx).set(caseId, countsOf(file.value.report, file.value.record.state))
}

import { countItems } from '../../../core/completeness/report.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { caseCounts } from '../../../db/repositories/case-counts.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'
import { openCaseFile } from './case-file.ts'

/** Brings the list's paper counts up to date after a paper came or was judged: derived, so no version and no audit row of its own. */
export async function recount(counter: Counter, tx: Writer, caseId: CaseId): Promise<void> {
  const file = await openCaseFile(counter, tx, caseId)
  if (!file.ok || !file.value.report) return
  const { ok: accepted, waived, required } = countItems(file.value.report)
  await caseCounts(tx).set(caseId, { papersOk: accepted + waived, papersNeeded: required })
}

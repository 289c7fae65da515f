import type { CaseId } from '../../core/kernel/ids.ts'
import type { Writer } from '../sql.ts'

/**
 * The checklist counts shown in the list. They follow from papers and rules, so they are kept outside the case's version:
 * filing a paper does not make another person's open form stale.
 */
export const caseCounts = (tx: Writer) => ({
  set: async (caseId: CaseId, counts: { readonly papersOk: number; readonly papersNeeded: number }): Promise<void> => {
    await tx.run('UPDATE loan_case SET papers_ok = ?, papers_needed = ? WHERE id = ?', [counts.papersOk, counts.papersNeeded, caseId])
  },
})

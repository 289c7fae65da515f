import type { CaseId } from '../../core/kernel/ids.ts'
import type { Writer } from '../sql.ts'
import type { LoanCaseColumns } from './loan-case-record.ts'

/** What the list shows of a case's papers. */
export type PaperCounts = Pick<LoanCaseColumns, 'papersOk' | 'papersNeeded' | 'papersMissing' | 'papersRejected' | 'papersOpen'>

/**
 * The checklist counts shown in the list. They follow from papers and rules, so they are kept outside the case's version:
 * filing a paper does not make another person's open form stale.
 */
export const caseCounts = (tx: Writer) => ({
  set: async (caseId: CaseId, { papersOk, papersNeeded, papersMissing, papersRejected, papersOpen }: PaperCounts): Promise<void> => {
    await tx.run('UPDATE loan_case SET papers_ok = ?, papers_needed = ?, papers_missing = ?, papers_rejected = ?, papers_open = ? WHERE id = ?', [
      papersOk,
      papersNeeded,
      papersMissing,
      papersRejected,
      papersOpen,
      caseId,
    ])
  },
})

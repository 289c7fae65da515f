import type { PaperView } from '../../../core/bridge/file-calls.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { turnsOfCase } from '../../../db/repositories/page-turns.ts'
import { everyPaperOfCase } from '../../../db/repositories/papers.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Counter } from '../counter.ts'

/** Every paper of a case with who received and judged it. Refuses CASE_NOT_FOUND. */
export const listPapers = (counter: Counter, caseId: CaseId): Promise<Result<{ papers: PaperView[] }>> =>
  counter.database.read(async (reader) => {
    if (!(await findCase(reader, counter.vault, caseId))) return refuse('CASE_NOT_FOUND')
    const papers = await everyPaperOfCase(reader, counter.vault, caseId)
    const turns = await turnsOfCase(reader, caseId)
    const names = await staffNames(
      reader,
      papers.flatMap(({ receivedBy, checkedBy }) => (checkedBy ? [receivedBy, checkedBy] : [receivedBy])),
    )
    return ok({
      papers: papers.map(({ caseId: _case, sha256: _hash, blobRef: _ref, ...paper }) => ({
        ...paper,
        signedBy: [...paper.signedBy],
        defects: [...paper.defects],
        receivedBy: names.get(paper.receivedBy) ?? '',
        checkedBy: paper.checkedBy && (names.get(paper.checkedBy) ?? ''),
        turns: turns.filter(({ paperId }) => paperId === paper.paperId).map(({ page, quarters }) => ({ page, quarters })),
      })),
    })
  })

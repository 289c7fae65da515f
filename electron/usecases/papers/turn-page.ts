import { asId, type PaperId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { pageTurns } from '../../../db/repositories/page-turns.ts'
import { findPaper } from '../../../db/repositories/papers.ts'
import type { Counter } from '../counter.ts'

/** Shows a page turned from now on: metadata only, the scan stays as it came (D5). Refuses PAPER_NOT_FOUND. */
export const turnPage = (
  counter: Counter,
  _session: Session,
  request: { readonly paperId: string; readonly page: number; readonly quarters: number },
): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    const paper = await findPaper(tx, counter.vault, asId<PaperId>(request.paperId))
    if (!paper || request.page > paper.pages) return refuse('PAPER_NOT_FOUND')
    await pageTurns(tx).set({ paperId: paper.paperId, page: request.page, quarters: request.quarters })
    return ok({})
  })

import type { CaseId, PaperId } from '../../core/kernel/ids.ts'
import type { Reader, Writer } from '../sql.ts'

/** A page shown turned, in quarter turns clockwise (table `page_turn`). */
export interface PageTurn {
  readonly paperId: PaperId
  readonly page: number
  readonly quarters: number
}

export const turnsOfCase = (reader: Reader, caseId: CaseId): Promise<PageTurn[]> =>
  reader.all<PageTurn>(
    'SELECT t.paper_id AS paperId, t.page, t.quarters FROM page_turn t JOIN case_document d ON d.id = t.paper_id WHERE d.case_id = ? ORDER BY t.paper_id, t.page',
    [caseId],
  )

export const pageTurns = (tx: Writer) => ({
  set: async ({ paperId, page, quarters }: PageTurn): Promise<void> => {
    await tx.run('INSERT INTO page_turn (paper_id, page, quarters) VALUES (?, ?, ?) ON CONFLICT (paper_id, page) DO UPDATE SET quarters = excluded.quarters', [
      paperId,
      page,
      quarters,
    ])
  },
})

import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { ReasonCode } from '../../../core/product/reason-codes.ts'
import type { DocumentRecord } from '../../../db/repositories/documents.ts'
import { rejectionNotice } from '../../services/papers.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { PaperWriter } from '../cases/paper-press.ts'
import { produce } from '../cases/produce.ts'
import { markOf, slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

/** The rejection notice in plain words, with the originals handed back (domain 4.8). */
export function rejectionPaper(
  counter: Counter,
  tx: PaperWriter,
  session: Session,
  file: CaseFile,
  reasons: readonly ReasonCode[],
): Promise<Result<DocumentRecord>> {
  const { record, pack, papers, today } = file
  const nameOf = new Map(pack.checklist.items.map((item) => [item.id, item.name.zh]))
  return produce(
    counter,
    tx,
    session,
    file,
    rejectionNotice({
      ...slipCase(counter, file),
      noticeNo: `JD${record.applicationNo.slice(2)}`,
      amountFen: record.amountFen,
      decidedOn: today,
      reasons,
      automatedAid: record.scoredAt !== null,
      returned: papers.filter((paper) => paper.form === 'O').map((paper) => ({ name: nameOf.get(paper.itemId) ?? paper.itemId, copies: 1 })),
      issuedBy: markOf(session, today),
    }),
  )
}

import { handedBack } from '../../../core/completeness/handed-back.ts'
import type { Party } from '../../../core/completeness/parties.ts'
import { partyOwner } from '../../../core/intake/party-people.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { ReasonCode } from '../../../core/product/reason-codes.ts'
import type { DocumentRecord } from '../../../db/repositories/documents.ts'
import { partyWords } from '../../../templates/layout/case-words.ts'
import { rejectionNotice } from '../../services/papers.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { PaperWriter } from '../cases/paper-press.ts'
import { produce } from '../cases/produce.ts'
import { markOf, slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

/** The rejection notice in plain words, with the originals of value that are handed back, each to its owner (domain 4.8). */
export function rejectionPaper(
  counter: Counter,
  tx: PaperWriter,
  session: Session,
  file: CaseFile,
  reasons: readonly ReasonCode[],
): Promise<Result<DocumentRecord>> {
  const { record, pack, papers, today } = file
  const nameOf = new Map(pack.checklist.items.map((item) => [item.id, item.name.zh]))
  const ownerOf = (party: Party): string => [partyWords(party), record.application && partyOwner(record.application, party)].filter(Boolean).join('：')
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
      returned: handedBack(papers).map(({ itemId, party }) => ({ name: nameOf.get(itemId) ?? itemId, forWhom: ownerOf(party), copies: 1 })),
      issuedBy: markOf(session, today),
    }),
  )
}

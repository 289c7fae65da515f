import type { CasePapersInput } from '../../../core/batch/case-papers.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { latestBody, outbox } from '../../../db/repositories/outbox.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { scansOf } from './case-blobs.ts'
import { revisionOf } from './revision.ts'

const TYPE = 'case.papers'

/** The scans the case stands on; a scan of the bank's own PDF over again goes with the PDF. */
async function standing(reader: Reader, { record, papers }: CaseFile): Promise<CaseFile['papers']> {
  const made = new Set<string>((await documentsOfCase(reader, record.caseId)).map((document) => document.sha256))
  return papers.filter((paper) => paper.supersededAt === null && !made.has(paper.sha256))
}

/** Puts the scanned papers of the case into the outbox when they, or what is said of them, are others than head office was last told of, or it returned that. */
export async function queuePapers(counter: Counter, tx: Writer, file: CaseFile): Promise<void> {
  const { caseId, applicationNo, version } = file.record
  const scans = await standing(tx, file)
  const papers = scans.map(({ itemId, party, form, pages, issuedOn, sha256 }) => ({ itemId, party, form, pages, issuedOn, sha256 }))
  // The list names every blob, and what is said of it, which may be corrected.
  const told = (await latestBody(tx, counter.vault, TYPE, caseId))?.papers ?? []
  if (JSON.stringify(told) === JSON.stringify(papers)) return
  const body: CasePapersInput = {
    applicationNo: applicationNo ?? '',
    caseVersion: version,
    papers,
  }
  await outbox(tx, counter.vault).add({
    id: caseId,
    caseId,
    type: TYPE,
    rev: await revisionOf(counter, tx, TYPE, caseId),
    schema: 1,
    body: { ...body },
    blobs: scansOf(scans),
    madeAt: counter.clock.now(),
  })
}

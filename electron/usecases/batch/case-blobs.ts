import type { BlobReference } from '../../../core/batch/record-line.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import type { Reader } from '../../../db/sql.ts'
import type { CaseFile } from '../cases/case-file.ts'

/** What a record may name as a role: letters, digits and a few marks. */
const roleOf = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 60)

/** The PDFs of the case that stand: head office gets each once, by its hash. */
export async function documentBlobs(reader: Reader, { record }: Pick<CaseFile, 'record'>): Promise<BlobReference[]> {
  const documents = (await documentsOfCase(reader, record.caseId)).filter((document) => document.supersededAt === null)
  return documents.map(({ sha256, bytes, kind, number }) => ({ sha256, bytes, media: 'application/pdf', role: roleOf(`${kind}.${number}`) }))
}

/** Scans, by checklist item, whose they are and which of them. */
export const scansOf = (papers: CaseFile['papers']): BlobReference[] =>
  papers.map(({ sha256, bytes, media, itemId, party }, index) => ({ sha256, bytes, media, role: roleOf(`${itemId}.${party}.${index + 1}`) }))

/** Every paper of the case: what the bank made and what was scanned, each once. */
export async function casePapers(reader: Reader, file: Pick<CaseFile, 'record' | 'papers'>): Promise<BlobReference[]> {
  const documents = await documentBlobs(reader, file)
  const known = new Set<string>(documents.map((document) => document.sha256))
  return [...documents, ...scansOf(file.papers.filter((paper) => !known.has(paper.sha256)))]
}

import { createHash } from 'node:crypto'
import { SIGNED_KINDS } from '../../../core/contract/signed-set.ts'
import { checkCertificate } from '../../../core/contract/signing-certificate.ts'
import { asId, type CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { volumesOfCase } from '../../../db/repositories/archive-volumes.ts'
import { documentsOfCase, type FiledDocument } from '../../../db/repositories/documents.ts'
import { findCertificate, pdfSignatures, type SignatureRecord } from '../../../db/repositories/pdf-signatures.ts'
import type { Reader } from '../../../db/sql.ts'
import type { DocumentSigner } from '../../services/document-signer.ts'
import { note } from '../audit-note.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { type Counter, stampOf } from '../counter.ts'

interface ToSign {
  readonly documents: readonly FiledDocument[]
  readonly p12Ref: string
}

/** The contracts that count and bear no signature yet: of a case that is signed on paper and not filed. */
async function toSign(counter: Counter, reader: Reader, caseId: CaseId): Promise<Result<ToSign>> {
  const file = await openCaseFile(counter, reader, caseId)
  if (!file.ok) return file
  if (!file.value.contract?.signedOn) return refuse('STEP_NOT_DONE', { milestone: 'CONTRACT_SIGNED' })
  if ((await volumesOfCase(reader, caseId)).length > 0) return refuse('TRANSITION_NOT_ALLOWED', { state: file.value.record.state })
  const certificate = await findCertificate(reader)
  if (!certificate) return refuse('CERTIFICATE_NOT_SET')
  const valid = checkCertificate(certificate, counter.clock.calendarDate())
  if (!valid.ok) return valid
  const documents = (await documentsOfCase(reader, caseId)).filter(
    ({ kind, supersededAt, signatureAt }) => SIGNED_KINDS.includes(kind) && supersededAt === null && signatureAt === null,
  )
  return ok({ documents, p12Ref: certificate.blobRef })
}

async function signerOf(counter: Counter, ref: string, password: string): Promise<Result<DocumentSigner>> {
  const bytes = await counter.papers.get(ref)
  if (!bytes.ok) return bytes
  const { openP12 } = await import('../../services/p12-signer.ts')
  return openP12(bytes.value, password)
}

async function signedCopy(counter: Counter, session: Session, signer: DocumentSigner, document: FiledDocument): Promise<Result<SignatureRecord>> {
  const bytes = await counter.papers.get(document.blobRef)
  if (!bytes.ok) return bytes
  if (createHash('sha256').update(bytes.value).digest('hex') !== document.sha256) return refuse('FILE_DAMAGED', { ref: document.blobRef })
  const { at, staffId } = stampOf(counter, session)
  const { signDocument } = await import('../../services/document-signer.ts')
  const { fontsEmbedded, samePages } = await import('../../services/pdf-reread.ts')
  const copy = await signDocument(signer, bytes.value, { name: document.number, at: new Date(at) })
  // Another library than the printer's wrote it: what it says is read back before it counts.
  if (!(await samePages(bytes.value, copy)) || !fontsEmbedded(copy)) return refuse('PDF_INCOMPLETE', { check: 'SIGNED_COPY', kind: document.kind })
  const kept = await counter.papers.put(copy)
  if (!kept.ok) return kept
  const { holder, serial } = signer.certificate
  const { sha256, ref, bytes: length } = kept.value
  return ok({ documentId: document.documentId, sha256, blobRef: ref, bytes: length, holder, serial, signedBy: staffId, signedAt: at })
}

/**
 * Signs the electronic copies of a case's contracts with the branch's certificate; the signed copies are filed and sent from then on.
 * All of them or none. Refuses STEP_NOT_DONE before the signing on paper, TRANSITION_NOT_ALLOWED once the case is filed,
 * CERTIFICATE_NOT_SET, CERTIFICATE_EXPIRED, CERTIFICATE_PASSWORD_WRONG, PDF_INCOMPLETE for a copy that does not say what the contract says, and
 * what the paper store refuses.
 */
export async function signCopies(
  counter: Counter,
  session: Session,
  request: { readonly caseId: string; readonly password: string },
): Promise<Result<{ signed: number }>> {
  const caseId = asId<CaseId>(request.caseId)
  const found = await counter.database.read((reader) => toSign(counter, reader, caseId))
  if (!found.ok) return found
  const signer = await signerOf(counter, found.value.p12Ref, request.password)
  if (!signer.ok) return signer
  const copies: SignatureRecord[] = []
  for (const document of found.value.documents) {
    const copy = await signedCopy(counter, session, signer.value, document)
    if (!copy.ok) return copy
    copies.push(copy.value)
  }
  return counter.database.write(async (tx) => {
    // Asked again: another window may have filed or signed meanwhile.
    const still = await toSign(counter, tx, caseId)
    if (!still.ok) return still
    const open = new Set(still.value.documents.map(({ documentId }) => documentId))
    const rows = copies.filter(({ documentId }) => open.has(documentId))
    for (const row of rows) await pdfSignatures(tx).insert(row)
    for (const { documentId, serial } of rows) await note(counter, tx, session, { action: 'contract.signCopies', caseId, subject: `${documentId} ${serial}` })
    return ok({ signed: rows.length })
  })
}

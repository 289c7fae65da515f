import type { SigningCertificate } from '../../core/contract/signing-certificate.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { DocumentId, Sha256, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** The branch's certificate: what is known of it, and where its locked file stands. */
export interface CertificateRecord extends SigningCertificate {
  readonly blobRef: string
  readonly setBy: StaffId
  readonly setAt: Instant
}
/** The signed copy of one document; never changed. */
export interface SignatureRecord {
  readonly documentId: DocumentId
  readonly sha256: Sha256
  readonly blobRef: string
  readonly bytes: number
  readonly holder: string
  readonly serial: string
  readonly signedBy: StaffId
  readonly signedAt: Instant
}

const certificate = mapping<CertificateRecord>({
  blobRef: 'blob_ref',
  holder: 'holder',
  serial: 'serial',
  validFrom: 'valid_from',
  validTo: 'valid_to',
  setBy: 'set_by',
  setAt: 'set_at',
})
const signature = mapping<SignatureRecord>({
  documentId: 'document_id',
  sha256: 'sha256',
  blobRef: 'blob_ref',
  bytes: 'bytes',
  holder: 'holder',
  serial: 'serial',
  signedBy: 'signed_by',
  signedAt: 'signed_at',
})

/** The certificate that signs here; null where the branch has none. */
export async function findCertificate(reader: Reader): Promise<CertificateRecord | null> {
  const row = await reader.get(`SELECT ${certificate.list} FROM signing_certificate WHERE id = 1`)
  return row ? certificate.read(row) : null
}

export const pdfSignatures = (tx: Writer) => ({
  /** The one before it signs no more; what it signed stands. */
  setCertificate: async (record: CertificateRecord): Promise<void> => {
    await tx.run(`INSERT OR REPLACE INTO signing_certificate (id, ${certificate.list}) VALUES (1, ${certificate.marks})`, certificate.params(record))
  },
  insert: async (record: SignatureRecord): Promise<void> => {
    await tx.run(`INSERT INTO document_signature (${signature.list}) VALUES (${signature.marks})`, signature.params(record))
  },
})

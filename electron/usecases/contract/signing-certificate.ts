import type { CertificateView } from '../../../core/bridge/certificate-calls.ts'
import { checkCertificate } from '../../../core/contract/signing-certificate.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { type CertificateRecord, findCertificate, pdfSignatures } from '../../../db/repositories/pdf-signatures.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import { type Counter, stampOf } from '../counter.ts'

async function viewOf(reader: Reader, found: CertificateRecord | null): Promise<{ certificate: CertificateView | null }> {
  if (!found) return { certificate: null }
  const { blobRef: _, setBy, ...view } = found
  return { certificate: { ...view, setBy: (await staffNames(reader, [setBy])).get(setBy) ?? '' } }
}

/** The certificate that signs here, as the settings and the signing register show it. */
export const viewCertificate = (counter: Counter): Promise<Result<{ certificate: CertificateView | null }>> =>
  counter.database.read(async (reader) => ok(await viewOf(reader, await findCertificate(reader))))

/**
 * Makes a P12 file the branch's certificate: opened once to see whose it is and that it is valid today, then kept as it came, locked
 * by its own password. Refuses CERTIFICATE_UNREADABLE, CERTIFICATE_PASSWORD_WRONG, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID.
 */
export async function setCertificate(
  counter: Counter,
  session: Session,
  { file, password }: { readonly file: Uint8Array; readonly password: string },
): Promise<Result<{ certificate: CertificateView | null }>> {
  // Loaded on first use: few branches have a certificate.
  const { openP12 } = await import('../../services/p12-signer.ts')
  const signer = openP12(file, password)
  if (!signer.ok) return signer
  const { certificate } = signer.value
  const valid = checkCertificate(certificate, counter.clock.calendarDate())
  if (!valid.ok) return valid
  const kept = await counter.papers.put(file)
  if (!kept.ok) return kept
  return counter.database.write(async (tx) => {
    const { at, staffId } = stampOf(counter, session)
    const record: CertificateRecord = { ...certificate, blobRef: kept.value.ref, setBy: staffId, setAt: at }
    await pdfSignatures(tx).setCertificate(record)
    await note(counter, tx, session, { action: 'certificate.set', subject: certificate.serial })
    return ok(await viewOf(tx, record))
  })
}

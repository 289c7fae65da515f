import { PDFDocument, PDFHexString, PDFInvalidObject, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { Signer, SignPdf } from '@signpdf/signpdf'
import type { SigningCertificate } from '../../core/contract/signing-certificate.ts'

/**
 * Whoever can sign bytes with a certificate: a P12 file today, the middleware of a UKey tomorrow (issue of the paper, "Signing").
 * Nothing else of signing knows which.
 */
export interface DocumentSigner {
  readonly certificate: SigningCertificate
  /** A detached PKCS#7 signature over the bytes. */
  sign(bytes: Buffer, at: Date): Promise<Buffer>
}

/** Room for a signature and its chain of certificates, in bytes. */
const SIGNATURE_BYTES = 16_384
const [SIGNATURE_FLAGS, PRINTED] = [3, 4]
/** What SignPdf looks for, to write the range in that the signature covers. */
const RANGE = '**********'

/** Adds an empty signature without a look on the page. ASCII only: other letters would be mangled (pdf.md §7). */
async function withPlaceholder(pdf: Uint8Array, name: string, at: Date): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const { context, catalog } = document
  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'adbe.pkcs7.detached',
    ByteRange: [PDFNumber.of(0), PDFName.of(RANGE), PDFName.of(RANGE), PDFName.of(RANGE)],
    Contents: PDFHexString.of('00'.repeat(SIGNATURE_BYTES)),
    Reason: PDFString.of(name),
    M: PDFString.fromDate(at),
  })
  // As it stands: the writer would put a dictionary into a compressed stream, where its range could not be written in.
  const bytes = new Uint8Array(signature.sizeInBytes())
  signature.copyBytesInto(bytes, 0)
  const [first] = document.getPages()
  if (!first) throw new RangeError('a signed document has pages')
  const look = context.register(context.formXObject([], { BBox: [0, 0, 0, 0], Resources: {} }))
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      Rect: [0, 0, 0, 0],
      F: PRINTED,
      P: first.ref,
      T: PDFString.of('Signature1'),
      V: context.register(PDFInvalidObject.of(bytes)),
      AP: { N: look },
    }),
  )
  first.node.addAnnot(widget)
  catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: SIGNATURE_FLAGS, Fields: [widget] }))
  return document.save({ useObjectStreams: false, updateFieldAppearances: false })
}

/**
 * The PDF with the signature of the certificate over all of it. The pages look as before; the copy stays PDF/A-1b.
 * @param name what is signed, in ASCII: a contract number
 * @example await signDocument(signer, pdf, { name: 'JK1101992026112600015', at: new Date() })
 */
export async function signDocument(signer: DocumentSigner, pdf: Uint8Array, { name, at }: { readonly name: string; readonly at: Date }): Promise<Uint8Array> {
  class OfPort extends Signer {
    override sign(bytes: Buffer): Promise<Buffer> {
      return signer.sign(bytes, at)
    }
  }
  return new Uint8Array(await new SignPdf().sign(Buffer.from(await withPlaceholder(pdf, name, at)), new OfPort(), at))
}

import forge from 'node-forge'
import { chinaDate, instant } from '../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { DocumentSigner } from './document-signer.ts'

/** A certificate file is some kilobytes; this is nobody's. */
export const MAX_P12_BYTES = 256 * 1024

function parsed(bytes: Uint8Array): Result<forge.asn1.Asn1> {
  if (bytes.length > MAX_P12_BYTES) return refuse('CERTIFICATE_UNREADABLE', { reason: 'NOT_P12' })
  try {
    return ok(forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary'))))
  } catch {
    return refuse('CERTIFICATE_UNREADABLE', { reason: 'NOT_P12' })
  }
}

function unlocked(der: forge.asn1.Asn1, password: string): Result<forge.pkcs12.Pkcs12Pfx> {
  try {
    return ok(forge.pkcs12.pkcs12FromAsn1(der, false, password))
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    return /password|MAC/i.test(said) ? refuse('CERTIFICATE_PASSWORD_WRONG') : refuse('CERTIFICATE_UNREADABLE', { reason: 'NOT_P12' })
  }
}

const bagsOf = (pfx: forge.pkcs12.Pkcs12Pfx, bagType: string): forge.pkcs12.Bag[] => pfx.getBags({ bagType })[bagType] ?? []

/** Names come as the bytes of UTF-8, of old authorities as something else: then as they are. */
function readable(text: string): string {
  try {
    return forge.util.decodeUtf8(text)
  } catch {
    return text
  }
}

interface Keys {
  readonly key: forge.pki.rsa.PrivateKey
  readonly certificate: forge.pki.Certificate
  readonly chain: readonly forge.pki.Certificate[]
}

/** The issuer as text: forge keeps bytes when it reads a name and encodes them once more when it writes it, and then nobody finds the certificate. */
const issuerOf = ({ issuer }: forge.pki.Certificate): forge.pki.CertificateField[] =>
  issuer.attributes.map((attribute) => (typeof attribute.value === 'string' ? { ...attribute, value: readable(attribute.value) } : attribute))

function signed(content: Buffer, at: Date, { key, certificate, chain }: Keys): Buffer {
  const { sha256, contentType, messageDigest, signingTime, data } = forge.pki.oids as Readonly<Record<string, string>>
  const envelope = forge.pkcs7.createSignedData()
  envelope.content = forge.util.createBuffer(content.toString('binary'))
  for (const one of chain) envelope.addCertificate(one)
  const signer = {
    key,
    issuer: issuerOf(certificate),
    serialNumber: certificate.serialNumber,
    digestAlgorithm: sha256,
    authenticatedAttributes: [{ type: contentType, value: data }, { type: signingTime, value: at }, { type: messageDigest }],
  }
  // @types/node-forge asks for the certificate that issuer and number stand for.
  envelope.addSigner(signer as unknown as Parameters<typeof envelope.addSigner>[0])
  envelope.sign({ detached: true })
  return Buffer.from(forge.asn1.toDer(envelope.toAsn1()).getBytes(), 'binary')
}

/**
 * Opens a P12 file for one signing; the password is asked each time and kept by nobody.
 *
 * Refusals: CERTIFICATE_UNREADABLE for what is no P12 or holds no RSA key with its certificate, CERTIFICATE_PASSWORD_WRONG.
 * @example const signer = openP12(bytes, password)
 */
export function openP12(bytes: Uint8Array, password: string): Result<DocumentSigner> {
  const der = parsed(bytes)
  const pfx = der.ok ? unlocked(der.value, password) : der
  if (!pfx.ok) return pfx
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids
  const key = [...bagsOf(pfx.value, pkcs8ShroudedKeyBag ?? ''), ...bagsOf(pfx.value, keyBag ?? '')].find((bag) => bag.key)?.key as
    | forge.pki.rsa.PrivateKey
    | undefined
  const certificate = bagsOf(pfx.value, certBag ?? '').find(({ cert }) => {
    const its = cert?.publicKey as forge.pki.rsa.PublicKey | undefined
    return key !== undefined && its?.n?.equals(key.n)
  })?.cert
  if (!key || !certificate) return refuse('CERTIFICATE_UNREADABLE', { reason: 'NO_RSA_KEY' })
  const chain = bagsOf(pfx.value, certBag ?? '').flatMap(({ cert }) => cert ?? [])
  const { validity, subject, serialNumber } = certificate
  const name = subject.getField('CN') as { value?: unknown } | null
  const day = (date: Date) => chinaDate(instant(date.toISOString()))
  return ok({
    certificate: {
      holder: readable(String(name?.value ?? '')),
      serial: serialNumber,
      validFrom: day(validity.notBefore),
      validTo: day(validity.notAfter),
    },
    sign: async (content, at) => signed(content, at, { key, certificate, chain }),
  })
}

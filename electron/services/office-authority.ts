import { createPrivateKey, X509Certificate } from 'node:crypto'
import path from 'node:path'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readBounded, sizeOf } from '../../protocol/durable-file.ts'
import type { LineTls } from './office-line.ts'

/** The bank's own certificate authority, in the data folder: PEM, one certificate or several. */
export const AUTHORITY_FILE = 'head-office-ca.pem'
/** What this PC shows a head office that lets in none but devices of its authority (mTLS): its certificate, those that vouch for it behind it, and the key. */
export const [CERTIFICATE_FILE, KEY_FILE] = ['branch-line.pem', 'branch-line.key'] as const

const LIMIT_BYTES = 1 << 20
const BEGIN = '-----BEGIN CERTIFICATE-----'
const WHOLE = /^-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/

/** The certificate at the head of a text, or null where there is none that can be read. */
function certificate(text: string): string | null {
  const [pem] = WHOLE.exec(text) ?? []
  try {
    return pem === undefined ? null : new X509Certificate(pem).toString()
  } catch {
    return null
  }
}

const certificates = (text: string): (string | null)[] =>
  text
    .split(BEGIN)
    .slice(1)
    .map((rest) => certificate(BEGIN + rest))

/** A file as text; null where there is none, empty where it cannot be read. */
async function textOf(file: string): Promise<string | null> {
  if ((await sizeOf(file)) === null) return null
  return (await readBounded(file, LIMIT_BYTES).catch(() => null))?.toString('latin1') ?? ''
}

async function authorities(folder: string): Promise<Result<LineTls>> {
  const text = await textOf(path.join(folder, AUTHORITY_FILE))
  if (text === null) return ok({})
  const ca = certificates(text)
  if (ca.length > 0 && !ca.includes(null)) return ok({ ca: ca.join('') })
  return refuse('LINE_AUTHORITY_INVALID', { file: AUTHORITY_FILE, place: ca.indexOf(null) + 1 || 1 })
}

/** Whether the key opens without a password and is that of the certificate. */
function belong(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

async function ownCertificate(folder: string): Promise<Result<LineTls>> {
  const [text, key] = [await textOf(path.join(folder, CERTIFICATE_FILE)), await textOf(path.join(folder, KEY_FILE))]
  if (text === null && key === null) return ok({})
  const chain = certificates(text ?? '')
  const [own] = chain
  if (!own || chain.includes(null)) return refuse('LINE_CERTIFICATE_INVALID', { file: CERTIFICATE_FILE })
  return key !== null && belong(own, key) ? ok({ cert: chain.join(''), key }) : refuse('LINE_CERTIFICATE_INVALID', { file: KEY_FILE })
}

/** When the first of the certificates this PC shows ends; null where it shows none. @example shownUntil(expectOk(await lineTls(userData))) */
export function shownUntil({ cert }: LineTls): Date | null {
  const ends = certificates(cert ?? '').flatMap((pem) => (pem ? [Date.parse(new X509Certificate(pem).validTo)] : []))
  return ends.length === 0 ? null : new Date(Math.min(...ends))
}

/**
 * The certificates of the line to head office. It believes the authorities of `head-office-ca.pem` and no others, or the public ones where there
 * is no such file, and shows what lies in `branch-line.pem` and `branch-line.key`. Read for each exchange, so that a file laid in counts at once.
 * @returns LINE_AUTHORITY_INVALID with `file` and the `place` of the first certificate that cannot be read; LINE_CERTIFICATE_INVALID with the
 * `file` that is missing, cannot be read or does not belong to the other
 * @example const tls = await lineTls(userData)
 */
export async function lineTls(folder: string): Promise<Result<LineTls>> {
  const believed = await authorities(folder)
  if (!believed.ok) return believed
  const shown = await ownCertificate(folder)
  return shown.ok ? ok({ ...believed.value, ...shown.value }) : shown
}

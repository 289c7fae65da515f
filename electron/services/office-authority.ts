import { X509Certificate } from 'node:crypto'
import path from 'node:path'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readBounded, sizeOf } from '../../protocol/durable-file.ts'
import type { LineTls } from './office-line.ts'

/** The bank's own certificate authority, in the data folder: PEM, one certificate or several. */
export const AUTHORITY_FILE = 'head-office-ca.pem'

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

/**
 * Whom the line to head office believes: the authorities of `head-office-ca.pem` and no others, or the public ones where there is no such
 * file. Read for each exchange, so that a file laid in counts at once.
 * @returns LINE_AUTHORITY_INVALID with `file` and the `place` of the first certificate that cannot be read
 * @example const tls = await officeAuthority(userData)
 */
export async function officeAuthority(folder: string): Promise<Result<LineTls>> {
  const file = path.join(folder, AUTHORITY_FILE)
  if ((await sizeOf(file)) === null) return ok({})
  const text = (await readBounded(file, LIMIT_BYTES).catch(() => null))?.toString('latin1') ?? ''
  const ca = text
    .split(BEGIN)
    .slice(1)
    .map((rest) => certificate(BEGIN + rest))
  if (ca.length > 0 && !ca.includes(null)) return ok({ ca: ca.join('') })
  return refuse('LINE_AUTHORITY_INVALID', { file: AUTHORITY_FILE, place: ca.indexOf(null) + 1 || 1 })
}

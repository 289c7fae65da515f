import type { BagReport } from './bag-report.ts'

export interface BagDeclaration {
  readonly version: string
  /** True from BagIt 1.0 (RFC 8493) on, where most earlier leniency ended. */
  readonly strict: boolean
  readonly decode: (bytes: Uint8Array) => string
}

const VERSIONS = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0']
const STRICT = [/^BagIt-Version: (\S+)$/, /^Tag-File-Character-Encoding: (\S+)$/]
const LENIENT = [/^BagIt-Version\s*:\s*(\S+)\s*$/i, /^Tag-File-Character-Encoding\s*:\s*(\S+)\s*$/i]

/** Splits at LF, CR or CRLF; a last line end makes no empty line. */
export const bagLines = (text: string): string[] => text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/)

const startsWith = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, index) => bytes[index] === byte)

/** UTF-16 without a byte order mark is read as big-endian (RFC 2781). */
function decoderOf(encoding: string): (bytes: Uint8Array) => string {
  if (!/^utf-?16$/i.test(encoding)) {
    const fixed = new TextDecoder(encoding, { fatal: true })
    return (bytes) => fixed.decode(bytes)
  }
  return (bytes) => new TextDecoder(startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes)
}

/** Reads bagit.txt (RFC 8493 §2.1.1). Null when nothing further can be checked. */
export function readDeclaration(bytes: Uint8Array | null, report: BagReport): BagDeclaration | null {
  const fail = (code: string, text: string): null => {
    report.error(code, 'bagit.txt', text)
    return null
  }
  if (!bytes) return fail('DECLARATION_MISSING', 'there is no bagit.txt: this is not a bag')
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return fail('DECLARATION_BOM', 'starts with a byte order mark')
  const lines = bagLines(Buffer.from(bytes).toString('utf8'))
  const [version, encoding] = LENIENT.map((pattern, index) => pattern.exec(lines[index] ?? '')?.[1])
  if (!version) return fail('DECLARATION_INVALID', 'the first line is not "BagIt-Version: M.N"')
  if (!VERSIONS.includes(version)) return fail('VERSION_UNKNOWN', `version ${JSON.stringify(version)} is none of ${VERSIONS.join(', ')}`)
  if (!encoding) return fail('DECLARATION_INVALID', 'the second line is not "Tag-File-Character-Encoding: NAME"')
  const strict = version === '1.0'
  if (lines.length !== 2 || STRICT.some((pattern, index) => !pattern.test(lines[index] ?? ''))) {
    report.strict(strict, 'DECLARATION_LOOSE', 'bagit.txt', 'is not exactly the two lines "BagIt-Version: M.N" and "Tag-File-Character-Encoding: NAME"')
  }
  try {
    return { version, strict, decode: decoderOf(encoding) }
  } catch {
    return fail('ENCODING_UNKNOWN', `tag files are in an encoding this program does not know: ${encoding}`)
  }
}

/** The three formats a scan may have. */
export type ScanKind = 'PDF' | 'JPEG' | 'PNG'
/** What a refused file looks like, for the message. */
export type OtherKind = 'ZIP' | 'RAR' | '7Z' | 'GZIP' | 'TIFF' | 'GIF' | 'BMP' | 'WEBP' | 'HEIF' | 'PROGRAM' | 'OFFICE' | 'HTML' | 'XML' | 'TEXT' | 'UNKNOWN'

const HEADS: readonly (readonly [ScanKind | OtherKind, readonly number[], number?])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['ZIP', [0x50, 0x4b, 0x05, 0x06]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['GZIP', [0x1f, 0x8b]],
  ['TIFF', [0x49, 0x49, 0x2a, 0x00]],
  ['TIFF', [0x4d, 0x4d, 0x00, 0x2a]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['BMP', [0x42, 0x4d]],
  ['WEBP', [0x57, 0x45, 0x42, 0x50], 8],
  ['HEIF', [0x66, 0x74, 0x79, 0x70], 4],
  ['PROGRAM', [0x4d, 0x5a]],
  ['PROGRAM', [0x7f, 0x45, 0x4c, 0x46]],
  ['OFFICE', [0xd0, 0xcf, 0x11, 0xe0]],
]
const PDF_HEAD = Buffer.from('%PDF-')
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const ZIP_END_BYTES = 22

const startsWith = (bytes: Buffer, head: readonly number[], at = 0): boolean => head.every((byte, index) => bytes[at + index] === byte)

/** Whether a zip directory ends exactly where the file ends: then the file is (also) a zip, whatever its first bytes say. */
function endsAsZip(bytes: Buffer): boolean {
  const at = bytes.lastIndexOf(ZIP_END)
  return at >= 0 && at + ZIP_END_BYTES <= bytes.length && at + ZIP_END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length
}

function textKind(bytes: Buffer): OtherKind {
  const head = bytes.subarray(0, 4096)
  // A cut multi-byte character at the end of the sample is not held against it.
  const text = new TextDecoder('utf-8').decode(head, { stream: true })
  if (/[\p{Cc}\u{fffd}]/u.test(text.replace(/[\t\r\n\f]/g, ''))) return 'UNKNOWN'
  const start = text
    .replace(/^\u{feff}/u, '')
    .trimStart()
    .toLowerCase()
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'HTML'
  return start.startsWith('<?xml') ? 'XML' : 'TEXT'
}

/**
 * What a file is by its bytes, never by its name.
 * @example kindOf(bytes) // 'ZIP'
 */
export function kindOf(file: Uint8Array): ScanKind | OtherKind {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (endsAsZip(bytes)) return 'ZIP'
  const known = HEADS.find(([, head, at]) => startsWith(bytes, head, at))
  if (known) return known[0]
  // Some scanners write a line before the header; readers accept it within the first 1024 bytes.
  return bytes.subarray(0, 1024).includes(PDF_HEAD) ? 'PDF' : textKind(bytes)
}

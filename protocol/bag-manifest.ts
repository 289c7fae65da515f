import { type BagDeclaration, bagLines } from './bag-declaration.ts'
import { decodeBagPath, pathEscape, tidyPath } from './bag-path.ts'
import type { BagReport } from './bag-report.ts'

export const ALGORITHMS: ReadonlyMap<string, number> = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha224', 56],
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])
const LINE = /^(\S+)[ \t]+(\*?)(.+)$/

/** One manifest of a bag: its algorithm as Node names it, and the hash of each path as listed. */
export interface BagManifest {
  readonly file: string
  readonly algorithm: string
  readonly entries: ReadonlyMap<string, string>
}

/** 'sha256' for 'manifest-sha256.txt' and 'tagmanifest-SHA-256.txt'; null for other names. */
export function manifestAlgorithm(file: string, kind: 'manifest' | 'tagmanifest'): string | null {
  const name = new RegExp(`^${kind}-([A-Za-z0-9_-]+)\\.txt$`, 'i').exec(file)?.[1]
  return name ? name.toLowerCase().replace(/[^a-z0-9]/g, '') : null
}

/** Reads a manifest as RFC 8493 §2.1.3 and §2.2.1 say, telling the report what is wrong with its lines. */
export function readManifest(
  file: string,
  kind: 'manifest' | 'tagmanifest',
  bytes: Uint8Array,
  declaration: BagDeclaration,
  onDisk: ReadonlySet<string>,
  report: BagReport,
): BagManifest {
  const algorithm = manifestAlgorithm(file, kind) ?? ''
  const entries = new Map<string, string>()
  const list = (text: string, number: number): void => {
    const [, digest, star, raw] = LINE.exec(text) ?? []
    if (!digest || !raw) {
      report.error('MANIFEST_LINE', file, `line ${number} is not "CHECKSUM PATH"`)
      return
    }
    const expected = ALGORITHMS.get(algorithm)
    if (expected && (digest.length !== expected || !/^[0-9a-f]+$/i.test(digest))) {
      report.error('CHECKSUM_FORM', file, `line ${number} holds no ${algorithm}`)
      return
    }
    if (star) report.warn('MD5SUM_STYLE', file, `line ${number} marks its path with "*", as md5sum does`)
    const decoded = decodeBagPath(raw, declaration.strict)
    const listed = !onDisk.has(tidyPath(decoded)) && onDisk.has(tidyPath(raw)) ? raw : decoded
    const outside = pathEscape(listed)
    if (outside) {
      report.error('PATH_ESCAPES', file, `line ${number}: the path ${outside}`)
      return
    }
    const path = tidyPath(listed)
    if (path !== listed) report.warn('PATH_NOT_TIDY', file, `line ${number} writes its path with "./" or "//"`)
    if (kind === 'manifest' && !path.startsWith('data/')) {
      report.error('PATH_OUTSIDE_PAYLOAD', file, `line ${number} lists a path outside data/`)
      return
    }
    if (kind === 'tagmanifest' && path.startsWith('data/')) report.error('TAG_LISTS_PAYLOAD', file, `line ${number} lists a payload file`)
    if (kind === 'tagmanifest' && manifestAlgorithm(path, 'tagmanifest')) {
      report.strict(declaration.strict, 'TAG_LISTS_TAGMANIFEST', file, `line ${number} lists a tag manifest`)
    }
    const known = entries.get(path)
    if (known !== undefined) {
      report.strict(declaration.strict || known !== digest.toLowerCase(), 'LISTED_TWICE', path, `${file} lists it twice`)
      return
    }
    entries.set(path, digest.toLowerCase())
  }
  let text: string
  try {
    text = declaration.decode(bytes)
  } catch {
    report.error('ENCODING_BROKEN', file, 'is not in the declared encoding')
    return { file, algorithm, entries }
  }
  bagLines(text).forEach((line, index) => {
    if (line.trim() !== '') list(line, index + 1)
  })
  return { file, algorithm, entries }
}

import { type BagDeclaration, bagLines } from './bag-declaration.ts'
import { decodeBagPath, pathEscape, tidyPath } from './bag-path.ts'
import type { BagReport } from './bag-report.ts'

/** Checks fetch.txt (RFC 8493 §2.2.3). Nothing is ever fetched: a file still to come makes the bag incomplete. */
export function checkFetch(bytes: Uint8Array, declaration: BagDeclaration, listed: ReadonlySet<string>, onDisk: ReadonlySet<string>, report: BagReport): void {
  const file = 'fetch.txt'
  let text: string
  try {
    text = declaration.decode(bytes)
  } catch {
    report.error('ENCODING_BROKEN', file, 'is not in the declared encoding')
    return
  }
  bagLines(text).forEach((line, index) => {
    if (line.trim() === '') return
    const where = `line ${index + 1}`
    const [, url, , raw] = /^(\S+)[ \t]+(\d+|-)[ \t]+(.+)$/.exec(line) ?? []
    if (!url || !raw) {
      report.error('FETCH_LINE', file, `${where} is not "URL LENGTH PATH"`)
      return
    }
    if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(url)) report.error('FETCH_URL', file, `${where} does not begin with a URL`)
    const decoded = decodeBagPath(raw, declaration.strict)
    const outside = pathEscape(decoded)
    if (outside) {
      report.error('PATH_ESCAPES', file, `${where}: the path ${outside}`)
      return
    }
    const path = tidyPath(decoded)
    if (!path.startsWith('data/')) {
      report.error('PATH_OUTSIDE_PAYLOAD', file, `${where} fetches a path outside data/`)
      return
    }
    if (!listed.has(path)) {
      report.error('FETCH_NOT_LISTED', path, 'is to be fetched but no manifest lists it')
      return
    }
    if (!onDisk.has(path)) report.error('FETCH_PENDING', path, 'has not been fetched yet: the bag is not complete')
  })
}
